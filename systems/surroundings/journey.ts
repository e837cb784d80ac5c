import { hasComponent } from 'bitecs'
import { touch } from '#components/define.ts'
import type { Direction } from '#components/definition.ts'
import { attach, type Entity } from '#components/entities.ts'
import { Journey } from '#components/journey.ts'
import { roomOf } from '#systems/containment.ts'
import type { Zone } from '#systems/zone.ts'

/** Sends `being` on its way, from the next tick on. Writes `Journey`. */
export function setOut(zone: Zone, being: Entity, ways: readonly Direction[], goal: string): void {
  if (!hasComponent(zone.world, being, Journey)) attach(zone.world, being, Journey)
  Journey.ways[being] = ways.join(' ')
  Journey.at[being] = roomOf(zone, being)
  Journey.nextTick[being] = zone.tick
  Journey.goal[being] = goal
  touch(Journey, being)
}

/** Where `being` is walking to; undefined if it is not walking by itself. */
export function goalOf(zone: Zone, being: Entity): string | undefined {
  const isWalking = hasComponent(zone.world, being, Journey) && Journey.ways[being] !== ''
  return isWalking ? Journey.goal[being]! : undefined
}

/** Ends the journey of `being`. Writes `Journey`. */
export function halt(being: Entity): void {
  Journey.ways[being] = ''
  touch(Journey, being)
}
