import type { Clock } from './clock.ts'

/** Lines that the world has been sent and has not yet taken. */
export const IN_FLIGHT_MAX = 8
/** Lines that wait behind those; what comes when so many wait is dropped. */
export const QUEUED_LINES_MAX = 64
/** Untrusted addresses: lines a second in the long run, and at once after a pause. */
export const LINES_PER_SECOND = 20
export const LINES_BURST = 60
/** How long lines may be dropped before the player is told while more still come. */
const TELL_AFTER_MS = 1000

export interface ThrottleOptions {
  clock: Clock
  /** Trusted addresses have no limit of lines a second. */
  trusted: boolean
  send(line: string): void
  /** A burst is over, or has lasted a second: so many lines of it were dropped. */
  tellDropped(lines: number): void
}

/**
 * Holds one session's lines to what the world can take.
 *
 * A client that waits for answers never meets a limit or a timer; one that does not is slowed to
 * the pace of the world, and to a fixed rate if its address is not trusted.
 */
export class Throttle {
  readonly #options: ThrottleOptions
  readonly #bucket: Bucket | undefined
  readonly #queue: string[] = []
  #inFlight = 0
  #isOpen = false
  #dropped = 0
  #droppingSince = 0
  #callOffWait: (() => void) | undefined

  constructor(options: ThrottleOptions) {
    this.#options = options
    this.#bucket = options.trusted ? undefined : new Bucket(options.clock)
  }

  /** From now on lines are sent; those that came before have waited. */
  open(): void {
    this.#isOpen = true
    this.#pump()
  }

  offer(line: string): void {
    if (this.#queue.length === QUEUED_LINES_MAX) return this.#drop()
    this.#queue.push(line)
    this.#pump()
  }

  /** The world has taken `lines` of those sent. */
  accepted(lines: number): void {
    this.#inFlight = Math.max(0, this.#inFlight - lines)
    this.#pump()
  }

  /** Forgets the lines that wait; how many there were. */
  clear(): number {
    const waiting = this.#queue.length
    this.#queue.length = 0
    this.#pump()
    return waiting
  }

  /** Nothing is sent or told any more. */
  close(): void {
    this.#isOpen = false
    this.#queue.length = 0
    this.#dropped = 0
    this.#callOffWait?.()
  }

  #pump(): void {
    if (!this.#isOpen) return
    while (this.#queue.length > 0 && this.#inFlight < IN_FLIGHT_MAX) {
      const waitMs = this.#bucket?.take() ?? 0
      if (waitMs > 0) return this.#waitFor(waitMs)
      this.#inFlight++
      this.#options.send(this.#queue.shift()!)
    }
    if (this.#queue.length === 0) this.#tellDropped()
  }

  #waitFor(ms: number): void {
    this.#callOffWait ??= this.#options.clock.after(ms, () => {
      this.#callOffWait = undefined
      this.#pump()
    })
  }

  #drop(): void {
    const now = this.#options.clock.now()
    if (this.#dropped++ === 0) this.#droppingSince = now
    else if (now - this.#droppingSince >= TELL_AFTER_MS) this.#tellDropped()
  }

  #tellDropped(): void {
    if (this.#dropped === 0) return
    const lines = this.#dropped
    this.#dropped = 0
    this.#options.tellDropped(lines)
  }
}

/** Tokens for lines: a pause fills it, each line takes one. */
class Bucket {
  readonly #clock: Clock
  #tokens = LINES_BURST
  #filledAt: number

  constructor(clock: Clock) {
    this.#clock = clock
    this.#filledAt = clock.now()
  }

  /** Takes a token and returns 0, or returns the milliseconds until there is one. */
  take(): number {
    const now = this.#clock.now()
    const gained = ((now - this.#filledAt) * LINES_PER_SECOND) / 1000
    this.#tokens = Math.min(LINES_BURST, this.#tokens + gained)
    this.#filledAt = now
    if (this.#tokens >= 1) {
      this.#tokens--
      return 0
    }
    return Math.ceil(((1 - this.#tokens) * 1000) / LINES_PER_SECOND)
  }
}
