import { hasComponent } from 'bitecs'
import type { Entity } from '#components/entities.ts'
import { Grudge } from '#components/grudge.ts'
import { Identity } from '#components/identity.ts'
import { Tempo } from '#components/tempo.ts'
import { roomOf } from '#systems/containment.ts'
import { foeOf } from '#systems/fighting.ts'
import { isPlayer } from '#systems/names.ts'
import type { Zone } from '#systems/zone.ts'
import { fightOf, levelOf } from './level.ts'
import { mayHarm } from './mayFight.ts'
import { startFight } from './startFight.ts'

/** Who is in a room, sorted for those who may take offence. */
export interface Scene {
  /** Players whom one may set upon: their links are not lost. */
  players: Entity[]
  /** All who fight there. */
  fighters: Entity[]
}

/** Mobiles leave those alone who are above them by more than so many levels. */
const LEVELS_ABOVE_MAX = 4

/** Once in so many seconds, on average, an aggressive mobile makes up its mind. */
const MAKES_UP_ITS_MIND_IN = 2

/** Lets `mobile`, which does not fight, do as its temper says: one thing at most. */
export function stir(zone: Zone, mobile: Entity, scene: Scene): void {
  const fight = fightOf(zone, mobile)
  if (fight === undefined) return
  if (fight.guards && guard(zone, mobile, scene)) return
  if (fight.assists.length > 0 && assist(zone, mobile, scene, fight.assists)) return
  if (fight.remembers && avenge(zone, mobile, scene)) return
  if (fight.aggressive) pounce(zone, mobile, scene)
}

/** A guard turns on whoever has attacked a player, or somebody who is peaceful. */
function guard(zone: Zone, mobile: Entity, { fighters }: Scene): boolean {
  for (const attacker of fighters) {
    const victim = foeOf(zone, attacker)
    if (Tempo.began[attacker] === 0 || victim === 0) continue
    const isProtected = isPlayer(zone, victim) || fightOf(zone, victim)?.aggressive === false
    if (!isProtected || fightOf(zone, attacker)?.guards === true) continue
    if (comeToAid(zone, mobile, victim, attacker)) return true
  }
  return false
}

/** It helps its own kind and its friends against players. */
function assist(zone: Zone, mobile: Entity, scene: Scene, friends: readonly string[]): boolean {
  const own = Identity.prefab[mobile]!
  for (const player of scene.fighters) {
    const ally = foeOf(zone, player)
    if (ally === 0 || ally === mobile || !isPlayer(zone, player)) continue
    const prefab = Identity.prefab[ally]!
    if (prefab !== own && !friends.includes(prefab)) continue
    if (comeToAid(zone, mobile, ally, player)) return true
  }
  return false
}

function comeToAid(zone: Zone, mobile: Entity, ally: Entity, foe: Entity): boolean {
  if (!mayHarm(zone, mobile, foe)) return false
  zone.report.show(roomOf(zone, mobile), { verb: 'assist', actor: mobile, target: ally })
  return startFight(zone, mobile, foe)
}

/** It falls upon whom it remembers. */
function avenge(zone: Zone, mobile: Entity, { players }: Scene): boolean {
  if (!hasComponent(zone.world, mobile, Grudge)) return false
  const foe = zone.byUid.get(Grudge.foeUid[mobile]!) ?? 0
  return players.includes(foe) && attack(zone, mobile, foe)
}

/** It falls upon any player who is not far above it. */
function pounce(zone: Zone, mobile: Entity, { players }: Scene): void {
  if (players.length === 0 || !zone.chance.oneIn(MAKES_UP_ITS_MIND_IN)) return
  const victim = players[zone.chance.integer(players.length)]!
  if (levelOf(zone, victim) - levelOf(zone, mobile) > LEVELS_ABOVE_MAX) return
  attack(zone, mobile, victim)
}

function attack(zone: Zone, mobile: Entity, victim: Entity): boolean {
  if (!mayHarm(zone, mobile, victim)) return false
  zone.report.show(roomOf(zone, mobile), { verb: 'attack', actor: mobile, target: victim })
  return startFight(zone, mobile, victim)
}
