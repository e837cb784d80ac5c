import { hasComponent } from 'bitecs'
import { touch } from '#components/define.ts'
import { attach, type Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { LastTold } from '#components/lastTold.ts'
import { nameOf } from '#systems/names.ts'
import { playersNamed } from '#systems/players.ts'
import type { Zone } from '#systems/zone.ts'
import { defineCommand, type Outcome, type Refused, refuse } from './define.ts'
import { isLinkDead, isSelf, toOneself, unreachable } from './hearer.ts'
import { oneOf } from './oneOf.ts'
import { quote } from './quote.ts'
import { spoken } from './speech.ts'

/** So many names a refusal lists. */
const NAMES_MAX = 5

export const tell = defineCommand({
  name: 'tell',
  aliases: ['t', 'page'],
  usage: 'tell <player> <text>',
  section: 'talking',
  help: 'Tells a player something, wherever they are; nobody else hears it.',
  more: 'The beginning of a name is enough where it fits only one. "reply" answers a tell.',
  seeAlso: ['talking', 'reply', 'who', 'whisper'],
  writes: [LastTold],
  run(zone, actor, { player, text }) {
    if (player === undefined) return refuse('Tell whom what? Try "tell <player> <text>".')
    const target = isSelf(player) ? actor : playerNamed(zone, player)
    return typeof target === 'number' ? tellTo(zone, actor, target, text) : target
  },
})

function playerNamed(zone: Zone, word: string): Entity | Refused {
  const found = playersNamed(zone, word)
  if (found.length === 1) return found[0]!
  if (found.length === 0) {
    return refuse(`There is no player ${quote(word)} here now. "who" lists those there are.`)
  }
  const names = found.slice(0, NAMES_MAX).map((player) => nameOf(zone, player))
  if (found.length > NAMES_MAX) names.push('others')
  return refuse(`Whom do you mean: ${oneOf(names)}?`)
}

/** Tells `target` what `actor` says. Writes `LastTold`. */
export function tellTo(
  zone: Zone,
  actor: Entity,
  target: Entity,
  text: string | undefined,
): Outcome {
  if (target === actor) return toOneself()
  if (isLinkDead(zone, target)) return unreachable(zone, target)
  const words = spoken(text, `tell ${nameOf(zone, target)}`)
  if (typeof words !== 'string') return words
  if (!hasComponent(zone.world, target, LastTold)) attach(zone.world, target, LastTold)
  LastTold.uid[target] = Identity.uid[actor]!
  touch(LastTold, target)
  const event = { verb: 'tell', actor, target, text: words }
  zone.report.tell(actor, event)
  zone.report.tell(target, event)
  return undefined
}
