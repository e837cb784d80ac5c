import { ZoneLostError } from '#engine/persistence/journal.ts'
import type { Timer } from '#engine/timer.ts'
import { ZoneOpenError } from '#engine/workers/member.ts'
import { planFor } from './plan.ts'
import type { Roster } from './roster.ts'

/** So often it is looked whether there is anything to take or to give. */
const LOOK_MS = 500
/** One that joins first hears for so long who is there. */
const SETTLE_MS = 1_500
/** A zone that could not be opened is left to others for so long. */
const REFUSE_MS = 600_000
/** Zones that are given up at once when the process ends: whoever takes them has to read them. */
const DRAINED_AT_ONCE = 4
/** That zones cannot be taken is said again so often, while they are tried all the time. */
const SAY_MS = 30_000

export interface PlacerOptions {
  roster: Roster
  /** All zones of the world. */
  zones: readonly string[]
  clock: Timer
  /**
   * Takes a zone and has it run; the roster is told when it does.
   *
   * @returns false if another process has it
   */
  open(zone: string): Promise<boolean>
  /** Has a zone run no more, keeps all of it, and gives it up. */
  close(zone: string): Promise<void>
  /** Whether all can be kept at present, so that a zone may be moved. */
  canMove(): boolean
  /** Is told of a zone that could not be opened or closed. */
  onError(action: string, error: unknown): void
}

/**
 * Has this process run its share of the world's zones: it takes what nobody has and falls to it,
 * gives up what another has more room for, and all when it ends.
 */
export class Placer {
  readonly #options: PlacerOptions
  /** Zones that are being opened or closed. */
  readonly #busy = new Map<string, Promise<void>>()
  /** When zones that could not be opened may be tried again. */
  readonly #refusedUntilMs = new Map<string, number>()
  #saidMs = Number.NEGATIVE_INFINITY
  readonly #settled = Promise.withResolvers<void>()
  #state: 'settling' | 'looking' | 'over' = 'settling'
  #callOffLook = () => {}

  constructor(options: PlacerOptions) {
    this.#options = options
    this.#lookAfter(SETTLE_MS)
  }

  /** Resolves when it knows who is there, and takes what is given up at once. */
  get settled(): Promise<void> {
    return this.#settled.promise
  }

  /** Looks now: a member has come or gone, or has given something up. */
  heard(): void {
    if (this.#state === 'looking') this.#lookAfter(0)
  }

  #lookAfter(ms: number): void {
    this.#callOffLook()
    this.#callOffLook = this.#options.clock.after(ms, () => this.#look())
  }

  #look(): void {
    const { roster, zones } = this.#options
    this.#state = 'looking'
    this.#settled.resolve()
    this.#lookAfter(LOOK_MS)
    this.#pardon()
    const { take, giveUp } = planFor(roster.name, roster.members, zones)
    for (const zone of take) {
      if (!this.#busy.has(zone) && !roster.refuses(zone)) void this.#begin(zone, this.#open(zone))
    }
    if (giveUp === undefined || this.#busy.size > 0 || !this.#options.canMove()) return
    roster.moved()
    void this.#begin(giveUp, this.#close(giveUp))
  }

  /** Whether a zone is being opened or closed. */
  isBusyWith(zone: string): boolean {
    return this.#busy.has(zone)
  }

  /** A zone has ended here that nobody asked to: another process may do better. */
  failed(zone: string): void {
    this.#refuse(zone)
    if (!this.#busy.has(zone)) void this.#begin(zone, this.#close(zone))
  }

  /** Gives all zones up, so that others take them; then nothing more is taken. */
  async drain(): Promise<void> {
    this.stop()
    const { roster } = this.#options
    roster.leave()
    await Promise.all(this.#busy.values())
    const left = roster.zones
    const drainSome = async () => {
      for (let zone = left.shift(); zone !== undefined; zone = left.shift()) {
        await this.#begin(zone, this.#close(zone))
      }
    }
    await Promise.all(Array.from({ length: DRAINED_AT_ONCE }, drainSome))
  }

  stop(): void {
    this.#state = 'over'
    this.#settled.resolve()
    this.#callOffLook()
  }

  #begin(zone: string, doing: Promise<void>): Promise<void> {
    const done = doing.then(() => {
      this.#busy.delete(zone)
    })
    this.#busy.set(zone, done)
    return done
  }

  async #open(zone: string): Promise<void> {
    const { open, onError, clock } = this.#options
    try {
      if (await open(zone)) this.#saidMs = Number.NEGATIVE_INFINITY
    } catch (error) {
      const isHopeless = error instanceof ZoneLostError || error instanceof ZoneOpenError
      if (isHopeless) this.#refuse(zone)
      // Else the database may answer the next time.
      else if (clock.now() - this.#saidMs < SAY_MS) return
      else this.#saidMs = clock.now()
      onError(`open zone "${zone}"`, error)
    }
  }

  async #close(zone: string): Promise<void> {
    const { roster, close, onError } = this.#options
    roster.pausing(zone)
    try {
      await close(zone)
    } catch (error) {
      onError(`give zone "${zone}" up`, error)
    }
    roster.closed(zone)
  }

  #refuse(zone: string): void {
    const { roster, clock } = this.#options
    this.#refusedUntilMs.set(zone, clock.now() + REFUSE_MS)
    roster.refuse(zone, true)
  }

  #pardon(): void {
    const { roster, clock } = this.#options
    for (const [zone, untilMs] of this.#refusedUntilMs) {
      if (clock.now() < untilMs) continue
      this.#refusedUntilMs.delete(zone)
      roster.refuse(zone, false)
    }
  }
}
