import type { Entity } from '#components/entities.ts'
import { Room } from '#components/room.ts'
import { Vitals } from '#components/vitals.ts'
import { capital } from '#systems/commands/phrases.ts'
import { roomOf } from '#systems/containment.ts'
import { isPlayer, theNameOf } from '#systems/names.ts'
import { isBeing } from '#systems/spawn.ts'
import type { Zone } from '#systems/zone.ts'
import { fightOf } from './level.ts'

/**
 * Why `actor` may not do `victim` harm, in words for a player; undefined if it may.
 *
 * Whatever harms on purpose asks here first: blows, skills, spells.
 */
export function harmRefusal(zone: Zone, actor: Entity, victim: Entity): string | undefined {
  const room = roomOf(zone, actor)
  if (victim === actor) return 'You are on good terms with yourself. Choose somebody else.'
  if (!isBeing(zone, victim)) return `${capital(theNameOf(zone, victim))} is nothing to fight with.`
  if (roomOf(zone, victim) !== room) return `${capital(theNameOf(zone, victim))} is not here.`
  if (isPlayer(zone, actor) && isPlayer(zone, victim)) {
    return `Players do not harm one another here. ${capital(theNameOf(zone, victim))} is safe.`
  }
  if (!isPlayer(zone, victim) && fightOf(zone, victim) === undefined) {
    return `${capital(theNameOf(zone, victim))} is not for fighting.`
  }
  if (Room.peaceful[room] === 1) return 'This is a place of peace: nobody fights here.'
  return undefined
}

/** Whether `actor` may do `victim` harm, and both are alive. */
export function mayHarm(zone: Zone, actor: Entity, victim: Entity): boolean {
  if (Vitals.hp[actor] === 0 || Vitals.hp[victim] === 0) return false
  return harmRefusal(zone, actor, victim) === undefined
}
