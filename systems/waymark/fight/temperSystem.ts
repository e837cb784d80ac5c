import { hasComponent } from 'bitecs'
import { Contents } from '#components/contents.ts'
import { defineQuery, type Entity } from '#components/entities.ts'
import { Mobile } from '#components/mobile.ts'
import { Party } from '#components/party.ts'
import { Player } from '#components/player.ts'
import { Posture } from '#components/posture.ts'
import { Preferences } from '#components/preferences.ts'
import { Room } from '#components/room.ts'
import { Siblings } from '#components/siblings.ts'
import { roomOf } from '#systems/containment.ts'
import { defineSystem } from '#systems/define.ts'
import { foeOf, isFighting } from '#systems/fighting.ts'
import { isPlayer } from '#systems/names.ts'
import { isStanding } from '#systems/posture.ts'
import type { Zone } from '#systems/zone.ts'
import { standUp } from './harm.ts'
import { mayHarm } from './mayFight.ts'
import { FIGHTS, startFight } from './startFight.ts'
import { type Scene, stir } from './tempers.ts'

const allPlayers = defineQuery(Player)

const EVERY_TICKS = 10

/** Kept from run to run. */
const rooms = new Set<Entity>()
const idle: Entity[] = []
const scene: Scene = { players: [], fighters: [] }

/**
 * Lets those who are idle take part in what goes on about them: aggressive mobiles, those who
 * remember, who help their friends, guards, and players who have turned `autoassist` on.
 *
 * A mobile that was knocked down gets up again. It looks at rooms with players only: nobody takes
 * offence at nobody.
 */
export const temperSystem = defineSystem({
  name: 'temper',
  everyTicks: EVERY_TICKS,
  writes: [...FIGHTS, Posture],
  run(zone) {
    const players = allPlayers(zone.world)
    rooms.clear()
    for (let i = 0; i < players.length; i++) rooms.add(roomOf(zone, players[i]!))
    for (const room of rooms) if (Room.peaceful[room] === 0) stirRoom(zone, room)
  },
})

function stirRoom(zone: Zone, room: Entity): void {
  lookAround(zone, room)
  for (const being of idle) {
    // Another may have drawn it into a fight a moment ago.
    if (isFighting(zone, being)) continue
    if (isPlayer(zone, being)) helpParty(zone, being)
    else if (!isStanding(zone, being)) standUp(zone, being)
    else stir(zone, being, scene)
  }
}

function lookAround(zone: Zone, room: Entity): void {
  idle.length = 0
  scene.players.length = 0
  scene.fighters.length = 0
  for (let each = Contents.first[room]!; each !== 0; each = Siblings.next[each]!) {
    const isMobile = hasComponent(zone.world, each, Mobile)
    if (!isMobile && !isPlayer(zone, each)) continue
    if (!isMobile && Player.linkDead[each] === 1) continue
    if (!isMobile) scene.players.push(each)
    if (isFighting(zone, each)) scene.fighters.push(each)
    else if (isMobile ? Mobile.lively[each] === 1 : isStanding(zone, each)) idle.push(each)
  }
}

/** One who has turned `autoassist` on fights beside its party. */
function helpParty(zone: Zone, player: Entity): void {
  const { world } = zone
  if (!hasComponent(world, player, Party) || !hasComponent(world, player, Preferences)) return
  if (Preferences.autoassist[player] === 0) return
  for (const friend of scene.fighters) {
    if (!hasComponent(world, friend, Party)) continue
    if (Party.leaderUid[friend] !== Party.leaderUid[player]) continue
    const foe = foeOf(zone, friend)
    if (!mayHarm(zone, player, foe)) continue
    zone.report.show(roomOf(zone, player), { verb: 'assist', actor: player, target: friend })
    startFight(zone, player, foe)
    return
  }
}
