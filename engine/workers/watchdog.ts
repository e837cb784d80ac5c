import { url as debuggerUrl } from 'node:inspector'
import type { Timer } from '#engine/timer.ts'

/** So often a thread is looked at. */
export const LOOK_EVERY_MS = 500
/** One that has worked so long, and let no time pass meanwhile, will not come to an end. */
export const WORKED_MS_MAX = 1_000
/** One that lets no time pass in so many looks waits for something, or is not let work. */
export const LOOKS_MAX = 20
/** To read what is kept of a large zone, and to make it, takes a slow machine so many looks. */
export const LOOKS_MAX_WHILE_OPENING = 240

interface Watched {
  /** A number that is another whenever the thread has let time pass. */
  beats(): number
  /** For how long it has had a core, in milliseconds. */
  workedMs(): Promise<number>
  /** It is making a zone, which may take long. */
  isOpening(): boolean
  /** It has a zone, whose time should pass. */
  isBusy(): boolean
  hung(): void
}

/**
 * Looks whether a thread still lets time pass, and tells once that it does not.
 *
 * A thread that gets no core on a busy machine is no worse than the others: what counts is for how
 * long it has worked. Looks are counted, not milliseconds: while the process stands still, nobody
 * looks.
 */
export class Watchdog {
  readonly #clock: Timer
  readonly #watched: Watched
  #beats = -1
  /** Looks since the last beat. */
  #looks = 0
  #workedMs = 0
  #isStopped = false
  #callOff = () => {}

  constructor(clock: Timer, watched: Watched) {
    this.#clock = clock
    this.#watched = watched
    this.#lookLater()
  }

  stop(): void {
    this.#isStopped = true
    this.#callOff()
  }

  #lookLater(): void {
    if (this.#isStopped) return
    this.#callOff = this.#clock.after(LOOK_EVERY_MS, () => {
      this.#look().then(
        (isHung) => (isHung && !this.#isStopped ? this.#watched.hung() : this.#lookLater()),
        // It has just ended.
        () => this.#lookLater(),
      )
    })
  }

  /** @returns whether it hangs */
  async #look(): Promise<boolean> {
    const beats = this.#watched.beats()
    // A thread that a debugger may have stopped is not ended under its hands.
    const isWell = !this.#watched.isBusy() || debuggerUrl() !== undefined
    if (isWell || beats !== this.#beats) {
      this.#beats = beats
      this.#looks = 0
      return false
    }
    const workedMs = await this.#watched.workedMs()
    if (this.#looks++ === 0) this.#workedMs = workedMs
    if (this.#watched.isOpening()) return this.#looks >= LOOKS_MAX_WHILE_OPENING
    return this.#looks >= LOOKS_MAX || workedMs - this.#workedMs >= WORKED_MS_MAX
  }
}
