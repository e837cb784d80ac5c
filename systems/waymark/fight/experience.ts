import { hasComponent } from 'bitecs'
import { touch } from '#components/define.ts'
import type { Entity } from '#components/entities.ts'
import { Progress } from '#components/progress.ts'
import { Spirit } from '#components/spirit.ts'
import { Vitals } from '#components/vitals.ts'
import { roomOf } from '#systems/containment.ts'
import type { Zone } from '#systems/zone.ts'
import { LEVEL_MAX, levelOf, levelRow, nextLevelAt } from './level.ts'
import {
  LEVELS_BELOW_MAX,
  LOST_AT_DEATH,
  PRACTICES_PER_LEVEL,
  WORTH_ABOVE,
  WORTH_PER_COMPANION,
  WORTH_PER_LEVEL_BELOW,
} from './levelTable.ts'
import { FIGURES, refigure } from './refigure.ts'

/** What is written here. */
export const EXPERIENCE = [Progress, ...FIGURES] as const

/**
 * Gives `being` points of experience, and the levels that come with them.
 *
 * Only characters learn: of others nothing happens. It tells the being, and with a level all who
 * are there.
 */
export function gainExperience(zone: Zone, being: Entity, points: number): void {
  if (points <= 0 || !hasComponent(zone.world, being, Progress)) return
  Progress.experience[being] = Progress.experience[being]! + Math.round(points)
  touch(Progress, being)
  zone.report.tell(being, { verb: 'experience', actor: being, count: Math.round(points) })
  while (experienceLeft(being) <= 0 && Progress.level[being]! < LEVEL_MAX) rise(zone, being)
}

function rise(zone: Zone, being: Entity): void {
  const hpMax = Vitals.hpMax[being]!
  const spMax = Spirit.spMax[being]!
  const level = Progress.level[being]! + 1
  Progress.level[being] = level
  Progress.next[being] = nextLevelAt(level)
  Progress.practices[being] = Progress.practices[being]! + PRACTICES_PER_LEVEL
  touch(Progress, being)
  refigure(zone, being)
  Vitals.hp[being] = Vitals.hp[being]! + Math.max(0, Vitals.hpMax[being]! - hpMax)
  if (hasComponent(zone.world, being, Spirit)) {
    Spirit.sp[being] = Spirit.sp[being]! + Math.max(0, Spirit.spMax[being]! - spMax)
  }
  zone.report.show(roomOf(zone, being), { verb: 'levelUp', actor: being, count: level })
}

/** Points that a character lacks for its next level; 0 with the last one. */
export function experienceLeft(being: Entity): number {
  const level = Progress.level[being]!
  if (level >= LEVEL_MAX) return 0
  return levelRow(level + 1).experience - Progress.experience[being]!
}

/** Takes from one who has died a part of what it had gained within its level. */
export function loseExperience(zone: Zone, being: Entity): void {
  if (!hasComponent(zone.world, being, Progress)) return
  const gained = Progress.experience[being]! - levelRow(Progress.level[being]!).experience
  const lost = Math.floor(gained * LOST_AT_DEATH)
  if (lost <= 0) return
  Progress.experience[being] = Progress.experience[being]! - lost
  touch(Progress, being)
  zone.report.tell(being, { verb: 'experienceLost', actor: being, count: lost })
}

/**
 * Shares what killing one of `level` is worth among those who did it.
 *
 * The more they are, the more there is to share, but the less for each; and each learns by how far
 * the killed was above or below itself.
 */
export function shareExperience(zone: Zone, beings: readonly Entity[], level: number): void {
  const count = beings.length
  const bonus = 1 + (count - 1) * WORTH_PER_COMPANION
  const share = (levelRow(level).kill * bonus) / count
  for (const being of beings) {
    const points = share * worth(level - levelOf(zone, being))
    gainExperience(zone, being, Math.round(points))
  }
}

/** @param above  levels by which the killed was above its killer */
function worth(above: number): number {
  if (above >= 0) return 1 + Math.min(above, LEVELS_BELOW_MAX) * WORTH_PER_LEVEL_BELOW
  return WORTH_ABOVE[-above] ?? 0
}
