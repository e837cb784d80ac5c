import { hasComponent } from 'bitecs'
import type { Entity } from '#components/entities.ts'
import { Player } from '#components/player.ts'
import { deafness } from '#systems/company/persona.ts'
import { beingsHere, nameOf, parseWanted, pick, theNameOf } from '#systems/names.ts'
import { playersNamed } from '#systems/players.ts'
import type { Zone } from '#systems/zone.ts'
import { type Refused, refuse } from './define.ts'
import { oneOf } from './oneOf.ts'
import { quote } from './quote.ts'
import { notHere } from './reach.ts'

/** So many names a refusal lists. */
const NAMES_MAX = 5

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
  if (isLinkDead(zone, target)) return unreachable(zone, target)
  const deaf = deafness(zone, actor, target)
  return deaf === undefined ? target : refuse(deaf)
}

/** The player, wherever it is, whose name `word` begins; or why there is not one. */
export function playerNamed(zone: Zone, word: string): Entity | Refused {
  const found = playersNamed(zone, word)
  if (found.length === 1) return found[0]!
  if (found.length === 0) {
    return refuse(`There is no player ${quote(word)} here now. "who" lists those there are.`)
  }
  const names = found.slice(0, NAMES_MAX).map((player) => nameOf(zone, player))
  if (found.length > NAMES_MAX) names.push('others')
  return refuse(`Whom do you mean: ${oneOf(names)}?`)
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
