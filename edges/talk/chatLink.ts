import type { Clock } from '#edges/session/clock.ts'
import type { Log } from '#edges/session/log.ts'
import { SharedEvent } from '#edges/session/sharedEvent.ts'
import { numberOf, refOf, rowsOf } from '#edges/text/fields.ts'
import { type Hub, SUBJECT } from '#protocol/bus.ts'
import { decodeChat, encodeChat, LINE, type Line, lineIn, type Numbered } from '#protocol/chat.ts'
import type { Ref, WireEvent } from '#protocol/event.ts'
import { eventOfLine } from './lineEvent.ts'
import { type AskOptions, PendingAsks } from './pendingAsks.ts'

/** Lines that came too early are held so long before what is missing is asked for. */
export const HOLE_MS = 100
/** [limit] Lines that came too early and are held; what is beyond is asked for. */
const EARLY_MAX = 1_000
/** [C8] Chat is told so often at most how far the sessions here have heard. */
export const MARK_EVERY_MS = 250

/** A line on its way to all who hear it at one edge: put into words once for all who look alike. */
export interface HeardLine {
  line: Line
  event: SharedEvent
}

/** A client that says nothing may be gone for so long before that is noticed. */
export const DOUBT_MS = 900_000
/** How finely it is known what was said so long ago. */
const SAMPLE_MS = 60_000
/** [limit] Players who have left, of whom it is remembered what they had surely seen. */
const LEFT_MAX = 1_000

/** One who plays at this edge, as the chat sees it. */
export interface ChatSession {
  readonly uid: number
  /** [C8] The line up to which its client has surely seen all. */
  readonly seen: number
  /** Called for every line of the world: whether it is for this one is its own to know. */
  hear(heard: HeardLine): void
  /** Another edge asks whether one of its players may tell this one something. */
  knock(from: Ref): WireEvent
  /** What chat tells beside lines. */
  notice(event: WireEvent): void
}

/** Ever growing. */
export interface ChatLinkCounters {
  /** Lines that reached this edge. */
  linesHeard: number
  /** Times that lines were missing, and were asked for. */
  lineHoles: number
}

interface ChatLinkOptions {
  bus: Hub
  /** This edge's name on the bus. */
  edge: string
  clock: Clock
  log: Log
}

/** Joins the sessions of one edge to the chat: every line reaches each of them once, in order. */
export class ChatLink {
  readonly counters: ChatLinkCounters = { linesHeard: 0, lineHoles: 0 }
  readonly edge: string
  readonly #options: ChatLinkOptions
  readonly #pending: PendingAsks
  readonly #sessions = new Set<ChatSession>()
  readonly #unsubscribe: readonly (() => void)[]
  readonly #early = new Map<number, Line>()
  /** [C5] All lines up to this one were told; undefined until it is known where to begin. */
  #upTo: number | undefined
  #ready: Promise<void> | undefined
  #isCatchingUp = false
  #callOffHole: (() => void) | undefined
  #markTold = 0
  #isMarking = false
  /** Farewells that chat does not know of yet: until it does, the mark of the edge stands still. */
  #leaving = 0
  #whenAllLeft: () => void = () => {}
  #isStopped = false
  /** Which line was the newest at some moments of the last quarter of an hour. */
  readonly #samples: { atMs: number; upTo: number }[] = []
  readonly #left = new Map<number, number>()

  constructor(options: ChatLinkOptions) {
    const { bus, clock, edge } = options
    this.#options = options
    this.edge = edge
    this.#pending = new PendingAsks(clock, (subject, number, event) => {
      bus.publish(subject, encodeChat({ from: edge, asks: [{ number, event }] }))
    })
    this.#unsubscribe = [
      bus.subscribe(SUBJECT.chatTold, (payload) => this.#told(payload)),
      bus.subscribe(SUBJECT.chatEdge(edge), (payload) => this.#received(payload)),
      bus.onGap(() => this.#afterGap()),
    ]
  }

  /** The newest line that was told here. */
  get upTo(): number {
    return this.#upTo ?? 0
  }

  /** A line that was told so long ago that its loss would have been noticed. */
  get beyondDoubt(): number {
    const now = this.#options.clock.now()
    const old = this.#samples.findLast(({ atMs }) => now - atMs >= DOUBT_MS)
    return old?.upTo ?? 0
  }

  /**
   * From now on the session hears all lines.
   *
   * @returns  what one who played that character here before has surely seen; undefined: nobody did
   */
  join(session: ChatSession): number | undefined {
    const other = [...this.#sessions].findLast(({ uid }) => uid === session.uid)
    this.#sessions.add(session)
    const seen = other?.seen ?? this.#left.get(session.uid)
    this.#left.delete(session.uid)
    return seen
  }

  /** @param over  it has quit: nothing that it may not have seen is told again */
  leave(session: ChatSession, over: boolean): void {
    this.#sessions.delete(session)
    if (over) return
    this.#left.set(session.uid, session.seen)
    for (const uid of this.#left.keys()) {
      if (this.#left.size <= LEFT_MAX) break
      this.#left.delete(uid)
    }
  }

  /**
   * Resolves once this edge hears of every line: whoever asks chat for what was said before knows
   * then that nothing is missing in between.
   */
  ready(): Promise<void> {
    this.#ready ??= this.#begin().catch((error) => {
      this.#ready = undefined
      throw error
    })
    return this.#ready
  }

  /** @throws {ChatAwayError} when there is no answer */
  ask(verb: string, fields: WireEvent['fields'], options?: AskOptions): Promise<WireEvent> {
    return this.#pending.ask(SUBJECT.chat, { verb, fields }, options)
  }

  /** Asks the edge where a player is whether `from` may tell that one something. */
  knock(edge: string, uid: number, from: Ref, options?: AskOptions): Promise<WireEvent> {
    const event = { verb: 'knock', fields: { uid, actor: from } }
    return this.#pending.ask(SUBJECT.chatEdge(edge), event, options)
  }

  /**
   * [C8] A session is over; it has heard what was for it up to `mark`.
   *
   * @param after  what chat has to know before
   */
  sayLeft(uid: number, mark: number, over: boolean, after?: Promise<unknown>): void {
    this.#leaving++
    const ask = () => this.ask('left', { uid, mark, over }, { patient: true })
    const told = (after ?? Promise.resolve()).then(ask, ask)
    const end = () => {
      this.#leaving--
      if (this.#leaving === 0) this.#whenAllLeft()
      this.#noteMark()
    }
    told.then(end, end)
  }

  stop(): void {
    this.#isStopped = true
    for (const end of this.#unsubscribe) end()
    this.#callOffHole?.()
    this.#pending.stop()
  }

  /** Resolves when chat knows of all who have left, or after some time. */
  async farewellsKept(timeoutMs: number): Promise<void> {
    if (this.#leaving === 0) return
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#whenAllLeft = resolve
    const callOff = this.#options.clock.after(timeoutMs, resolve)
    await promise
    callOff()
  }

  async #begin(): Promise<void> {
    const { fields } = await this.ask('now', {}, { patient: true })
    this.#upTo ??= numberOf(fields, 'last')
    this.#markTold = this.#upTo
    this.#tellEarly()
  }

  #told(payload: Uint8Array): void {
    for (const event of decodeChat(payload).told) {
      const line = event.verb === LINE ? lineIn(event.fields) : undefined
      if (line) this.#takeLine(line)
      else for (const session of this.#sessions) session.notice(event)
    }
  }

  #received(payload: Uint8Array): void {
    const { from, asks, answers } = decodeChat(payload)
    for (const { number, event } of answers) this.#pending.answered(number, event)
    if (asks.length > 0) this.#options.bus.publish(SUBJECT.chatEdge(from), this.#answered(asks))
  }

  /** Knocks of other edges. */
  #answered(asks: readonly Numbered[]): Uint8Array {
    const answers = asks.map(({ number, event: { fields } }) => {
      const from = refOf(fields, 'actor') ?? { uid: 0, name: '' }
      const uid = numberOf(fields, 'uid')
      const session = [...this.#sessions].findLast((each) => each.uid === uid)
      return { number, event: session?.knock(from) ?? { verb: 'gone', fields: {} } }
    })
    return encodeChat({ from: this.edge, answers })
  }

  #afterGap(): void {
    this.#pending.repeatAll()
    this.#catchUp()
  }

  #takeLine(line: Line): void {
    if (this.#upTo !== undefined && line.number <= this.#upTo) return
    if (this.#early.size >= EARLY_MAX) this.#early.clear()
    this.#early.set(line.number, line)
    this.#tellEarly()
    if (this.#early.size === 0 || this.#upTo === undefined || this.#isStopped) return
    this.#callOffHole ??= this.#options.clock.after(HOLE_MS, () => {
      this.#callOffHole = undefined
      if (this.#early.size > 0) this.#catchUp()
    })
  }

  /** Tells what is next in order. */
  #tellEarly(): void {
    if (this.#upTo === undefined) return
    for (const number of this.#early.keys()) if (number <= this.#upTo) this.#early.delete(number)
    for (let line = this.#next(); line; line = this.#next()) this.#tell(line)
    this.#noteMark()
  }

  #next(): Line | undefined {
    const line = this.#early.get(this.#upTo! + 1)
    if (line) this.#early.delete(line.number)
    return line
  }

  #tell(line: Line): void {
    this.#sample()
    this.#upTo = line.number
    this.counters.linesHeard++
    const heard = { line, event: new SharedEvent(eventOfLine(line)) }
    for (const session of this.#sessions) this.#hand(session, heard)
  }

  /** What was the newest line until now. */
  #sample(): void {
    const atMs = this.#options.clock.now()
    if (atMs - (this.#samples.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY) < SAMPLE_MS) return
    this.#samples.push({ atMs, upTo: this.upTo })
    while (this.#samples.length > 2 * (DOUBT_MS / SAMPLE_MS)) this.#samples.shift()
  }

  /** One session's trouble is not the others'. */
  #hand(session: ChatSession, heard: HeardLine): void {
    try {
      session.hear(heard)
    } catch (err) {
      this.#options.log.error({ err }, 'A session could not take a line of chat')
    }
  }

  /** [C5] Lines are missing, or may be: chat has them. */
  #catchUp(): void {
    if (this.#upTo === undefined || this.#isCatchingUp || this.#isStopped) return
    this.#isCatchingUp = true
    this.counters.lineHoles++
    this.#askMissing()
      .catch((err) => this.#options.log.warn({ err }, 'Lines of chat are missing'))
      .finally(() => {
        this.#isCatchingUp = false
      })
  }

  async #askMissing(): Promise<void> {
    for (;;) {
      const { fields } = await this.ask('lines', { after: this.upTo }, { patient: true })
      const lines = rowsOf(fields, 'list').flatMap((row) => lineIn(row) ?? [])
      for (const line of lines) if (line.number > this.upTo) this.#tell(line)
      // What is too old to be kept is not waited for.
      if (lines.length === 0) this.#upTo = Math.max(this.upTo, numberOf(fields, 'last'))
      this.#tellEarly()
      if (this.upTo >= numberOf(fields, 'last')) return
    }
  }

  #noteMark(): void {
    if (this.#isMarking || this.#isStopped || this.#sessions.size === 0) return
    if (this.upTo <= this.#markTold || this.#leaving > 0) return
    this.#isMarking = true
    this.#options.clock.after(MARK_EVERY_MS, () => void this.#tellMark())
  }

  async #tellMark(): Promise<void> {
    const mark = this.upTo
    try {
      if (this.#leaving === 0) {
        await this.ask('marks', { mark })
        this.#markTold = mark
      }
    } catch {
      // The next one tells as much.
    } finally {
      this.#isMarking = false
      this.#noteMark()
    }
  }
}
