import type { ItemDefinition, ResetContent } from '#components/definition.ts'
import { AreaError } from './areaError.ts'
import type { Reach, World } from './solver.ts'

/**
 * Finds things that are brought, and that yet nobody could come by.
 *
 * What cannot be taken, and what somebody wears, is there for the eye.
 */
export function checkItems(world: World, reach: Reach): AreaError[] {
  const worn = new Set(world.resets.flatMap(({ contains }) => wornIn(contains)))
  const forSale = new Set([...world.mobiles.values()].flatMap(({ shop }) => shop?.sells ?? []))
  const brought = new Set([...broughtIn(world), ...forSale])
  return [...world.items.values()].flatMap((item) => {
    if (reach.items.has(item.id) || item.fixed || worn.has(item.id)) return []
    if (!brought.has(item.id)) return [] // told of as brought by nothing
    const why = whyNot(world, reach, item, forSale)
    const sentence = `item "${item.id}" can be had by nobody: ${why}`
    return [new AreaError('AREA_ITEM_UNREACHABLE', sentence, item.source)]
  })
}

function whyNot(
  world: World,
  reach: Reach,
  { id, value }: ItemDefinition,
  forSale: ReadonlySet<string>,
): string {
  if (forSale.has(id)) {
    if (!value) return 'it is for sale, and has no value'
    return reach.gold ? 'nobody can meet who sells it' : 'there is no money to buy it with'
  }
  const carriers = world.resets.filter(({ contains }) => holds(contains, id))
  const mobile = carriers.find(({ kind }) => kind === 'mobile')?.prefab
  if (mobile !== undefined) return `"${mobile}" has it, whom nobody can beat`
  const looted = [...world.mobiles.values()].find(({ loot = [] }) =>
    loot.some((each) => each.item === id),
  )
  if (looted) return `"${looted.id}" has it, whom nobody can beat`
  const rewarding = [...world.quests.values()].find(({ reward }) => reward.items.includes(id))
  if (rewarding) return `it rewards the quest "${rewarding.id}", which nobody can do`
  return carriers.length > 0 ? 'what holds it stays locked' : 'nobody gets to where it lies'
}

function wornIn(contents: readonly ResetContent[]): string[] {
  return contents.flatMap(({ item, worn, contains }) => (worn ? [item, ...idsIn(contains)] : []))
}

function idsIn(contents: readonly ResetContent[]): string[] {
  return contents.flatMap(({ item, contains }) => [item, ...idsIn(contains)])
}

function holds(contents: readonly ResetContent[], id: string): boolean {
  return contents.some(({ item, contains }) => item === id || holds(contains, id))
}

function broughtIn({ resets, mobiles, quests }: World): string[] {
  return [
    ...resets.flatMap(({ prefab, contains }) => [prefab, ...idsIn(contains)]),
    ...[...mobiles.values()].flatMap(({ loot = [] }) => loot.map(({ item }) => item)),
    ...[...quests.values()].flatMap(({ reward }) => reward.items),
  ]
}
