import type { AreaDefinition } from '#components/definition.ts'

/** What each area holds, as a table. */
export function tableOf(areas: readonly AreaDefinition[]): string[] {
  const head = ['area', 'levels', ...COUNTS.map(({ plural }) => plural)]
  const rows = areas.map((area) => [
    area.id,
    area.levels?.join('–') ?? '',
    ...COUNTS.map(({ count }) => String(count(area))),
  ])
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i]!.length)))
  return [head, ...rows].map((row) =>
    row
      .map((cell, i) => (i < 2 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join('  ')
      .trimEnd(),
  )
}

/** How many of each there are: `2 areas, 7 rooms, …`. */
export function countsOf(areas: readonly AreaDefinition[]): string {
  const counts = COUNTS.map(({ plural, singular, count }) => {
    const sum = areas.reduce((total, area) => total + count(area), 0)
    return counted(sum, singular, plural)
  })
  return [counted(areas.length, 'area', 'areas'), ...counts].join(', ')
}

export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`
}

const COUNTS: readonly {
  singular: string
  plural: string
  count: (area: AreaDefinition) => number
}[] = [
  { singular: 'room', plural: 'rooms', count: ({ rooms }) => rooms.length },
  {
    singular: 'exit',
    plural: 'exits',
    count: ({ rooms }) => rooms.reduce((sum, { exits }) => sum + exits.length, 0),
  },
  { singular: 'item', plural: 'items', count: ({ items }) => items.length },
  { singular: 'mobile', plural: 'mobiles', count: ({ mobiles }) => mobiles.length },
  { singular: 'reset', plural: 'resets', count: ({ resets }) => resets.length },
  { singular: 'quest', plural: 'quests', count: ({ quests = [] }) => quests.length },
  {
    singular: 'shop',
    plural: 'shops',
    count: ({ mobiles }) => mobiles.filter(({ shop }) => shop !== undefined).length,
  },
]
