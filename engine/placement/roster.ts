import type { Timer } from '#engine/timer.ts'
import type { ZoneReport } from '#engine/workers/messages.ts'
import { type Bus, SUBJECT, type Unsubscribe } from '#protocol/bus.ts'
import { decodeMember, encodeMember, type Member } from '#protocol/member.ts'
import { MOVE_EVERY_SECONDS } from './plan.ts'

/** [M1] A member says so often that it is there … */
const TELL_MS = 1_000
/** … and is taken to be gone when it has not for so long. */
const SILENT_MS = 3_500

/** A zone's load follows what it was in the last seconds: this much of each new second counts. */
const LOAD_SHARE = 0.1
/** What each session is thought to cost besides what was measured, in thousandths of a thread. */
const SESSION_LOAD = 0.5

export interface RosterOptions {
  bus: Bus
  /** Of this run of this process alone. */
  name: string
  /** Threads. */
  workers: number
  clock: Timer
  /** Told when a member has come, gone, or says something new of its zones. */
  onChange?(): void
}

interface Own {
  epoch: number
  isPausing: boolean
  /** In thousandths of a thread. */
  load: number
}

interface Other {
  member: Member
  heardMs: number
  /** What of it may have others do something: all but loads and times. */
  gist: string
}

/**
 * Knows the world processes that are there and their zones, and tells of its own: to the others,
 * who share the zones with it, and to the edges, whose sessions enter again where a zone has begun
 * anew.
 */
export class Roster {
  readonly #options: RosterOptions
  readonly #own = new Map<string, Own>()
  readonly #others = new Map<string, Other>()
  readonly #refused = new Set<string>()
  readonly #unsubscribe: Unsubscribe
  #isLeaving = false
  #movedMs: number | undefined
  #callOffTelling = () => {}

  constructor(options: RosterOptions) {
    this.#options = options
    this.#unsubscribe = options.bus.subscribe(SUBJECT.members, (payload) => this.#hear(payload))
    this.tell()
  }

  get name(): string {
    return this.#options.name
  }

  /** All that are there, and this one. */
  get members(): Member[] {
    this.#forgetSilent()
    return [this.#self(), ...[...this.#others.values()].map(({ member }) => member)]
  }

  /** The zones that run here. */
  get zones(): string[] {
    return [...this.#own.keys()]
  }

  /** A zone runs here from now on, or was begun anew. */
  opened(zone: string, epoch: number): void {
    const load = this.#own.get(zone)?.load ?? 0
    this.#own.set(zone, { epoch, isPausing: false, load })
    this.#refused.delete(zone)
    this.tell()
  }

  /** A zone stands still until it is begun anew, here or elsewhere. */
  pausing(zone: string): void {
    const own = this.#own.get(zone)
    if (!own) return
    own.isPausing = true
    this.tell()
  }

  /** A zone is here no more. */
  closed(zone: string): void {
    if (this.#own.delete(zone)) this.tell()
  }

  /** Says whether a zone that could not be opened here had better be another's. */
  refuse(zone: string, isRefused: boolean): void {
    if (isRefused) this.#refused.add(zone)
    else this.#refused.delete(zone)
    this.tell()
  }

  refuses(zone: string): boolean {
    return this.#refused.has(zone)
  }

  /** A zone was given up for balance: the next waits a while. */
  moved(): void {
    this.#movedMs = this.#options.clock.now()
  }

  /** This process is about to end. */
  leave(): void {
    this.#isLeaving = true
    this.tell()
  }

  /** Takes note of what a zone tells of itself once a second. */
  note({ zone, stats, times }: ZoneReport): void {
    const own = this.#own.get(zone)
    if (!own) return
    const busyMs = sum(times.tickMs) + sum(times.turnMs) // of a second: thousandths of a thread
    const now = busyMs + stats.sessions * SESSION_LOAD
    own.load += (now - own.load) * LOAD_SHARE
  }

  /** Tells all who listen, now. */
  tell(): void {
    this.#callOffTelling()
    this.#callOffTelling = this.#later()
    this.#options.bus.publish(SUBJECT.members, encodeMember(this.#self()))
  }

  /** Says nothing more, and hears nothing, as one that has been killed. */
  silence(): void {
    this.#callOffTelling()
    this.#unsubscribe()
  }

  /** Says that it has gone, and hears no more. */
  stop(): void {
    this.#own.clear()
    this.leave()
    this.silence()
  }

  #later(): () => void {
    return this.#options.clock.after(TELL_MS, () => this.tell())
  }

  #self(): Member {
    const { name, workers, clock } = this.#options
    const sinceMs = this.#movedMs === undefined ? undefined : clock.now() - this.#movedMs
    return {
      name,
      isLeaving: this.#isLeaving,
      workers,
      sinceMove: sinceMs === undefined ? MOVE_EVERY_SECONDS : Math.floor(sinceMs / 1000),
      zones: [...this.#own].map(([zone, own]) => ({ zone, ...own, load: Math.round(own.load) })),
      refused: [...this.#refused],
    }
  }

  #hear(payload: Uint8Array): void {
    const member = decodeMember(payload)
    const { name, clock, onChange } = this.#options
    if (member.name === name) return
    const before = this.#others.get(member.name)
    const hasGone = member.isLeaving && member.zones.length === 0
    const gist = hasGone ? '' : gistOf(member)
    if (hasGone) this.#others.delete(member.name)
    else this.#others.set(member.name, { member, heardMs: clock.now(), gist })
    if ((before?.gist ?? '') !== gist) onChange?.()
  }

  #forgetSilent(): void {
    const now = this.#options.clock.now()
    for (const [name, { heardMs }] of this.#others) {
      if (now - heardMs > SILENT_MS) this.#others.delete(name)
    }
  }
}

function gistOf({ isLeaving, zones, refused }: Member): string {
  const each = zones.map(({ zone, epoch, isPausing }) => `${zone} ${epoch} ${isPausing}`)
  return [isLeaving, ...each, '', ...refused].join('\n')
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
