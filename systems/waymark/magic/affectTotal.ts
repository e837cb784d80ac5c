import { hasComponent } from 'bitecs'
import { Affects } from '#components/affects.ts'
import type { Entity } from '#components/entities.ts'
import type { Zone } from '#systems/zone.ts'
import { AFFECTS } from './affectTable.ts'

/** Sums by list of affects: a list lasts for many blows, and many bear the same. */
const known = new Map<string, ReadonlyMap<string, number>>()

/** When so many are known, all are forgotten. */
const KNOWN_MAX = 4_096

/**
 * What all affects on `being` add to `stat`: an attribute, `hp`, `sp`, `hit`, `harm`, `armour`,
 * `defence` or `speed`.
 */
export function affectTotal(zone: Zone, being: Entity, stat: string): number {
  if (!hasComponent(zone.world, being, Affects)) return 0
  const list = Affects.list[being]!
  if (list === '') return 0
  let totals = known.get(list)
  if (totals === undefined) {
    totals = totalsOf(list)
    if (known.size >= KNOWN_MAX) known.clear()
    known.set(list, totals)
  }
  return totals.get(stat) ?? 0
}

function totalsOf(list: string): ReadonlyMap<string, number> {
  const totals = new Map<string, number>()
  for (const affect of list.split(';')) {
    const [name = '', strength = '0'] = affect.split(' ')
    const changes = Object.hasOwn(AFFECTS, name) ? AFFECTS[name]!.changes : {}
    for (const [stat, points] of Object.entries(changes)) {
      totals.set(stat, (totals.get(stat) ?? 0) + points * Number(strength))
    }
  }
  return totals
}
