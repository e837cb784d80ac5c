import { hasComponent } from 'bitecs'
import { mark } from '#components/define.ts'
import { defineQuery, detach, type Entity } from '#components/entities.ts'
import { Fighting } from '#components/fighting.ts'
import { Player } from '#components/player.ts'
import { Preferences } from '#components/preferences.ts'
import { Tempo } from '#components/tempo.ts'
import { Vitals } from '#components/vitals.ts'
import { roomOf } from '#systems/containment.ts'
import { defineSystem } from '#systems/define.ts'
import { foeOf, isFighting } from '#systems/fighting.ts'
import { isPlayer } from '#systems/names.ts'
import { isStanding } from '#systems/posture.ts'
import { affectTotal } from '#systems/waymark/magic/affectTotal.ts'
import { ticksIn, type Zone } from '#systems/zone.ts'
import { FLIGHT, tryToFlee } from './flee.ts'
import { HARM, standUp } from './harm.ts'
import { fightOf } from './level.ts'
import { leaveFights, ROUND_SECONDS, turnFrom } from './startFight.ts'
import { strike } from './strike.ts'

const restless = defineQuery(Tempo)

/** However swift it is, nobody has more than two rounds in the time of one. */
const SWIFTEST = 0.5

/** Two who strike at each other and are apart by no more than this fall into step. */
const IN_STEP_SECONDS = 0.3

/** A player whose link is lost is fought for so long, and then left in peace. */
const SPARED_AFTER_SECONDS = 10

/** Those whose round has come, gathered before any of them acts: there may be many. */
const due: Entity[] = []

/**
 * Gives each fighter its round when its time has come.
 *
 * In a round it stands up, or flees if it is hurt as badly as it likes to be, or deals a blow. Each
 * has a clock of its own, so that the blows of many do not fall in one tick; but two who strike at
 * each other keep step, so that a player reads blow and answer together. While what lasts cannot be
 * kept, all hold still: a blow may kill.
 */
export const fightSystem = defineSystem({
  name: 'fight',
  everyTicks: 1,
  writes: [...HARM, ...FLIGHT],
  run(zone) {
    if (zone.holdsBreath) return
    const fighters = restless(zone.world)
    const { nextTick } = Tempo
    let count = 0
    for (let i = 0; i < fighters.length; i++) {
      if (zone.tick >= nextTick[fighters[i]!]!) due[count++] = fighters[i]!
    }
    const roundTicks = ticksIn(zone, ROUND_SECONDS)
    for (let i = 0; i < count; i++) {
      const isDue = hasComponent(zone.world, due[i]!, Tempo) && zone.tick >= nextTick[due[i]!]!
      if (isDue) takeTurn(zone, due[i]!, roundTicks)
    }
  },
})

function takeTurn(zone: Zone, being: Entity, roundTicks: number): void {
  if (!isFighting(zone, being)) {
    catchBreath(zone, being)
    return
  }
  const lateTicks = zone.tick - Tempo.nextTick[being]!
  scheduleNext(zone, being, roundTicks)
  if (lateTicks > roundTicks) {
    // All have held still: they fall in again one after the other, not at once.
    Tempo.nextTick[being] = zone.tick + 1 + zone.chance.integer(roundTicks)
  } else if (!isThere(zone, being)) turnFrom(zone, being)
  else if (isSpared(zone, being)) letBe(zone, being)
  else if (isSpared(zone, Fighting.foe[being]!)) letBe(zone, Fighting.foe[being]!)
  else {
    act(zone, being)
    bringOnAnswer(zone, being, roundTicks)
  }
}

/** The foe's round comes at once if it is nearly due: then both are told in one breath. */
function bringOnAnswer(zone: Zone, being: Entity, roundTicks: number): void {
  const foe = strikesBack(zone, being)
  if (foe === 0) return
  const wait = Tempo.nextTick[foe]! - zone.tick
  if (wait > 0 && wait <= ticksIn(zone, IN_STEP_SECONDS)) takeTurn(zone, foe, roundTicks)
}

/** The foe of `being`, if that strikes at `being` as well; else 0. */
function strikesBack(zone: Zone, being: Entity): Entity {
  const foe = foeOf(zone, being)
  return foe !== 0 && foeOf(zone, foe) === being && isThere(zone, being) ? foe : 0
}

/** One who fights no more is forgotten here once it has its breath again. */
function catchBreath(zone: Zone, being: Entity): void {
  const { nextTick, readyTick } = Tempo
  if (zone.tick >= readyTick[being]!) detach(zone.world, being, Tempo)
  else {
    nextTick[being] = readyTick[being]!
    mark(Tempo.schema, being)
  }
}

/** A moment's difference from round to round: those who have begun together do not go on so. */
function scheduleNext(zone: Zone, being: Entity, roundTicks: number): void {
  const swift = roundTicks - affectTotal(zone, being, 'speed')
  const ticks = Math.max(roundTicks * SWIFTEST, swift) + zone.chance.integer(3) - 1
  const next = zone.tick + Math.max(1, Math.round(ticks))
  const foe = strikesBack(zone, being)
  const foesNext = foe === 0 ? 0 : Tempo.nextTick[foe]!
  const isNear = Math.abs(foesNext - next) <= ticksIn(zone, IN_STEP_SECONDS)
  Tempo.nextTick[being] = isNear ? foesNext : next
  mark(Tempo.schema, being)
}

/** Whether the foe still lives and is in the same room. */
function isThere(zone: Zone, being: Entity): boolean {
  const foe = Fighting.foe[being]!
  if (zone.byUid.get(Tempo.foeUid[being]!) !== foe || Vitals.hp[foe] === 0) return false
  return roomOf(zone, foe) === roomOf(zone, being)
}

function act(zone: Zone, being: Entity): void {
  if (!isStanding(zone, being)) standUp(zone, being)
  else if (!(isAfraid(zone, being) && tryToFlee(zone, being) === 'fled')) {
    strike(zone, being, Fighting.foe[being]!)
  }
}

/** Whether `being` is hurt as badly as it flees from. */
function isAfraid(zone: Zone, being: Entity): boolean {
  const percent = wimpyOf(zone, being)
  return percent > 0 && Vitals.hp[being]! * 100 < Vitals.hpMax[being]! * percent
}

function wimpyOf(zone: Zone, being: Entity): number {
  if (hasComponent(zone.world, being, Preferences)) return Preferences.wimpy[being]!
  return fightOf(zone, being)?.wimpy ?? 0
}

/** Whether `being` is a player who has been without a terminal for a while. */
function isSpared(zone: Zone, being: Entity): boolean {
  if (!isPlayer(zone, being) || Player.linkDead[being] === 0) return false
  return zone.tick - Player.linkDeadSinceTick[being]! >= ticksIn(zone, SPARED_AFTER_SECONDS)
}

function letBe(zone: Zone, being: Entity): void {
  zone.report.show(roomOf(zone, being), { verb: 'spare', actor: being })
  leaveFights(zone, being)
}
