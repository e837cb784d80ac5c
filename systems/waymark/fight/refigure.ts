import { hasComponent } from 'bitecs'
import { touch } from '#components/define.ts'
import type { Entity } from '#components/entities.ts'
import { POSTURES } from '#components/posture.ts'
import { Progress } from '#components/progress.ts'
import { Spirit } from '#components/spirit.ts'
import { Vitals } from '#components/vitals.ts'
import { isFighting } from '#systems/fighting.ts'
import { postureOf } from '#systems/posture.ts'
import { affectTotal } from '#systems/waymark/magic/affectTotal.ts'
import type { Zone } from '#systems/zone.ts'
import { attributeOf, COMMON, lentTo } from './lent.ts'
import { fightOf, levelOf, levelRow } from './level.ts'
import {
  HP_AT_FIRST,
  HP_PER_LEVEL,
  POINTS_PER_EXTRA,
  SP_AT_FIRST,
  SP_PER_LEVEL,
} from './levelTable.ts'
import { FIGHTING_PACE, GATHERS_IN_SECONDS, MENDS_IN_SECONDS, POSTURE_ROWS } from './paceTable.ts'

/** What `refigure` writes. */
export const FIGURES = [Vitals, Spirit] as const

/** A column of points holds no more. */
const POINTS_MAX = 2 ** 16 - 1

/**
 * Works out anew how much health and spirit `being` can have, and how fast they come back.
 *
 * To be called after whatever they depend on has changed: level, attributes, what is worn, affects,
 * posture, and whether it fights. What it has stays as it is, as far as there is room for it.
 */
export function refigure(zone: Zone, being: Entity): void {
  const pace = paceOf(zone, being)
  const hpMax = hpMaxOf(zone, being)
  if (hpMax !== Vitals.hpMax[being]) {
    Vitals.hpMax[being] = hpMax
    Vitals.hp[being] = Math.min(Vitals.hp[being]!, hpMax)
  }
  Vitals.hpPerSecond[being] = (hpMax / MENDS_IN_SECONDS) * pace
  touch(Vitals, being)
  if (!hasComponent(zone.world, being, Spirit)) return
  const spMax = spMaxOf(zone, being)
  if (spMax !== Spirit.spMax[being]) {
    Spirit.spMax[being] = spMax
    Spirit.sp[being] = Math.min(Spirit.sp[being]!, spMax)
  }
  Spirit.spPerSecond[being] = (spMax / GATHERS_IN_SECONDS) * pace
  touch(Spirit, being)
}

function paceOf(zone: Zone, being: Entity): number {
  if (isFighting(zone, being)) return FIGHTING_PACE
  return POSTURE_ROWS[POSTURES[postureOf(zone, being)]!].pace
}

/** Health of a character by level and vigour, of a mobile as its definition says. */
function hpMaxOf(zone: Zone, being: Entity): number {
  if (!hasComponent(zone.world, being, Progress)) return mobileHp(zone, being)
  const level = levelOf(zone, being)
  const vigour = attributeOf(zone, being, 'vigour')
  const perLevel = HP_PER_LEVEL + vigour / POINTS_PER_EXTRA
  const own = HP_AT_FIRST + vigour + (level - 1) * perLevel
  return whole(own + lentTo(zone, being, 'hp') + affectTotal(zone, being, 'hp'))
}

function mobileHp(zone: Zone, being: Entity): number {
  const fight = fightOf(zone, being)
  if (fight === undefined) return Vitals.hpMax[being]!
  const own = fight.hp ?? levelRow(fight.level).hp
  return whole(own + lentTo(zone, being, 'hp') + affectTotal(zone, being, 'hp'))
}

function spMaxOf(zone: Zone, being: Entity): number {
  const level = levelOf(zone, being)
  const wit = attributeOf(zone, being, 'wit')
  const perLevel = SP_PER_LEVEL + wit / POINTS_PER_EXTRA
  const own = SP_AT_FIRST + (wit - COMMON) + (level - 1) * perLevel
  return whole(own + lentTo(zone, being, 'sp') + affectTotal(zone, being, 'sp'))
}

function whole(points: number): number {
  return Math.min(Math.max(1, Math.floor(points)), POINTS_MAX)
}
