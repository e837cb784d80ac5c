import { nameOf } from '#systems/names.ts'
import { playersNamed } from '#systems/players.ts'
import { defineCommand, refuse } from './define.ts'
import { isLinkDead, isSelf, toOneself, unreachable } from './hearer.ts'
import { quote } from './quote.ts'
import { spoken } from './speech.ts'

/** Who it is and whether words reach it, the edges know: it need not be in this zone. */
export const tell = defineCommand({
  name: 'tell',
  aliases: ['t', 'page'],
  usage: 'tell <player> <text>',
  section: 'talking',
  help: 'Tells a player something, wherever they are; nobody else hears it.',
  more: 'The beginning of a name is enough where it fits only one. "reply" answers a tell.',
  seeAlso: ['talking', 'reply', 'replay', 'who', 'whisper'],
  run(zone, actor, { player, text }) {
    if (player === undefined) return refuse('Tell whom what? Try "tell <player> <text>".')
    if (isSelf(player)) return toOneself()
    const found = playersNamed(zone, player)
    const here = found.length === 1 ? found[0] : undefined
    if (here === actor) return toOneself()
    if (here !== undefined && isLinkDead(zone, here)) return unreachable(zone, here)
    const name = here === undefined ? quote(player) : nameOf(zone, here)
    const words = spoken(text, `tell ${name}`)
    if (typeof words !== 'string') return words
    zone.report.tell(actor, { verb: 'chat', deed: 'tell', name: player, text: words })
    return undefined
  },
})
