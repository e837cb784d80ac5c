import { sql } from 'kysely'
import { type Fields, numberOf, textOf } from '#edges/text/fields.ts'
import type { WireEvent } from '#protocol/event.ts'
import { createBoard, permitBoard, removeBoard } from './boardDeeds.ts'
import { allChannels, roleOfCharacter } from './channelStore.ts'
import { type Change, type Db, once, type Request } from './done.ts'
import { type Channel, isAtLeast, namedBy, type Role, spanOf } from './rules.ts'
import { newThing, permission, permittedWords } from './staffWords.ts'
import { done, noChannel, noPlayer, refused } from './words.ts'

/** [limit] Channels of a world. */
export const CHANNELS_MAX = 50
const SLOW_SECONDS_MAX = 600
/** A week. */
const SILENCE_MINUTES_MAX = 10_080

/** Words that the command for channels takes for something else. */
const NO_NAMES = new Set(
  'list join leave mute who history silence slow create remove permit off'.split(' '),
)

type Deed = (change: Change, fields: Fields) => Promise<WireEvent>

/** What those may do who keep order, to channels, boards and players; the role each deed takes. */
export class StaffAsks {
  readonly #db: Db
  readonly #nowMs: () => number
  readonly #deeds: Readonly<Record<string, { role: Role; run: Deed }>> = {
    silence: { role: 'builder', run: (change, fields) => this.#silence(change, fields) },
    slow: { role: 'builder', run: slow },
    create: { role: 'admin', run: create },
    remove: { role: 'admin', run: remove },
    permit: { role: 'admin', run: permit },
    createBoard: { role: 'admin', run: createBoard },
    removeBoard: { role: 'admin', run: removeBoard },
    permitBoard: { role: 'admin', run: permitBoard },
  }

  constructor(db: Db, nowMs: () => number) {
    this.#db = db
    this.#nowMs = nowMs
  }

  /** Undefined: it is none of these. The `channel` of an answer is news for all edges. */
  answer({ verb, fields }: WireEvent, request: Request): Promise<WireEvent> | undefined {
    if (!Object.hasOwn(this.#deeds, verb)) return undefined
    const { role, run } = this.#deeds[verb]!
    return once(this.#db, request, async (change) => {
      const own = await roleOfCharacter(change, numberOf(fields, 'uid'))
      if (!isAtLeast(own, role)) return refused(`Only ${role}s may do that.`)
      return run(change, fields)
    })
  }

  async #silence(change: Change, fields: Fields): Promise<WireEvent> {
    const name = textOf(fields, 'name')
    const minutes = numberOf(fields, 'minutes')
    if (minutes > SILENCE_MINUTES_MAX) {
      return refused(`Nobody is silenced for more than ${SILENCE_MINUTES_MAX} minutes at once.`)
    }
    const player = await playerCalled(change, name)
    if (!player) return refused(noPlayer(name))
    const word = textOf(fields, 'channel')
    const channel = word === '' ? undefined : await channelCalled(change, word)
    if (word !== '' && !channel) return refused(noChannel(word))
    const where = channel ? `on "${channel.name}"` : 'on channels'
    const row = { uid: player.uid, channel: channel?.name ?? '' }
    const until = new Date(this.#nowMs() + minutes * 60_000)
    await sql`
      insert into chat_silence (uid, channel, until, by_name)
      values (${row.uid}, ${row.channel}, ${until}, ${textOf(fields, 'by')})
      on conflict (uid, channel) do update
        set until = excluded.until, by_name = excluded.by_name`.execute(change)
    if (minutes === 0) return done({ text: `${player.name} may speak ${where} again.` })
    const span = spanOf(minutes * 60_000)
    return done({ text: `${player.name} may not speak ${where} for ${span}.` })
  }
}

async function slow(change: Change, fields: Fields): Promise<WireEvent> {
  const word = textOf(fields, 'channel')
  const channel = await channelCalled(change, word)
  if (!channel) return refused(noChannel(word))
  const seconds = numberOf(fields, 'seconds')
  if (seconds > SLOW_SECONDS_MAX) {
    return refused(`A channel is slow by ${SLOW_SECONDS_MAX} seconds at most.`)
  }
  const set = { slow_seconds: seconds }
  await change.updateTable('chat_channel').set(set).where('name', '=', channel.name).execute()
  const text =
    seconds === 0
      ? `On "${channel.name}" everybody may speak as they like.`
      : `On "${channel.name}" each may speak once in ${spanOf(seconds * 1000)}.`
  return done({ text, channel: { ...channel, slowSeconds: seconds } })
}

async function create(change: Change, fields: Fields): Promise<WireEvent> {
  const wanted = newThing('channel', fields, NO_NAMES)
  if (typeof wanted === 'string') return refused(wanted)
  const { name, title } = wanted
  const channels = await allChannels(change)
  if (channels.length >= CHANNELS_MAX) return refused(`There are ${CHANNELS_MAX} channels already.`)
  if (channels.some((each) => each.name === name)) {
    return refused(`There is a channel "${name}" already.`)
  }
  const roles = { hear_role: 'player', speak_role: 'player' }
  await change
    .insertInto('chat_channel')
    .values({ name, title, scope: 'world', ...roles })
    .execute()
  const channel = await channelCalled(change, name)
  return done({ text: `There is a channel "${name}" now.`, channel: { ...channel! } })
}

/** What was said there goes, too. */
async function remove(change: Change, fields: Fields): Promise<WireEvent> {
  const name = textOf(fields, 'channel').toLowerCase()
  const channel = await channelCalled(change, name)
  if (channel?.name !== name) return refused(noChannel(name))
  await change.deleteFrom('chat_channel').where('name', '=', name).execute()
  await change.deleteFrom('chat_line').where('channel', '=', name).execute()
  return done({ text: `There is no channel "${name}" any more.`, channel: { name, gone: true } })
}

async function permit(change: Change, fields: Fields): Promise<WireEvent> {
  const word = textOf(fields, 'channel')
  const channel = await channelCalled(change, word)
  if (!channel) return refused(noChannel(word))
  const allowed = permission(fields, ['hear', 'speak'])
  if (!allowed) {
    return refused('Whom? Try "channel permit gossip speak builder": player, builder or admin.')
  }
  const { what, role } = allowed
  const set = what === 'hear' ? { hear_role: role } : { speak_role: role }
  await change.updateTable('chat_channel').set(set).where('name', '=', channel.name).execute()
  const now = await channelCalled(change, channel.name)
  return done({ text: permittedWords(channel.name, allowed), channel: { ...now! } })
}

async function channelCalled(change: Change, word: string): Promise<Channel | undefined> {
  return namedBy(await allChannels(change), word)
}

function playerCalled(change: Change, name: string) {
  return change
    .selectFrom('character')
    .select(['uid', 'name'])
    .where('name_key', '=', name.toLowerCase())
    .executeTakeFirst()
}
