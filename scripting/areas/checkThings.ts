import type {
  AreaDefinition,
  ItemDefinition,
  ResetContent,
  Source,
  ThingDefinition,
} from '#components/definition.ts'
import { AreaError } from './areaError.ts'
import type { AreaReading } from './build.ts'

type Items = ReadonlyMap<string, ItemDefinition>

/** Finds resets that cannot bring what they say, and things that no reset brings. */
export function checkThings(reading: AreaReading): AreaError[] {
  const { areas, sources } = reading
  const items: Items = new Map(areas.flatMap((area) => area.items.map((item) => [item.id, item])))
  return [
    ...areas.flatMap((area) =>
      area.resets.flatMap(({ kind, prefab, contains, source }) => {
        const sourceOf = (content: ResetContent) => sources.get(content) ?? source
        if (kind === 'mobile') return outfitFindings(prefab, contains, items, sourceOf)
        return contentFindings(prefab, contains, items, source, sourceOf)
      }),
    ),
    ...unusedFindings(reading),
  ]
}

function outfitFindings(
  mobile: string,
  contents: readonly ResetContent[],
  items: Items,
  sourceOf: (content: ResetContent) => Source,
): AreaError[] {
  const worn = new Map<string, string>()
  return contents.flatMap((content) => {
    const findings = contentFindings(
      content.item,
      content.contains,
      items,
      sourceOf(content),
      sourceOf,
    )
    const item = items.get(content.item)
    if (!content.worn || item === undefined) return findings
    const sentence = wearFault(mobile, item, worn)
    if (item.wear !== undefined) worn.set(item.wear, item.id)
    if (sentence === undefined) return findings
    return [...findings, new AreaError('AREA_RESET_WEAR', sentence, sourceOf(content))]
  })
}

function wearFault(mobile: string, item: ItemDefinition, worn: ReadonlyMap<string, string>) {
  const { id, wear } = item
  if (wear === undefined) return `mobile "${mobile}" wears item "${id}", which has no "wear" slot`
  const other = worn.get(wear)
  return other && `mobile "${mobile}" wears both "${other}" and "${id}" as "${wear}"`
}

function contentFindings(
  holder: string,
  contents: readonly ResetContent[],
  items: Items,
  source: Source,
  sourceOf: (content: ResetContent) => Source,
): AreaError[] {
  const item = items.get(holder)
  if (contents.length === 0 || item === undefined) return []
  const inner = contents.flatMap((content) =>
    contentFindings(content.item, content.contains, items, sourceOf(content), sourceOf),
  )
  if (item.container === undefined) {
    const sentence = `a reset puts things into item "${holder}", which is no container`
    return [new AreaError('AREA_RESET_NO_CONTAINER', sentence, source), ...inner]
  }
  const grams = weightOf(contents, items)
  const { capacityGrams } = item.container
  if (grams <= capacityGrams) return inner
  const sentence =
    `a reset puts ${grams} g into item "${holder}", ` + `which holds at most ${capacityGrams} g`
  return [new AreaError('AREA_RESET_OVER_CAPACITY', sentence, source), ...inner]
}

function weightOf(contents: readonly ResetContent[], items: Items): number {
  return contents.reduce(
    (sum, { item, contains }) =>
      sum + (items.get(item)?.weightGrams ?? 0) + weightOf(contains, items),
    0,
  )
}

function unusedFindings({ areas, errors }: AreaReading): AreaError[] {
  // A faulty piece is left out, and all that it brings would seem unused.
  if (errors.some(({ source }) => BRINGING.test(source.file))) return []
  const brought = new Set(areas.flatMap(idsBrought))
  const unused = (kind: string, ways: string) => (thing: ThingDefinition) => {
    if (brought.has(thing.id)) return []
    const sentence = `${kind} "${thing.id}" is brought by ${ways}`
    return [new AreaError('AREA_THING_UNUSED', sentence, thing.source)]
  }
  return areas.flatMap((area) => [
    ...area.items.flatMap(unused('item', 'no reset, loot, shop or reward')),
    ...area.mobiles.flatMap(unused('mobile', 'no reset')),
  ])
}

/** Files whose pieces bring things into the world. */
const BRINGING = /\/(?:resets|mobiles|quests)\.yaml$/

function idsBrought({ resets, mobiles, quests = [] }: AreaDefinition): string[] {
  return [
    ...resets.flatMap(({ prefab, contains }) => [prefab, ...idsIn(contains)]),
    ...mobiles.flatMap(({ loot = [], shop }) => [
      ...loot.map(({ item }) => item),
      ...(shop?.sells ?? []),
    ]),
    ...quests.flatMap(({ reward }) => reward.items),
  ]
}

function idsIn(contents: readonly ResetContent[]): string[] {
  return contents.flatMap(({ item, contains }) => [item, ...idsIn(contains)])
}
