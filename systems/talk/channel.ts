import { defineCommand, refuse } from '#systems/commands/define.ts'
import { spoken } from '#systems/commands/speech.ts'
import { keepOrder, type StaffDeed } from './keepOrder.ts'
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

/** What those do who keep order, by the word for it. */
const STAFF_DEEDS: Readonly<Record<string, StaffDeed>> = {
  silence: {
    deed: 'silence',
    form: /^(?<name>\S+) (?<minutes>\d{1,6})(?: (?<channel>\S+))?$/,
    usage: '<player> <minutes> [<channel>]',
  },
  slow: {
    deed: 'slow',
    form: /^(?<channel>\S+) (?<seconds>\d{1,6})$/,
    usage: '<channel> <seconds>',
  },
  create: {
    deed: 'create',
    form: /^(?<channel>\S+) (?<title>.+)$/,
    usage: '<name> <what it is for>',
  },
  remove: { deed: 'remove', form: /^(?<channel>\S+)$/, usage: '<channel>' },
  permit: {
    deed: 'permit',
    form: /^(?<channel>\S+) (?<what>hear|speak) (?<role>\S+)$/,
    usage: '<channel> hear|speak <role>',
  },
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
    const isSilencing = lower === 'mute' && STAFF_DEEDS['silence']!.form.test(rest)
    const kept = isSilencing ? 'silence' : lower
    if (Object.hasOwn(STAFF_DEEDS, kept)) {
      return keepOrder(zone, actor, `channel ${kept}`, STAFF_DEEDS[kept]!, rest)
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
