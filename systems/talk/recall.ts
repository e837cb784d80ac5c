import type { Entity } from '#components/entities.ts'
import { defineCommand, type Outcome, refuse } from '#systems/commands/define.ts'
import { quote } from '#systems/commands/quote.ts'
import type { Zone } from '#systems/zone.ts'
import { wish } from './wish.ts'

/** [limit] Lines of talk that are shown at once. */
const SHOWN_MAX = 200

const COUNT = /^[1-9]\d{0,8}$/

export const history = defineCommand({
  name: 'history',
  usage: ['history <channel> <count>', 'history <channel>', 'history'],
  section: 'talking',
  posture: 'sleeping',
  help: 'Shows what was said on a channel.',
  more:
    '"history gossip" shows the last lines of "gossip", and "history gossip 100" more of them. ' +
    'Plain "history" lists the channels.',
  seeAlso: ['replay', 'channel', 'channels'],
  run(zone, actor, { channel = '', count = '' }) {
    return historyOf(zone, actor, `${channel} ${count}`.trim())
  },
})

export const replay = defineCommand({
  name: 'replay',
  aliases: ['recap'],
  usage: 'replay [<what>]',
  section: 'talking',
  posture: 'sleeping',
  help: 'Shows again what you were told, and what was said on your channels.',
  more:
    'If something was said while you were away, it shows that first. "replay 50" shows the last ' +
    'fifty lines, "replay tells" only what was told to you and by you.',
  seeAlso: ['history', 'tell', 'channels'],
  run(zone, actor, { what = '' }) {
    const [first = '', second = ''] = what.toLowerCase().split(/\s+/)
    const tells = first === 'tells' || first === 'tell'
    const wanted = tells ? second : first
    const counted = countIn(wanted)
    if (counted === undefined) return refuse(noCount(wanted))
    return wish(zone, actor, 'replay', { tells, count: counted })
  },
})

/** Shows the last lines of the channel that `words` name; a number of them may follow. */
export function historyOf(zone: Zone, actor: Entity, words: string): Outcome {
  const [channel = '', wanted = ''] = words.split(/\s+/)
  if (channel === '') return wish(zone, actor, 'channels')
  const count = countIn(wanted)
  if (count === undefined) return refuse(noCount(wanted))
  return wish(zone, actor, 'history', { channel, count })
}

/** 0: as many as usual. */
function countIn(word: string): number | undefined {
  if (word === '') return 0
  return COUNT.test(word) ? Math.min(SHOWN_MAX, Number(word)) : undefined
}

function noCount(word: string): string {
  return `How many lines? ${quote(word)} is no number of them.`
}
