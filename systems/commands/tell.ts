import { hasComponent } from 'bitecs'
import { touch } from '#components/define.ts'
import { attach, type Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { LastTold } from '#components/lastTold.ts'
import { deafness, personaText } from '#systems/company/persona.ts'
import { nameOf } from '#systems/names.ts'
import type { Zone } from '#systems/zone.ts'
import { defineCommand, type Outcome, refuse } from './define.ts'
import { isLinkDead, isSelf, playerNamed, toOneself, unreachable } from './hearer.ts'
import { spoken } from './speech.ts'

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

/** Tells `target` what `actor` says. Writes `LastTold`. */
export function tellTo(
  zone: Zone,
  actor: Entity,
  target: Entity,
  text: string | undefined,
): Outcome {
  if (target === actor) return toOneself()
  if (isLinkDead(zone, target)) return unreachable(zone, target)
  const deaf = deafness(zone, actor, target)
  if (deaf !== undefined) return refuse(deaf)
  const words = spoken(text, `tell ${nameOf(zone, target)}`)
  if (typeof words !== 'string') return words
  if (!hasComponent(zone.world, target, LastTold)) attach(zone.world, target, LastTold)
  LastTold.uid[target] = Identity.uid[actor]!
  touch(LastTold, target)
  const event = { verb: 'tell', actor, target, text: words }
  zone.report.tell(actor, event)
  zone.report.tell(target, event)
  const away = personaText(zone, target, 'away')
  if (away !== '') {
    zone.report.tell(actor, { verb: 'note', text: `${nameOf(zone, target)} is away: ${away}.` })
  }
  return undefined
}
