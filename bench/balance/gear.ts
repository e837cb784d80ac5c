import type { AreaDefinition, Dice, ItemDefinition } from '#components/definition.ts'

/** Slots that a fighter fills: two rings go on the fingers. */
const PLACES: Readonly<Record<string, number>> = { finger: 2 }

/** What the shops of `areas` sell that one of `level` may wear, the best for each place. */
export function gearFor(areas: readonly AreaDefinition[], level: number): ItemDefinition[] {
  const items = new Map(areas.flatMap(({ items }) => items.map((item) => [item.id, item])))
  const sold = areas.flatMap(({ mobiles }) => mobiles.flatMap(({ shop }) => shop?.sells ?? []))
  const wearable = [...new Set(sold)]
    .map((id) => items.get(id)!)
    .filter((item) => item.wear !== undefined && (item.level ?? 1) <= level && useOf(item) > 0)
    .sort((a, b) => useOf(b) - useOf(a))
  const taken = new Map<string, number>()
  return wearable.filter(({ wear }) => {
    const places = taken.get(wear!) ?? 0
    taken.set(wear!, places + 1)
    return places < (PLACES[wear!] ?? 1)
  })
}

/** How much of a help it is in a fight, roughly. */
function useOf({ wear, weapon, armour = 0, lends = {} }: ItemDefinition): number {
  const dealt = weapon !== undefined && wear === 'wield' ? 3 * meanOf(weapon.damage) : 0
  const lent = Object.values(lends).reduce((sum, points) => sum + points, 0)
  return dealt + armour + lent
}

function meanOf({ count, sides, plus }: Dice): number {
  return (count * (sides + 1)) / 2 + plus
}
