import type { Timer } from '#engine/timer.ts'
import type { ZoneRunner } from '#engine/zone/runner.ts'
import { TickClock } from '#engine/zone/tickClock.ts'
import { TICK_MS } from '#engine/zone/zone.ts'

/** Turns of a zone are at least so far apart: what comes meanwhile is done together. */
export const TURN_SPACING_MS = 5

/** Durations since they were last taken, in milliseconds; bounded. */
export interface LoopTimes {
  tickMs: number[]
  turnMs: number[]
  /** How late ticks began. */
  lagMs: number[]
}

const TIMES_MAX = 1_000

/** Runs one zone: ticks at their times, turns as soon as there is something to do. */
export class ZoneLoop {
  readonly runner: ZoneRunner
  readonly #timer: Timer
  readonly #beat: () => void
  readonly #clock: TickClock
  #times: LoopTimes = { tickMs: [], turnMs: [], lagMs: [] }
  #lastTurnMs = -TURN_SPACING_MS
  #cancelTurn: (() => void) | undefined
  #cancelTick: (() => void) | undefined
  #isOver = false

  /** @param beat  is called whenever ticks are looked for: the thread lives */
  constructor(runner: ZoneRunner, timer: Timer, beat = () => {}) {
    this.runner = runner
    this.#timer = timer
    this.#beat = beat
    this.#clock = new TickClock(TICK_MS, timer.now())
    this.#awaitTick()
  }

  /** Takes an edge's intents, and sees to it that a turn comes. */
  deliver(payload: Uint8Array): void {
    if (this.#isOver) return
    this.runner.deliver(payload)
    this.#awaitTurn()
  }

  /** Takes what another zone tells. */
  hear(payload: Uint8Array): void {
    if (!this.#isOver) this.runner.hear(payload)
  }

  /** Records up to `sequence` are kept: a zone that stood still goes on. */
  kept(sequence: number): void {
    this.runner.kept(sequence)
    this.#awaitTurn()
  }

  /** Ends all sessions, hands over what is to be kept, and lets no more time pass. */
  stop(): void {
    this.halt()
    this.runner.stop()
  }

  /** Hands over what is to be kept, and lets no more time pass; another run of the zone follows. */
  rest(): void {
    this.halt()
    this.runner.rest()
  }

  /** Lets no more time pass, and takes no more intents. */
  halt(): void {
    this.#isOver = true
    this.#cancelTick?.()
    this.#cancelTurn?.()
  }

  takeTimes(): LoopTimes {
    const times = this.#times
    this.#times = { tickMs: [], turnMs: [], lagMs: [] }
    return times
  }

  #awaitTick(): void {
    const afterMs = Math.max(0, this.#clock.dueMs - this.#timer.now())
    this.#cancelTick = this.#timer.after(afterMs, () => this.#runTicks())
  }

  #runTicks(): void {
    this.#beat()
    const lag = Math.max(0, this.#clock.lagMs(this.#timer.now()))
    const due = this.#clock.take(this.#timer.now())
    if (due > 0) this.#note('lagMs', lag)
    for (let i = 0; i < due; i++) this.#runTick()
    this.runner.stats.ticksSkipped = this.#clock.skipped
    this.#awaitTick()
  }

  #runTick(): void {
    const began = this.#timer.now()
    this.runner.tick()
    const tookMs = this.#timer.now() - began
    if (tookMs > TICK_MS) this.runner.stats.ticksOverrun++
    this.#note('tickMs', tookMs)
  }

  #awaitTurn(): void {
    if (this.#isOver || this.#cancelTurn || !this.runner.hasWork) return
    const afterMs = this.#lastTurnMs + TURN_SPACING_MS - this.#timer.now()
    this.#cancelTurn = this.#timer.after(Math.max(0, afterMs), () => this.#runTurn())
  }

  #runTurn(): void {
    this.#cancelTurn = undefined
    const began = this.#timer.now()
    this.#lastTurnMs = began
    this.runner.turn()
    this.#note('turnMs', this.#timer.now() - began)
    this.#awaitTurn()
  }

  #note(kind: keyof LoopTimes, ms: number): void {
    if (this.#times[kind].length < TIMES_MAX) this.#times[kind].push(ms)
  }
}
