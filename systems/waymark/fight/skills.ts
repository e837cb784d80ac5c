import { hasComponent } from 'bitecs'
import type { SkillName } from '#components/abilityNames.ts'
import { touch } from '#components/define.ts'
import { attach, type Entity } from '#components/entities.ts'
import { Tempo } from '#components/tempo.ts'
import { abilityOf } from '#systems/waymark/magic/abilityOf.ts'
import { ticksIn, type Zone } from '#systems/zone.ts'
import { levelOf } from './level.ts'
import { LIKELY_MAX, LIKELY_MIN, SKILL_AT_BEST, SKILL_PER_LEVEL } from './skillTable.ts'

/** Whether `actor` succeeds in a skill against `foe`: by what it knows, and by their levels. */
export function succeeds(zone: Zone, actor: Entity, skill: SkillName, foe: Entity): boolean {
  const known = abilityOf(zone, actor, skill) / 100
  const levels = levelOf(zone, actor) - levelOf(zone, foe)
  return happens(zone, SKILL_AT_BEST * known + levels * SKILL_PER_LEVEL)
}

/** True about `percent` times in a hundred: never quite never, and never quite always. */
export function happens(zone: Zone, percent: number): boolean {
  return zone.chance.integer(100) < Math.min(Math.max(percent, LIKELY_MIN), LIKELY_MAX)
}

/** Why `actor` may not use a skill of fighting now; undefined if it may. */
export function tiredness(zone: Zone, actor: Entity): string | undefined {
  const isReady = !hasComponent(zone.world, actor, Tempo) || zone.tick >= Tempo.readyTick[actor]!
  return isReady ? undefined : 'You are still catching your breath from the last time.'
}

/** Lets no skill of fighting be used by `actor` for so many seconds. Writes `Tempo`. */
export function tire(zone: Zone, actor: Entity, seconds: number): void {
  if (!hasComponent(zone.world, actor, Tempo)) attach(zone.world, actor, Tempo)
  Tempo.readyTick[actor] = zone.tick + ticksIn(zone, seconds)
  touch(Tempo, actor)
}
