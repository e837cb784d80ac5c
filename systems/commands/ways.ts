import type { Direction } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { directionNamed } from '#systems/directions.ts'
import { exitsHere, parseWanted, pick } from '#systems/names.ts'
import type { Zone } from '#systems/zone.ts'
import { oneOf } from './oneOf.ts'

/** The exit of `actor`'s room that leads `direction`. */
export function exitTo(zone: Zone, actor: Entity, direction: Direction): Entity | undefined {
  return exitsHere(zone, actor).find((exit) => Exit.direction[exit] === direction)
}

/** The exit that `phrase` means: by its way, or by a word of its door. */
export function exitNamed(zone: Zone, actor: Entity, phrase: string): Entity | undefined {
  const direction = directionNamed(phrase)
  if (direction) return exitTo(zone, actor, direction)
  return pick(zone, exitsHere(zone, actor), parseWanted(phrase))[0]
}

/** A sentence with the ways out of `actor`'s room: what a refusal adds. */
export function waysOut(zone: Zone, actor: Entity): string {
  const ways = exitsHere(zone, actor).map((exit) => Exit.direction[exit]!)
  return ways.length > 0 ? `You can go ${oneOf(ways)}.` : 'You find no way out at all.'
}
