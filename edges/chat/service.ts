import type { Clock } from '#edges/session/clock.ts'
import type { Log } from '#edges/session/log.ts'
import { flagOf, refOf, textOf } from '#edges/text/fields.ts'
import { type Hub, SUBJECT } from '#protocol/bus.ts'
import { decodeChat, encodeChat, fieldsOfLine, LINE, type Line } from '#protocol/chat.ts'
import type { WireEvent } from '#protocol/event.ts'
import { Asks } from './asks.ts'
import { type Db, forgetDone, keyOf, type Request } from './done.ts'
import { type Speech, SpeechStore } from './speechStore.ts'
import { refused } from './words.ts'

/** [limit] Requests that wait; one that comes beyond is dropped, and asked again by its edge. */
const WAITING_MAX = 10_000
/** So many lines are kept in one transaction at most. */
const SPEECHES_AT_ONCE = 100
/** So many other requests are answered at once; the database has a pool of eight. */
const ASKED_AT_ONCE = 4
/** What is old is forgotten so often. */
const FORGET_EVERY_MS = 60_000

export interface ChatServiceOptions {
  bus: Hub
  db: Db
  clock: Clock
  log: Log
  /** Milliseconds since 1970. */
  nowMs(): number
}

/** Ever growing. */
export interface ChatCounters {
  /** Requests of edges that were taken on. */
  asked: number
  /** Lines that were kept and told. */
  said: number
  /** Requests that were refused in words. */
  refused: number
  /** Requests that failed, most often for want of the database: they are asked again. */
  failed: number
  /** Requests that found no place to wait. */
  dropped: number
}

interface Asked extends Request {
  event: WireEvent
}

/**
 * Keeps what is said beyond the room, tells all edges of it, and answers what edges ask.
 *
 * It holds nothing that is not in the database: any of several processes may answer anything, and
 * each may end at any moment. A request that was not answered comes again.
 */
export class ChatService {
  readonly counters: ChatCounters = { asked: 0, said: 0, refused: 0, failed: 0, dropped: 0 }
  readonly #options: ChatServiceOptions
  readonly #asks: Asks
  readonly #speeches: SpeechStore
  readonly #unserve: () => void
  /** Requests that wait or are being answered: one that comes again meanwhile is passed over. */
  readonly #known = new Set<string>()
  readonly #toSay: Asked[] = []
  readonly #toAnswer: Asked[] = []
  #isSpeaking = false
  #answering = 0
  #callOffForgetting: () => void = () => {}
  #whenIdle: (() => void) | undefined

  constructor(options: ChatServiceOptions) {
    const { bus, db, nowMs } = options
    this.#options = options
    this.#asks = new Asks(db, nowMs)
    this.#speeches = new SpeechStore(db)
    this.#unserve = bus.serve(SUBJECT.chat, (payload) => this.#receive(payload))
    this.#armForgetting()
  }

  /** Requests that wait or are being answered. */
  get waiting(): number {
    return this.#known.size
  }

  /** Takes nothing more on; resolves when what was taken on is answered. */
  async stop(): Promise<void> {
    this.#unserve()
    this.#callOffForgetting()
    if (this.#known.size === 0) return
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#whenIdle = resolve
    await promise
  }

  #receive(payload: Uint8Array): void {
    const { from: edge, asks } = decodeChat(payload)
    for (const { number, event } of asks) this.#take({ edge, number, event })
  }

  #take(asked: Asked): void {
    const key = keyOf(asked)
    if (this.#known.has(key)) return
    if (this.#known.size >= WAITING_MAX) {
      this.counters.dropped++
      return
    }
    this.#known.add(key)
    this.counters.asked++
    const { verb } = asked.event
    if (verb === 'say' || verb === 'tell') {
      this.#toSay.push(asked)
      void this.#speak()
    } else {
      this.#toAnswer.push(asked)
      void this.#answerNext()
    }
  }

  /** One transaction after the other, each with all that has come meanwhile. */
  async #speak(): Promise<void> {
    if (this.#isSpeaking) return
    this.#isSpeaking = true
    // What comes in the same turn of the event loop goes along.
    await Promise.resolve()
    while (this.#toSay.length > 0) {
      const batch = this.#toSay.splice(0, SPEECHES_AT_ONCE)
      try {
        await this.#speakAll(batch)
      } catch (error) {
        this.#failed(error, batch)
      }
    }
    this.#isSpeaking = false
  }

  async #speakAll(batch: readonly Asked[]): Promise<void> {
    const speeches = batch.flatMap((asked) => speechIn(asked) ?? [])
    const spoken = await this.#speeches.speak(speeches, this.#options.nowMs())
    const lines = spoken.flatMap(({ line }) => line ?? [])
    this.#tell(lines.toSorted((a, b) => a.number - b.number))
    const answers = new Map(speeches.map((speech, i) => [keyOf(speech), spoken[i]!.answer]))
    for (const asked of batch) this.#answer(asked, answers.get(keyOf(asked)) ?? UNHEARD)
  }

  async #answerNext(): Promise<void> {
    if (this.#answering >= ASKED_AT_ONCE) return
    this.#answering++
    for (let asked = this.#toAnswer.shift(); asked; asked = this.#toAnswer.shift()) {
      try {
        const { edge, number } = asked
        const answer = await this.#asks.answer(asked.event, { edge, number })
        if (answer) this.#answer(asked, answer)
        else this.#forget(asked)
      } catch (error) {
        this.#failed(error, [asked])
      }
    }
    this.#answering--
  }

  /** [C6] Told means kept: this is called behind the commit. */
  #tell(lines: readonly Line[]): void {
    if (lines.length === 0) return
    this.counters.said += lines.length
    const told = lines.map((line) => ({ verb: LINE, fields: fieldsOfLine(line) }))
    this.#options.bus.publish(SUBJECT.chatTold, encodeChat({ told }))
  }

  #answer(asked: Asked, event: WireEvent): void {
    const { edge, number } = asked
    if (event.verb === 'refused') this.counters.refused++
    const answers = [{ number, event }]
    const { bus } = this.#options
    const news = newsOf(asked.event, event)
    if (news) bus.publish(SUBJECT.chatTold, encodeChat({ told: [news] }))
    bus.publish(SUBJECT.chatEdge(edge), encodeChat({ answers }))
    this.#forget(asked)
  }

  #forget(asked: Asked): void {
    this.#known.delete(keyOf(asked))
    if (this.#known.size === 0) this.#whenIdle?.()
  }

  /** No answer is given: the edge asks again, and all is tried anew. */
  #failed(err: unknown, batch: readonly Asked[]): void {
    this.counters.failed += batch.length
    this.#options.log.error({ err, requests: batch.length }, 'Chat could not answer')
    for (const asked of batch) this.#forget(asked)
  }

  #armForgetting(): void {
    this.#callOffForgetting = this.#options.clock.after(FORGET_EVERY_MS, () => {
      this.#armForgetting()
      this.#forgetOld().catch((err) => {
        this.#options.log.error({ err }, 'Chat could not forget what is old')
      })
    })
  }

  async #forgetOld(): Promise<void> {
    await this.#asks.forgetOld()
    await forgetDone(this.#options.db)
  }
}

/** What all edges are to know of something that was done: a letter came, a channel has changed. */
function newsOf(asked: WireEvent, { verb, fields }: WireEvent): WireEvent | undefined {
  if (verb !== 'done') return undefined
  if (asked.verb === 'send') {
    return { verb: 'letterCame', fields: { to: fields['to'], actor: asked.fields['actor'] } }
  }
  return STAFF_VERBS.has(asked.verb) && fields['channel'] !== undefined
    ? { verb: 'channelChanged', fields: { channel: fields['channel'] } }
    : undefined
}

const STAFF_VERBS = new Set(['slow', 'create', 'remove', 'permit'])

const UNHEARD = refused('Nobody would hear that.')

/** [C7] What is to be said; undefined if nobody says it, or to nobody. */
function speechIn({ edge, number, event }: Asked): Speech | undefined {
  const { verb, fields } = event
  const actor = refOf(fields, 'actor')
  const target = verb === 'tell' ? refOf(fields, 'target') : undefined
  if (!actor || (verb === 'tell' && !target)) return undefined
  const area = textOf(fields, 'area')
  const acted = flagOf(fields, 'acted') === true
  const text = textOf(fields, 'text').trim()
  const speech = { edge, number, actor, area, acted, text }
  if (target) return { ...speech, channel: '', target }
  return { ...speech, channel: textOf(fields, 'channel') }
}
