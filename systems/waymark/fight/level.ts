import { hasComponent } from 'bitecs'
import type { FightDefinition } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Progress } from '#components/progress.ts'
import type { Zone } from '#systems/zone.ts'
import { LEVELS, type LevelRow } from './levelTable.ts'

export const LEVEL_MAX = LEVELS.length

/** What the table says of `level`; of one beyond its end what it says of the last. */
export function levelRow(level: number): LevelRow {
  return LEVELS[Math.min(Math.max(level, 1), LEVEL_MAX) - 1]!
}

/** A character's level, or that of a mobile's definition; 1 if nothing says. */
export function levelOf(zone: Zone, being: Entity): number {
  if (hasComponent(zone.world, being, Progress)) return Progress.level[being]!
  return fightOf(zone, being)?.level ?? 1
}

/** How a mobile's definition says that it fights; undefined of players and of peaceable folk. */
export function fightOf(zone: Zone, being: Entity): FightDefinition | undefined {
  return zone.mobiles.get(Identity.prefab[being]!)?.fight
}

/** Points of the whole life at which the level after `level` begins; 0 with the last one. */
export function nextLevelAt(level: number): number {
  return level >= LEVEL_MAX ? 0 : levelRow(level + 1).experience
}
