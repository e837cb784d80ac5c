import { ChatService } from '#edges/chat/service.ts'
import { makeCharacters } from '#edges/chat/testChat.ts'
import { realClock } from '#edges/session/clock.ts'
import { LocalBus } from '#engine/bus/localBus.ts'
import type { Database } from '#migrations/connect.ts'
import { SUBJECT } from '#protocol/bus.ts'
import { decodeChat, encodeChat, LINE } from '#protocol/chat.ts'

const EDGE = 'bench'
const SPEAKERS = 100
/** World time from line to line: with so many speakers nobody says more than one may. */
const LINE_EVERY_MS = 60

/** Lines that were kept, one run of them. */
export interface Run {
  seconds: number
  /** From each line's being asked for to its being told, or kept. */
  latenciesMs: number[]
}

/** Keeps lines by one chat process, and waits until it tells them. */
export class SaidLines {
  readonly #service: ChatService
  readonly #bus = new LocalBus()
  readonly #askedAtMs = new Map<string, number>()
  #nowMs = Date.now()
  #last = 0
  #told: (text: string) => void = () => {}
  #failed: (error: Error) => void = () => {}

  private constructor({ db }: Database) {
    const { warn, error } = { warn: () => {}, error: () => {} }
    this.#service = new ChatService({
      bus: this.#bus,
      db,
      clock: realClock,
      log: { warn, error },
      nowMs: () => this.#nowMs,
    })
    this.#bus.subscribe(SUBJECT.chatTold, (payload) => this.#hear(payload))
    this.#bus.subscribe(SUBJECT.chatEdge(EDGE), (payload) => this.#learn(payload))
  }

  static async open(database: Database): Promise<SaidLines> {
    const names = Array.from({ length: SPEAKERS }, (_, i) => `Speaker${i}`)
    await makeCharacters(database, 1, 'player', ...names)
    return new SaidLines(database)
  }

  stop(): Promise<void> {
    return this.#service.stop()
  }

  /** @param atOnce  so many are on their way always: whenever one is told, the next is said */
  async say(lines: number, atOnce: number): Promise<Run> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const latenciesMs: number[] = []
    const end = this.#last + lines
    this.#failed = reject
    this.#told = (text) => {
      latenciesMs.push(performance.now() - this.#askedAtMs.get(text)!)
      this.#askedAtMs.delete(text)
      if (this.#last < end) this.#ask()
      else if (this.#askedAtMs.size === 0) resolve()
    }
    const began = performance.now()
    for (let i = 0; i < atOnce && this.#last < end; i++) this.#ask()
    await promise
    return { seconds: (performance.now() - began) / 1000, latenciesMs }
  }

  #ask(): void {
    const number = ++this.#last
    const text = wordsOf(number)
    const uid = 1 + (number % SPEAKERS)
    const fields = { actor: { uid, name: `Speaker${uid - 1}` }, channel: 'gossip', area: '', text }
    this.#nowMs += LINE_EVERY_MS
    this.#askedAtMs.set(text, performance.now())
    const asks = [{ number, event: { verb: 'say', fields } }]
    this.#bus.publish(SUBJECT.chat, encodeChat({ from: EDGE, asks }))
  }

  #hear(payload: Uint8Array): void {
    for (const { verb, fields } of decodeChat(payload).told) {
      if (verb === LINE) this.#told(String(fields['text']))
    }
  }

  #learn(payload: Uint8Array): void {
    for (const { event } of decodeChat(payload).answers) {
      if (event.verb === 'refused') this.#failed(new Error(String(event.fields['text'])))
    }
  }
}

/** What is said as the line of that number: as long as people's lines are, and no two alike. */
export function wordsOf(number: number): string {
  return `${number} Has anybody seen a brass lantern? I left it in the kitchen.`
}
