import { hasComponent } from 'bitecs'
import { Contents } from '#components/contents.ts'
import { touch } from '#components/define.ts'
import { attach, type Entity } from '#components/entities.ts'
import { Fighting } from '#components/fighting.ts'
import { Grudge } from '#components/grudge.ts'
import { Identity } from '#components/identity.ts'
import { Siblings } from '#components/siblings.ts'
import { Tempo } from '#components/tempo.ts'
import { roomOf } from '#systems/containment.ts'
import { foeOf, isFighting } from '#systems/fighting.ts'
import { isPlayer } from '#systems/names.ts'
import { ticksIn, type Zone } from '#systems/zone.ts'
import { attributeOf, COMMON } from './lent.ts'
import { fightOf } from './level.ts'
import { mayHarm } from './mayFight.ts'
import { FIGURES, refigure } from './refigure.ts'

/** What starting and ending fights writes. */
export const FIGHTS = [Fighting, Tempo, Grudge, ...FIGURES] as const

/** From one round of a fighter to its next. */
export const ROUND_SECONDS = 2

/** An attacker strikes within this time; who joins a fight otherwise, within twice as much more. */
const OPENING_SECONDS = 0.6

/** One attacked strikes back so soon after the first blow, or before it if it is the quicker. */
const ANSWER_SECONDS = 0.3

/** So long a mobile remembers who attacked it. */
const GRUDGE_SECONDS = 600

/**
 * Lets `attacker` strike at `victim` from now on, and `victim` strike back, unless it has a foe.
 *
 * Who fights another turns to `victim`. Nothing happens where the two may not fight, and to those
 * who do so already.
 *
 * @returns whether `attacker` fights `victim` now
 */
export function startFight(zone: Zone, attacker: Entity, victim: Entity): boolean {
  if (foeOf(zone, attacker) === victim) return true
  if (!mayHarm(zone, attacker, victim)) return false
  const strikesBack = !isFighting(zone, victim)
  takeOn(zone, attacker, victim, true)
  if (strikesBack) {
    takeOn(zone, victim, attacker, false)
    Tempo.nextTick[victim] = answering(zone, victim, attacker)
  }
  bearGrudge(zone, victim, attacker)
  return true
}

/** Makes `foe` the one at whom `being` strikes. */
function takeOn(zone: Zone, being: Entity, foe: Entity, began: boolean): void {
  const wasFighting = isFighting(zone, being)
  if (!hasComponent(zone.world, being, Fighting)) attach(zone.world, being, Fighting)
  if (!hasComponent(zone.world, being, Tempo)) attach(zone.world, being, Tempo)
  Fighting.foe[being] = foe
  Tempo.foeUid[being] = Identity.uid[foe]!
  touch(Fighting, being)
  touch(Tempo, being)
  if (wasFighting) return
  Tempo.began[being] = Number(began)
  Tempo.nextTick[being] = zone.tick + opening(zone, being, began)
  refigure(zone, being)
}

/** Ticks until the first blow. Chance has its part in it: rounds of many should not coincide. */
function opening(zone: Zone, being: Entity, began: boolean): number {
  const span = ticksIn(zone, OPENING_SECONDS)
  const late = began ? 0 : span
  const wait = late + zone.chance.integer(began ? span : 2 * span)
  const quickness = attributeOf(zone, being, 'grace') - COMMON
  return Math.max(1, 1 + wait - quickness)
}

/** When `victim` strikes back: together with `attacker`, and the quicker of the two first. */
function answering(zone: Zone, victim: Entity, attacker: Entity): number {
  const span = ticksIn(zone, ANSWER_SECONDS)
  const lead = attributeOf(zone, victim, 'grace') - attributeOf(zone, attacker, 'grace')
  const wait = 1 + zone.chance.integer(span) - lead
  const first = Tempo.nextTick[attacker]!
  return Math.max(zone.tick + 1, first + Math.max(-span, Math.min(span, wait)))
}

function bearGrudge(zone: Zone, mobile: Entity, foe: Entity): void {
  if (!isPlayer(zone, foe) || fightOf(zone, mobile)?.remembers !== true) return
  if (!hasComponent(zone.world, mobile, Grudge)) attach(zone.world, mobile, Grudge)
  Grudge.foeUid[mobile] = Identity.uid[foe]!
  Grudge.untilTick[mobile] = zone.tick + ticksIn(zone, GRUDGE_SECONDS)
  touch(Grudge, mobile)
}

/** `being` strikes at nobody any more. Others may still strike at it. */
export function endFight(zone: Zone, being: Entity): void {
  if (!isFighting(zone, being)) return
  Fighting.foe[being] = 0
  touch(Fighting, being)
  refigure(zone, being)
}

/** Ends the fight of `being`, and turns all who strike at it there to other foes, if they have. */
export function leaveFights(zone: Zone, being: Entity): void {
  endFight(zone, being)
  const room = roomOf(zone, being)
  for (let each = Contents.first[room]!; each !== 0; each = Siblings.next[each]!) {
    if (foeOf(zone, each) === being) turnFrom(zone, each)
  }
}

/** Turns `being` from its foe to another that strikes at it; without one its fight is over. */
export function turnFrom(zone: Zone, being: Entity): void {
  const gone = foeOf(zone, being)
  const next = strikerAt(zone, being, gone)
  if (next === 0) endFight(zone, being)
  else takeOn(zone, being, next, false)
}

/** Somebody other than `except` who is here and strikes at `being`; 0: nobody does. */
export function strikerAt(zone: Zone, being: Entity, except = 0): Entity {
  const room = roomOf(zone, being)
  for (let each = Contents.first[room]!; each !== 0; each = Siblings.next[each]!) {
    if (each !== except && foeOf(zone, each) === being) return each
  }
  return 0
}

/** Turns `foe` from `ally` to `actor`, who takes that fight over. */
export function takeOver(zone: Zone, actor: Entity, ally: Entity, foe: Entity): void {
  takeOn(zone, foe, actor, false)
  takeOn(zone, actor, foe, true)
  if (foeOf(zone, ally) === foe) turnFrom(zone, ally)
}
