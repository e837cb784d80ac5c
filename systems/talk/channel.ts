import type { Entity } from '#components/entities.ts'
import { defineCommand, type Outcome, refuse } from '#systems/commands/define.ts'
import { spoken } from '#systems/commands/speech.ts'
import type { Zone } from '#systems/zone.ts'
import { historyOf } from './recall.ts'
import { sayOn, wish } from './wish.ts'

/** What is done with a channel that is named behind it. */
const DEEDS: ReadonlyMap<string, string> = new Map([
  ['join', 'join'],
  ['on', 'join'],
  ['leave', 'leave'],
  ['off', 'leave'],
  ['mute', 'mute'],
  ['who', 'listeners'],
])

/** What those do who keep order, with the usage for whoever gets it wrong. */
const STAFF_DEEDS: ReadonlyMap<string, RegExp> = new Map([
  ['silence', /^(?<name>\S+) (?<minutes>\d{1,6})(?: (?<channel>\S+))?$/],
  ['slow', /^(?<channel>\S+) (?<seconds>\d{1,6})$/],
  ['create', /^(?<channel>\S+) (?<title>.+)$/],
  ['remove', /^(?<channel>\S+)$/],
  ['permit', /^(?<channel>\S+) (?<what>hear|speak) (?<role>\S+)$/],
])
const STAFF_USAGE: Readonly<Record<string, string>> = {
  silence: '<player> <minutes> [<channel>]',
  slow: '<channel> <seconds>',
  create: '<name> <what it is for>',
  remove: '<channel>',
  permit: '<channel> hear|speak <role>',
}

export const channel = defineCommand({
  name: 'channel',
  aliases: ['chan', '+'],
  usage: [
    'channel <channel> <text>',
    'channel list',
    'channel join|leave|mute|who <channel>',
    'channel history <channel>',
    'channel silence <player> <minutes>',
    'channel slow|create|remove|permit <channel>',
  ],
  section: 'talking',
  posture: 'sleeping',
  help: 'Lists the channels, talks on one, listens to it or not.',
  more:
    '"channel gossip Good morning" talks on the channel "gossip", and so does "+gossip Good ' +
    'morning"; the beginning of its name is enough. "channel leave gossip" hears nothing of it ' +
    'until "channel join gossip". "channel mute gossip" silences it for a while without leaving ' +
    'it; the same once more, and you hear it again. "channel who gossip" tells who listens, and ' +
    '"channel history gossip" what was said.\n\nThose who keep order have more: "channel ' +
    'silence Bob 10" (0 ends it), "channel slow gossip 30", and admins "channel create", ' +
    '"remove" and "permit".',
  seeAlso: ['gossip', 'history', 'replay', 'ignore', 'dnd', 'channels'],
  run(zone, actor, { channel: word = 'list', text = '' }) {
    const [first = 'list', ...more] = word.split(/\s+/)
    const rest = [...more, text].join(' ').trim()
    const lower = first.toLowerCase()
    if (lower === 'list') return wish(zone, actor, 'channels')
    if (lower === 'history') return historyOf(zone, actor, rest)
    // Who silences somebody else names minutes, who wants quiet names a channel.
    const isSilencing = lower === 'mute' && STAFF_DEEDS.get('silence')!.test(rest)
    if (isSilencing || STAFF_DEEDS.has(lower)) {
      return keepOrder(zone, actor, isSilencing ? 'silence' : lower, rest)
    }
    const deed = DEEDS.get(lower)
    if (deed !== undefined) {
      if (rest !== '') return wish(zone, actor, deed, { channel: rest })
      return refuse(`Which channel? "channel list" shows them; try "channel ${lower} gossip".`)
    }
    if (rest === '') return wish(zone, actor, 'history', { channel: first })
    const words = spoken(rest, 'say')
    return typeof words === 'string' ? sayOn(zone, actor, first, words) : words
  },
})

function keepOrder(zone: Zone, actor: Entity, deed: string, words: string): Outcome {
  const read = STAFF_DEEDS.get(deed)!.exec(words)?.groups
  if (!read) return refuse(`That takes more: "channel ${deed} ${STAFF_USAGE[deed]}".`)
  const fields = Object.entries(read).filter(([, value]) => value !== undefined)
  const NUMBERS = ['minutes', 'seconds']
  return wish(
    zone,
    actor,
    deed,
    Object.fromEntries(
      fields.map(([name, value]) => [name, NUMBERS.includes(name) ? Number(value) : value]),
    ),
  )
}
