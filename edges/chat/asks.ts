import { flagOf, numberOf, textOf } from '#edges/text/fields.ts'
import { fieldsOfLine, type Line } from '#protocol/chat.ts'
import type { EventValue, WireEvent } from '#protocol/event.ts'
import {
  allChannels,
  deafnessOf,
  deafTo,
  roleOfCharacter,
  setState,
  statesOf,
} from './channelStore.ts'
import type { Db, Request } from './done.ts'
import { LetterAsks } from './letterAsks.ts'
import { type Ear, LineStore, RECALLED_MAX } from './lineStore.ts'
import { isIgnoring, PlaceStore } from './placeStore.ts'
import { type Channel, channelNamed, isAtLeast, type MemberState } from './rules.ts'
import { StaffAsks } from './staffAsks.ts'
import { done, noChannel, refused } from './words.ts'

/** [limit] Missed lines that one who comes back is told by itself. */
const MISSED_TOLD_MAX = 100
/** [limit] Up to so many missed lines are counted. */
const MISSED_COUNTED_MAX = 1_000
/** [limit] Players of whom one request asks whether they listen. */
const LISTENERS_MAX = 1_000
const SHOWN_USUALLY = 20

type Fields = WireEvent['fields']

/** Answers what edges ask, but for what is to be said. */
export class Asks {
  readonly #db: Db
  readonly #lines: LineStore
  readonly #places: PlaceStore
  readonly #letters: LetterAsks
  readonly #staff: StaffAsks
  readonly #answers: Readonly<
    Record<string, (fields: Fields, request: Request) => Promise<WireEvent>>
  >

  /** @param nowMs  milliseconds since 1970 */
  constructor(db: Db, nowMs: () => number) {
    this.#db = db
    this.#lines = new LineStore(db)
    this.#places = new PlaceStore(db)
    this.#letters = new LetterAsks(db, nowMs)
    this.#staff = new StaffAsks(db, nowMs)
    this.#answers = {
      ...this.#letters.answers,
      now: () => this.#now(),
      lines: (fields) => this.#linesAfter(numberOf(fields, 'after')),
      marks: (fields, { edge }) => this.#marks(edge, numberOf(fields, 'mark')),
      arrive: (fields, { edge }) => this.#arrive(fields, edge),
      here: (fields, { edge }) => this.#here(fields, edge),
      ignores: (fields, { edge }) => this.#ignores(fields, edge),
      left: (fields, { edge }) => this.#left(fields, edge),
      channels: (fields) => this.#channels(numberOf(fields, 'uid')),
      member: (fields) => this.#member(fields),
      listeners: (fields) => this.#listeners(fields),
      players: (fields) => this.#players(fields),
      history: (fields) => this.#history(fields),
      recall: (fields) => this.#recall(fields),
      teller: (fields) => this.#teller(numberOf(fields, 'uid')),
      find: (fields) => this.#find(textOf(fields, 'name'), numberOf(fields, 'uid')),
    }
  }

  /** Undefined: nothing of the kind is known. */
  async answer(event: WireEvent, request: Request): Promise<WireEvent | undefined> {
    const staffs = this.#staff.answer(event, request)
    if (staffs !== undefined) return staffs
    if (!Object.hasOwn(this.#answers, event.verb)) return undefined
    return this.#answers[event.verb]!(event.fields, request)
  }

  /** Forgets what is older than is kept. */
  async forgetOld(): Promise<void> {
    const channels = await allChannels(this.#db)
    await this.#lines.forgetOld(channels.map(({ name }) => name))
    await this.#places.forgetOld()
  }

  async #now(): Promise<WireEvent> {
    return done({ last: await this.#lines.last() })
  }

  /** `last` is read before the lines: what comes in between is asked for again. */
  async #linesAfter(after: number): Promise<WireEvent> {
    const last = await this.#lines.last()
    return done({ last, list: rowsOf(await this.#lines.after(after)) })
  }

  async #marks(edge: string, mark: number): Promise<WireEvent> {
    await this.#places.markEdge(edge, mark)
    return done()
  }

  /** [C8] What one who comes has missed: told by itself if it had not quit, else only counted. */
  async #arrive(fields: Fields, edge: string): Promise<WireEvent> {
    const { seen } = fields
    const uid = numberOf(fields, 'uid')
    const last = await this.#lines.last()
    const { role, list, ear } = await this.#listening(uid)
    const found = await this.#places.find(uid)
    // Its edge knows of a session before this one, which chat does not know to be over yet.
    const isTakenOver = typeof seen === 'number' && found?.edge === edge
    const place = isTakenOver ? { mark: seen, isOver: false } : found
    const unread = await this.#letters.mail.countUnread(uid)
    const known = { last, role, list, unread }
    if (!place) return done(known)
    const count = await this.#lines.countFor(ear, place.mark, MISSED_COUNTED_MAX)
    if (place.isOver || count === 0) return done({ ...known, mark: place.mark, count })
    const recalled = await this.#lines.recall(ear, place.mark, RECALLED_MAX)
    const missed = recalled.filter(({ actor, number }) => actor.uid !== uid && number <= last)
    const told = rowsOf(missed.slice(-MISSED_TOLD_MAX))
    return done({ ...known, mark: place.mark, count, missed: told })
  }

  async #here(fields: Fields, edge: string): Promise<WireEvent> {
    const ignored = textOf(fields, 'ignored')
    await this.#places.begin(numberOf(fields, 'uid'), edge, numberOf(fields, 'mark'), ignored)
    return done()
  }

  async #ignores(fields: Fields, edge: string): Promise<WireEvent> {
    await this.#places.ignore(numberOf(fields, 'uid'), edge, textOf(fields, 'ignored'))
    return done()
  }

  async #left(fields: Fields, edge: string): Promise<WireEvent> {
    const isOver = flagOf(fields, 'over') === true
    await this.#places.end(numberOf(fields, 'uid'), edge, numberOf(fields, 'mark'), isOver)
    return done()
  }

  async #channels(uid: number): Promise<WireEvent> {
    const { role, list } = await this.#listening(uid)
    return done({ role, list })
  }

  /** The channels that a character may hear, and on which of them it listens. */
  async #listening(uid: number) {
    const role = await roleOfCharacter(this.#db, uid)
    const states = await statesOf(this.#db, uid)
    const stateOf = ({ name }: Channel): MemberState => states.get(name) ?? 'joined'
    const channels = (await allChannels(this.#db)).filter(({ hearRole }) =>
      isAtLeast(role, hearRole),
    )
    const heard = channels.filter((channel) => stateOf(channel) === 'joined')
    const list = channels.map((channel) => ({
      name: channel.name,
      title: channel.title,
      scope: channel.scope,
      slowSeconds: channel.slowSeconds,
      speaks: isAtLeast(role, channel.speakRole),
      state: stateOf(channel),
    }))
    const ear: Ear = { uid, channels: heard.map(({ name }) => name) }
    return { role, list, ear }
  }

  async #member(fields: Fields): Promise<WireEvent> {
    const uid = numberOf(fields, 'uid')
    const found = await this.#channelFor(uid, textOf(fields, 'channel'))
    if ('verb' in found) return found
    const { channel, state } = found
    const asked = textOf(fields, 'state')
    const wanted = asked === 'mute' ? (state === 'muted' ? 'joined' : 'muted') : asked
    if (wanted !== 'joined' && wanted !== 'muted' && wanted !== 'left') {
      return refused('One joins a channel, mutes it, or leaves it.')
    }
    await setState(this.#db, uid, channel.name, wanted)
    return done({ channel: channel.name, state: wanted, was: state })
  }

  async #listeners(fields: Fields): Promise<WireEvent> {
    const found = await this.#channelFor(numberOf(fields, 'uid'), textOf(fields, 'channel'))
    if ('verb' in found) return found
    const { name } = found.channel
    const uids = numbersIn(fields['list']).slice(0, LISTENERS_MAX)
    const deaf = uids.length > 0 ? await deafTo(this.#db, name, uids) : new Set<number>()
    return done({ channel: name, list: uids.filter((uid) => !deaf.has(uid)) })
  }

  /** Which of the channels that one may hear others listen to. */
  async #players(fields: Fields): Promise<WireEvent> {
    const { list } = await this.#listening(numberOf(fields, 'uid'))
    const names = list.map(({ name }) => name)
    const uids = numbersIn(fields['list']).slice(0, LISTENERS_MAX)
    const deaf = await deafnessOf(this.#db, uids)
    const rows = uids.map((uid) => {
      const channels = names.filter((name) => deaf.get(uid)?.includes(name) !== true)
      return { uid, channels }
    })
    return done({ list: rows })
  }

  async #history(fields: Fields): Promise<WireEvent> {
    const found = await this.#channelFor(numberOf(fields, 'uid'), textOf(fields, 'channel'))
    if ('verb' in found) return found
    const { name, scope } = found.channel
    const area = scope === 'area' ? textOf(fields, 'area') || '?' : ''
    const lines = await this.#lines.history(name, area, countIn(fields))
    return done({ channel: name, list: rowsOf(lines) })
  }

  async #recall(fields: Fields): Promise<WireEvent> {
    const { ear } = await this.#listening(numberOf(fields, 'uid'))
    const isTellsAlone = flagOf(fields, 'tells') === true
    const heard = isTellsAlone ? { ...ear, channels: [] } : ear
    const lines = await this.#lines.recall(heard, numberOf(fields, 'after'), countIn(fields))
    return done({ list: rowsOf(lines) })
  }

  async #teller(uid: number): Promise<WireEvent> {
    const target = await this.#lines.lastTeller(uid)
    return done(target ? { target } : {})
  }

  /** Who is called so, and whether that one ignores `uid`, who asks. */
  async #find(name: string, uid: number): Promise<WireEvent> {
    const found = await this.#db
      .selectFrom('character')
      .select(['uid', 'name'])
      .where('name_key', '=', name.toLowerCase())
      .executeTakeFirst()
    if (!found) return done()
    const target = { uid: found.uid, name: found.name }
    return done({ target, unwilling: await isIgnoring(this.#db, found.uid, uid) })
  }

  async #channelFor(
    uid: number,
    word: string,
  ): Promise<{ channel: Channel; state: MemberState } | WireEvent> {
    const role = await roleOfCharacter(this.#db, uid)
    const channel = channelNamed(await allChannels(this.#db), role, word)
    if (!channel) return refused(noChannel(word))
    const states = await statesOf(this.#db, uid)
    return { channel, state: states.get(channel.name) ?? 'joined' }
  }
}

function rowsOf(lines: readonly Line[]): EventValue[] {
  return lines.map(fieldsOfLine)
}

function countIn(fields: Fields): number {
  return Math.min(RECALLED_MAX, Math.floor(numberOf(fields, 'count')) || SHOWN_USUALLY)
}

function numbersIn(value: EventValue): number[] {
  if (!Array.isArray(value)) return []
  return value.filter((each: EventValue) => typeof each === 'number')
}
