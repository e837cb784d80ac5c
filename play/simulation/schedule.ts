import type { Clock } from '#edges/session/clock.ts'
import type { Timer } from '#engine/timer.ts'

interface Due {
  atMs: number
  number: number
  /** Undefined once it was called off. */
  run: (() => void) | undefined
}

/**
 * The time of a simulation, in milliseconds: it stands still but for leaps from one thing that is
 * due to the next. What falls due at one moment is done in the order in which it was planned.
 */
export class Schedule implements Timer {
  /** Things that were done, in all. */
  done = 0
  #nowMs = 0
  #last = 0
  /** A heap: what is due first is first. */
  readonly #due: Due[] = []

  now(): number {
    return this.#nowMs
  }

  after(afterMs: number, run: () => void): () => void {
    const due: Due = { atMs: this.#nowMs + Math.max(0, afterMs), number: ++this.#last, run }
    this.#push(due)
    return () => {
      due.run = undefined
    }
  }

  /** Lets time pass: all that is due up to `untilMs` is done, and what follows from it as well. */
  async runUntil(untilMs: number): Promise<void> {
    for (;;) {
      const next = this.#due[0]
      if (!next || next.atMs > untilMs) break
      this.#pop()
      if (!next.run) continue
      this.#nowMs = next.atMs
      this.done++
      next.run()
      await settled()
    }
    this.#nowMs = untilMs
  }

  #push(due: Due): void {
    let at = this.#due.length
    while (at > 0) {
      const above = (at - 1) >> 1
      if (isBefore(this.#due[above]!, due)) break
      this.#due[at] = this.#due[above]!
      at = above
    }
    this.#due[at] = due
  }

  #pop(): void {
    const last = this.#due.pop()!
    const { length } = this.#due
    if (length === 0) return
    let at = 0
    for (;;) {
      let below = 2 * at + 1
      if (below >= length) break
      if (below + 1 < length && isBefore(this.#due[below + 1]!, this.#due[below]!)) below++
      if (isBefore(last, this.#due[below]!)) break
      this.#due[at] = this.#due[below]!
      at = below
    }
    this.#due[at] = last
  }
}

function isBefore(a: Due, b: Due): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.number < b.number)
}

/**
 * Resolves when all that needs no time has been done: a tick comes when no promise has anything to
 * do, and costs a tenth of what a turn of the event loop does.
 */
function settled(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve))
}

/**
 * Time as one process knows it: nothing that it has planned happens once it is dead, and what falls
 * due while it is frozen happens, in order, when it is thawed.
 */
export class ProcessTime implements Timer, Clock {
  isDead = false
  readonly #schedule: Schedule
  #backlog: (() => void)[] | undefined

  constructor(schedule: Schedule) {
    this.#schedule = schedule
  }

  get isFrozen(): boolean {
    return this.#backlog !== undefined
  }

  now(): number {
    return this.#schedule.now()
  }

  after(afterMs: number, run: () => void): () => void {
    let isOff = false
    const attempt = () => {
      if (this.isDead || isOff) return
      if (this.#backlog) this.#backlog.push(attempt)
      else run()
    }
    const callOff = this.#schedule.after(afterMs, attempt)
    return () => {
      isOff = true
      callOff()
    }
  }

  soon(action: () => void): void {
    this.after(0, action)
  }

  freeze(): void {
    this.#backlog ??= []
  }

  thaw(): void {
    const backlog = this.#backlog ?? []
    this.#backlog = undefined
    for (const attempt of backlog) this.#schedule.after(0, attempt)
  }
}
