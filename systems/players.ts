import { Described } from '#components/described.ts'
import { defineQuery, type Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Player } from '#components/player.ts'
import type { Zone } from './zone.ts'

const players = defineQuery(Player)

/** The players in the zone, by name. */
export function playersOf(zone: Zone): Entity[] {
  return [...players(zone.world)].sort((a, b) => compareNames(a, b))
}

function compareNames(a: Entity, b: Entity): number {
  const nameA = Described.name[a]!.toLowerCase()
  const nameB = Described.name[b]!.toLowerCase()
  if (nameA === nameB) return Identity.uid[a]! - Identity.uid[b]!
  return nameA < nameB ? -1 : 1
}

/** The players whose name is `word`, or else all whose name begins with it. */
export function playersNamed(zone: Zone, word: string): Entity[] {
  const lower = word.toLowerCase()
  const fitting = playersOf(zone).filter((player) =>
    Described.name[player]!.toLowerCase().startsWith(lower),
  )
  const exact = fitting.filter((player) => Described.name[player]!.toLowerCase() === lower)
  return exact.length > 0 ? exact : fitting
}
