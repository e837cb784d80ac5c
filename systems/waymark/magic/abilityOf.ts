import { hasComponent } from 'bitecs'
import { Abilities } from '#components/abilities.ts'
import type { SkillName, SpellName } from '#components/abilityNames.ts'
import type { Entity } from '#components/entities.ts'
import type { Zone } from '#systems/zone.ts'

/** Abilities by list: a list lasts for many blows, and many know the same. */
const known = new Map<string, ReadonlyMap<string, number>>()

/** When so many are known, all are forgotten. */
const KNOWN_MAX = 4_096

/** How much of an ability `being` knows, in hundredths; 0: nothing. */
export function abilityOf(zone: Zone, being: Entity, name: SkillName | SpellName): number {
  if (!hasComponent(zone.world, being, Abilities)) return 0
  const list = Abilities.list[being]!
  if (list === '') return 0
  let abilities = known.get(list)
  if (abilities === undefined) {
    abilities = new Map(list.split(';').map(percentOf))
    if (known.size >= KNOWN_MAX) known.clear()
    known.set(list, abilities)
  }
  return abilities.get(name) ?? 0
}

function percentOf(entry: string): [name: string, percent: number] {
  const [name = '', percent = '0'] = entry.split(' ')
  return [name, Number(percent)]
}
