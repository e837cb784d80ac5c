import { hasComponent } from 'bitecs'
import type { Entity } from '#components/entities.ts'
import { Player } from '#components/player.ts'
import { beingsHere, parseWanted, pick, theNameOf } from '#systems/names.ts'
import type { Zone } from '#systems/zone.ts'
import { type Refused, refuse } from './define.ts'
import { notHere } from './reach.ts'

const SELF = new Set(['me', 'self', 'myself'])

/** Whether `phrase` means the one who types it. */
export function isSelf(phrase: string): boolean {
  return SELF.has(phrase.toLowerCase())
}

/** The one in `actor`'s room whom `phrase` names and whom words reach, or why there is none. */
export function hearerNamed(zone: Zone, actor: Entity, phrase: string): Entity | Refused {
  const wanted = { ...parseWanted(phrase), all: false }
  const target = isSelf(phrase) ? actor : pick(zone, beingsHere(zone, actor), wanted)[0]
  if (target === undefined) {
    const self = pick(zone, [actor], wanted)[0]
    return self === undefined ? notHere(zone, actor, phrase) : toOneself()
  }
  if (target === actor) return toOneself()
  return isLinkDead(zone, target) ? unreachable(zone, target) : target
}

/** Whether `being` is a player whose terminal is gone. */
export function isLinkDead(zone: Zone, being: Entity): boolean {
  return hasComponent(zone.world, being, Player) && Player.linkDead[being] === 1
}

/** Why words do not reach a link-dead player. */
export function unreachable(zone: Zone, being: Entity): Refused {
  return refuse(`${theNameOf(zone, being)} has lost the link and cannot hear you now.`)
}

/** Why one needs no command to talk to oneself. */
export function toOneself(): Refused {
  return refuse('You need no words to reach yourself: thinking will do.')
}
