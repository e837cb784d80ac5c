import type { ItemDefinition, MobileDefinition, ResetDefinition } from '#components/definition.ts'
import type { Entity, World } from '#components/entities.ts'
import type { Chance } from './chance.ts'
import type { WorldEvent } from './events.ts'

/** Why a room's view is sent to a player. */
export type ViewReason = 'look' | 'arrive' | 'light' | 'resync'

/** What rules say to the outside. The engine carries it to the edges; tests write it down. */
export interface Reporter {
  /** Shows `event` to all who are in `room` and can perceive it. */
  show(room: Entity, event: WorldEvent): void
  /** Shows `event` to one player only; nothing happens if no session plays `being`. */
  tell(being: Entity, event: WorldEvent): void
  /** Sends `being` the whole of the room it is in, as far as it sees. */
  view(being: Entity, reason: ViewReason): void
  /** Ends the session that plays `being`, if there is one; the body stays until it is destroyed. */
  dismiss(being: Entity, reason: 'quit'): void
}

/** One zone as rules see it: its entities, its clock, its chance, and a way to report. */
export interface Zone {
  readonly name: string
  readonly world: World
  /** Ticks since the zone was made. */
  readonly tick: number
  readonly secondsPerTick: number
  readonly chance: Chance
  readonly report: Reporter
  /** What lasts cannot be kept just now: what would change it must wait. */
  readonly holdsBreath: boolean
  /** Every entity by its uid. */
  readonly byUid: Map<number, Entity>
  /** A uid that no entity has had. */
  newUid(): number
  /** Definitions by full id. */
  readonly items: ReadonlyMap<string, ItemDefinition>
  readonly mobiles: ReadonlyMap<string, MobileDefinition>
  /** Rooms by full id. */
  readonly rooms: Map<string, Entity>
  readonly resets: readonly ResetPlan[]
}

/** A reset with the area's clock: what it brings, and when next. */
export interface ResetPlan {
  area: string
  everySeconds: number
  resets: readonly ResetDefinition[]
  /** Index of the first of `resets` among all of the zone: entities remember 1 + theirs. */
  firstIndex: number
}

/** Ticks in `seconds` of world time, at least one. */
export function ticksIn(zone: Zone, seconds: number): number {
  return Math.max(1, Math.round(seconds / zone.secondsPerTick))
}
