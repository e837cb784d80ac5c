import type { Clock } from '#edges/session/clock.ts'
import type { WireEvent } from '#protocol/event.ts'

/** [C3] What is not answered is asked again so often. */
export const REPEAT_MS = 1_000
/** Repeats after which whoever asked is told that it takes long. */
const SLOW_REPEATS = 3
/** Repeats after which it is given up. */
const REPEATS_MAX = 30
/** [limit] Requests of one edge on their way; beyond, whoever asks is told that chat is away. */
const ASKED_MAX = 4_000

/** Thrown when chat has not answered: what was asked may be done all the same. */
export class ChatAwayError extends Error {
  readonly code = 'CHAT_AWAY'
}

export interface AskOptions {
  /** Told once, when there is no answer yet after some seconds. */
  slow?(): void
  /** It is asked until it is answered, however long that takes. */
  patient?: boolean
}

interface Pending extends AskOptions {
  subject: string
  number: number
  event: WireEvent
  repeats: number
  resolve(answer: WireEvent): void
  reject(error: ChatAwayError): void
}

export type SendAsk = (subject: string, number: number, event: WireEvent) => void

/** Requests of an edge that are not answered yet. */
export class PendingAsks {
  readonly #clock: Clock
  readonly #send: SendAsk
  readonly #pending = new Map<number, Pending>()
  #last = 0
  #callOffLook: (() => void) | undefined
  #isStopped = false

  constructor(clock: Clock, send: SendAsk) {
    this.#clock = clock
    this.#send = send
  }

  get count(): number {
    return this.#pending.size
  }

  /** @throws {ChatAwayError} when there is no answer, or no room for the question */
  ask(subject: string, event: WireEvent, options: AskOptions = {}): Promise<WireEvent> {
    const { promise, resolve, reject } = Promise.withResolvers<WireEvent>()
    if (this.#pending.size >= ASKED_MAX || this.#isStopped) {
      reject(new ChatAwayError('Too much waits for chat already'))
      return promise
    }
    const number = ++this.#last
    const pending = { ...options, subject, number, event, repeats: 0, resolve, reject }
    this.#pending.set(number, pending)
    this.#send(subject, number, event)
    this.#armLook()
    return promise
  }

  answered(number: number, answer: WireEvent): void {
    const pending = this.#pending.get(number)
    if (!pending) return
    this.#pending.delete(number)
    pending.resolve(answer)
  }

  /** What is pending is asked once more, at once. */
  repeatAll(): void {
    for (const { subject, number, event } of this.#pending.values()) {
      this.#send(subject, number, event)
    }
  }

  /** Nothing is asked or answered any more. */
  stop(): void {
    this.#isStopped = true
    this.#callOffLook?.()
    for (const pending of this.#pending.values()) this.#giveUp(pending)
  }

  #armLook(): void {
    if (this.#isStopped) return
    this.#callOffLook ??= this.#clock.after(REPEAT_MS, () => {
      this.#callOffLook = undefined
      for (const pending of [...this.#pending.values()]) this.#look(pending)
      if (this.#pending.size > 0) this.#armLook()
    })
  }

  #look(pending: Pending): void {
    pending.repeats++
    if (pending.repeats > REPEATS_MAX && !pending.patient) return this.#giveUp(pending)
    this.#send(pending.subject, pending.number, pending.event)
    if (pending.repeats === SLOW_REPEATS) pending.slow?.()
  }

  #giveUp(pending: Pending): void {
    this.#pending.delete(pending.number)
    pending.reject(new ChatAwayError(`Chat does not answer "${pending.event.verb}"`))
  }
}
