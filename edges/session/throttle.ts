import { Bucket } from './bucket.ts'
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
    const { clock, trusted } = options
    const limits = { perSecond: LINES_PER_SECOND, burst: LINES_BURST }
    this.#bucket = trusted ? undefined : new Bucket({ clock, ...limits })
  }

  /** From now on lines are sent; those that came before have waited. */
  open(): void {
    this.#isOpen = true
    this.#pump()
  }

  /** @returns false if the line is dropped, since too many wait */
  offer(line: string): boolean {
    if (this.#queue.length === QUEUED_LINES_MAX) {
      this.#drop()
      return false
    }
    this.#queue.push(line)
    this.#pump()
    return true
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
