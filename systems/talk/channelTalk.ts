import { type Command, defineCommand } from '#systems/commands/define.ts'
import { spoken } from '#systems/commands/speech.ts'
import { sayOn, wish } from './wish.ts'

/** Channels that have a word of their own: those that come with every world. */
export const CHANNEL_TALK: readonly Command[] = [
  talkOn('gossip', ['goss'], 'Talks with everybody in the world.'),
  talkOn('ooc', [], 'Talks with everybody, out of character.'),
  talkOn('newbie', [], 'Asks and answers the questions of newcomers.'),
  talkOn('staff', ['wiznet'], 'Talks among those who run this world.'),
  talkOn('areasay', ['asay'], 'Talks with whoever is in the same area.', 'area'),
]

function talkOn(
  name: string,
  aliases: readonly string[],
  help: string,
  channel: string = name,
): Command {
  return defineCommand({
    name,
    aliases,
    usage: `${name} <text>`,
    section: 'talking',
    posture: 'sleeping',
    help,
    more:
      `Everybody hears it who listens to the channel "${channel}": "channel mute ${channel}" and ` +
      `you hear it no longer. "${name} :waves." acts something, and plain "${name}" shows what ` +
      'was said last.',
    seeAlso: ['channel', 'channels', 'history', name === 'newbie' ? 'newcomer' : 'tell'],
    run(zone, actor, { text = '' }) {
      if (text.trim() === '') return wish(zone, actor, 'history', { channel })
      const words = spoken(text, 'say')
      return typeof words === 'string' ? sayOn(zone, actor, channel, words) : words
    },
  })
}
