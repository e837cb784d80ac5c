import { type Fields, flagOf, numberOf, rowsOf, textOf } from '#edges/text/fields.ts'
import type { EventValue } from '#protocol/event.ts'
import { type Answer, type Desk, type DeskContext, note, refusalIn } from './desk.ts'
import { channelListOf, type OwnChannel } from './ears.ts'

type State = OwnChannel['state']

/** Channels: speaking there, listening or not, and what was said. */
export class ChannelDesk implements Desk {
  readonly #context: DeskContext
  readonly #deeds: Readonly<Record<string, (fields: Fields) => Promise<Answer>>>

  constructor(context: DeskContext) {
    this.#context = context
    this.#deeds = {
      say: (fields) => this.#say(fields),
      channels: () => this.#list(),
      join: (fields) => this.#setState(fields, 'joined'),
      mute: (fields) => this.#setState(fields, 'mute'),
      leave: (fields) => this.#setState(fields, 'left'),
      enable: (fields) => this.#enable(fields),
      players: () => this.#players(),
      listeners: (fields) => this.#listeners(fields),
      history: (fields) => this.#history(fields),
      replay: (fields) => this.#replay(fields),
    }
  }

  answer(deed: string, fields: Fields): Promise<Answer> | undefined {
    return Object.hasOwn(this.#deeds, deed) ? this.#deeds[deed]!(fields) : undefined
  }

  /** What begins with a colon is acted, as in a room. */
  async #say(fields: Fields): Promise<Answer> {
    const { ask, character, hearing } = this.#context
    const said = textOf(fields, 'text').trim()
    const acted = said.startsWith(':')
    const answer = await ask('say', {
      actor: { uid: character.uid, name: character.name },
      channel: textOf(fields, 'channel'),
      area: textOf(fields, 'area') || hearing().area,
      acted,
      text: acted ? said.slice(1).trim() : said,
    })
    return refusalIn(answer)
  }

  async #list(): Promise<Answer> {
    const { ask, ears } = this.#context
    ears.learnChannels((await ask('channels', {})).fields)
    const list = ears.channels.map((channel) => ({ ...channel }))
    return { verb: 'channels', fields: { list } }
  }

  async #setState(fields: Fields, state: 'joined' | 'mute' | 'left'): Promise<Answer> {
    const { ask, ears } = this.#context
    const answer = await ask('member', { channel: textOf(fields, 'channel'), state })
    const refusal = refusalIn(answer)
    if (refusal) return refusal
    const channel = textOf(answer.fields, 'channel')
    const now = textOf(answer.fields, 'state') as State
    ears.setState(channel, now)
    return [note(STATE_WORDS[now](channel)), channelListOf(ears)]
  }

  /** A client's panel has turned a channel on: there is nothing to be read of that. */
  async #enable(fields: Fields): Promise<Answer> {
    const { ask, ears } = this.#context
    const answer = await ask('member', { channel: textOf(fields, 'channel'), state: 'joined' })
    if (answer.verb === 'refused') return undefined
    ears.setState(textOf(answer.fields, 'channel'), 'joined')
    return channelListOf(ears)
  }

  async #players(): Promise<Answer> {
    const { ask, playing } = this.#context
    const names = new Map(playing.online().map(({ uid, name }) => [uid, name]))
    const { fields } = await ask('players', { list: [...names.keys()] })
    const list = rowsOf(fields, 'list').map(({ uid, channels }) => {
      return { name: names.get(Number(uid)) ?? '', channels }
    })
    return { verb: 'channelPlayers', fields: { list } }
  }

  async #listeners(fields: Fields): Promise<Answer> {
    const { ask, playing } = this.#context
    const online = playing.online()
    const list = online.map(({ uid }) => uid)
    const answer = await ask('listeners', { channel: textOf(fields, 'channel'), list })
    const refusal = refusalIn(answer)
    if (refusal) return refusal
    const listening = answer.fields['list']
    const uids = new Set(Array.isArray(listening) ? listening : [])
    const names = online.flatMap(({ uid, name }) => (uids.has(uid) ? [name] : []))
    return { verb: 'listeners', fields: { channel: answer.fields['channel'], names } }
  }

  async #history(fields: Fields): Promise<Answer> {
    const { ask, hearing } = this.#context
    const answer = await ask('history', {
      channel: textOf(fields, 'channel'),
      area: hearing().area,
      count: numberOf(fields, 'count'),
    })
    const refusal = refusalIn(answer)
    if (refusal) return refusal
    const { channel, list } = answer.fields
    return { verb: 'history', fields: { channel, list: this.#unignored(list) } }
  }

  /** What was missed while the player was away, the first time; else the last lines. */
  async #replay(fields: Fields): Promise<Answer> {
    const { ask, character, ears, hearing } = this.#context
    const count = numberOf(fields, 'count')
    const tells = flagOf(fields, 'tells') === true
    const mark = count === 0 && !tells ? ears.takeMark() : undefined
    const wish = mark === undefined ? { count, tells } : { after: mark, count: REPLAYED_MAX }
    const answer = await ask('recall', wish)
    const refusal = refusalIn(answer)
    if (refusal) return refusal
    const { area } = hearing()
    const list = this.#unignored(answer.fields['list'])
    const here = list.filter((row) => textOf(row, 'area') === '' || textOf(row, 'area') === area)
    const { uid, name } = character
    const actor = { uid, name }
    return { verb: 'replay', fields: { actor, list: here, ...(tells && { tells }) } }
  }

  #unignored(list: EventValue): Fields[] {
    const { ignored } = this.#context.hearing()
    return rowsOf({ list }, 'list').filter((row) => {
      const { actor } = row
      const name = typeof actor === 'object' && 'name' in actor ? String(actor.name) : ''
      return !ignored.includes(name.toLowerCase())
    })
  }
}

/** [limit] Lines of a replay of what was missed. */
const REPLAYED_MAX = 200

const STATE_WORDS: Readonly<Record<State, (channel: string) => string>> = {
  joined: (channel) => `You listen to "${channel}" now.`,
  muted: (channel) =>
    `You hear nothing of "${channel}" until you type "channel mute ${channel}" again.`,
  left: (channel) => `You have left "${channel}". "channel join ${channel}" brings you back.`,
}
