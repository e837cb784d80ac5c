import { hasComponent } from 'bitecs'
import { Contents } from '#components/contents.ts'
import { touch } from '#components/define.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Party } from '#components/party.ts'
import { Posture } from '#components/posture.ts'
import { Room } from '#components/room.ts'
import { Siblings } from '#components/siblings.ts'
import { Vitals } from '#components/vitals.ts'
import { CONTAINMENT, moveTo, roomOf } from '#systems/containment.ts'
import { foeOf } from '#systems/fighting.ts'
import { isPlayer } from '#systems/names.ts'
import { setPosture } from '#systems/posture.ts'
import { roomNamed } from '#systems/rooms.ts'
import { destroy } from '#systems/spawn.ts'
import { showRoom } from '#systems/surroundings/automap.ts'
import { AFFECTING, clearAffects } from '#systems/waymark/magic/affects.ts'
import type { Zone } from '#systems/zone.ts'
import { CORPSES, makeCorpse } from './corpse.ts'
import { EXPERIENCE, loseExperience, shareExperience } from './experience.ts'
import { levelOf } from './level.ts'
import { refigure } from './refigure.ts'
import { FIGHTS, leaveFights } from './startFight.ts'

/** What a death writes. */
export const DEATHS = [
  ...CONTAINMENT,
  ...FIGHTS,
  ...CORPSES,
  ...EXPERIENCE,
  ...AFFECTING,
  Posture,
] as const

/** One who has died wakes with this part of its health. */
const WAKES_WITH = 1 / 4

/**
 * Lets `victim` die. Its health must be 0.
 *
 * A mobile leaves a corpse and is no more; a player wakes at the refuge. `killer` is 0 if nobody
 * has killed it.
 */
export function die(zone: Zone, victim: Entity, killer: Entity): void {
  if (isPlayer(zone, victim)) fall(zone, victim, killer)
  else perish(zone, victim, killer)
}

function perish(zone: Zone, victim: Entity, killer: Entity): void {
  const room = roomOf(zone, victim)
  const level = levelOf(zone, victim)
  const prefab = Identity.prefab[victim]!
  const target = killer === 0 ? {} : { target: killer }
  zone.report.show(room, { verb: 'die', actor: victim, ...target, prefab, level })
  const killers = killersOf(zone, room, victim, killer)
  leaveFights(zone, victim)
  makeCorpse(zone, victim, room)
  zone.count('fight.kills', 1)
  destroy(zone, victim)
  if (killers.length > 0) shareExperience(zone, killers, level)
}

/** The players who killed `victim`: its killer, who strikes at it, and their parties, if here. */
function killersOf(zone: Zone, room: Entity, victim: Entity, killer: Entity): Entity[] {
  const present: Entity[] = []
  for (let each = Contents.first[room]!; each !== 0; each = Siblings.next[each]!) {
    if (isPlayer(zone, each)) present.push(each)
  }
  const strikers = present.filter((each) => each === killer || foeOf(zone, each) === victim)
  const parties = new Set(strikers.flatMap((each) => partyOf(zone, each) ?? []))
  return present.filter((each) => strikers.includes(each) || parties.has(partyOf(zone, each) ?? 0))
}

/** The party that `being` belongs to, by its leader's uid. */
function partyOf(zone: Zone, being: Entity): number | undefined {
  return hasComponent(zone.world, being, Party) ? Party.leaderUid[being]! : undefined
}

function fall(zone: Zone, victim: Entity, killer: Entity): void {
  const room = roomOf(zone, victim)
  const target = killer === 0 ? {} : { target: killer }
  zone.report.show(room, { verb: 'fall', actor: victim, ...target })
  leaveFights(zone, victim)
  clearAffects(zone, victim)
  const refuge = refugeOf(zone, room)
  moveTo(zone, victim, refuge)
  setPosture(zone, victim, 'resting')
  refigure(zone, victim)
  Vitals.hp[victim] = Math.ceil(Vitals.hpMax[victim]! * WAKES_WITH)
  touch(Vitals, victim)
  zone.count('fight.deaths', 1)
  showRoom(zone, victim, 'arrive')
  zone.report.show(refuge, { verb: 'revive', actor: victim })
  loseExperience(zone, victim)
}

/** Where whoever dies in `room` wakes: the refuge of its area, else where new characters do. */
export function refugeOf(zone: Zone, room: Entity): Entity {
  const area = zone.areas.get(Room.area[room]!)
  return roomNamed(zone, area?.refuge ?? zone.start) ?? room
}
