import { stackOf, type ZoneFault } from '#engine/zone/faults.ts'
import { INBOX_MAX } from '#engine/zone/inbox.ts'
import { TURN_INTENTS_MAX, ZoneRunner } from '#engine/zone/runner.ts'
import { UidSource } from '#engine/zone/uids.ts'
import type { ZoneSetup } from '#engine/zone/zone.ts'
import type { Bus } from '#protocol/bus.ts'
import { decodeIntents, type Intent, type IntentBatch } from '#protocol/intent.ts'
import type { Doing, Entry, Sums } from './entry.ts'
import type { RecordingHeader } from './header.ts'
import { Witness } from './witness.ts'

/** An intent that a turn did, and the character of its session, if that is known. */
export interface Asked {
  edge: string
  intent: Intent
  character: string | undefined
}

/** What a replayed zone has done. */
export interface Done {
  doing: Doing | 'end'
  tick: number
  /** For a turn: what was asked for in it. */
  asked: readonly Asked[]
}

/** One thing that is not what it was, in words. */
export interface Differing {
  what: string
  recorded: string
  found: string
}

/** Where a replay is no longer what was recorded. */
export interface Difference extends Done {
  differing: readonly Differing[]
  /** What failed by a fault of ours, and was survived. */
  faults: { recorded: readonly string[]; found: readonly string[] }
}

const NAMES: Readonly<Record<keyof Sums, string>> = {
  told: 'what the zone tells',
  chance: 'where its chance stands',
  world: 'what its entities are',
}

/** Nobody hears what a replayed zone tells. */
const NOBODY: Bus = { publish() {}, subscribe: () => () => {} }

/** Runs a recorded zone again, entry by entry. */
export class Replay {
  ticks = 0
  turns = 0
  /** How the zone's thread ended, if it ended by a fault; it did so again. */
  broken: string | undefined
  readonly #header: RecordingHeader
  readonly #onDone: (done: Done) => void
  readonly #witness = new Witness(NOBODY)
  readonly #uids: UidSource
  /** Names by edge and session. */
  readonly #characters = new Map<string, string>()
  #runner: ZoneRunner | undefined
  #waiting: Asked[] = []
  #faults: { recorded: string[]; found: string[] } = { recorded: [], found: [] }

  constructor(header: RecordingHeader, onDone: (done: Done) => void = () => {}) {
    this.#header = header
    this.#onDone = onDone
    this.#uids = new UidSource(header.uids, () => {})
  }

  /** The tick that the zone has come to. */
  get tick(): number {
    return this.#runner?.zone.tick ?? 0
  }

  /**
   * Takes the next entry.
   *
   * @returns where the zone is not what it was: of what follows nothing can be said
   */
  take(entry: Entry): Difference | undefined {
    switch (entry.kind) {
      case 'begin':
      case 'turn':
      case 'tick':
      case 'stop':
      case 'rest':
        return this.#do(entry.kind, entry.sums)
      case 'broken':
        return this.#do(entry.doing, entry.words)
      case 'intents':
        this.#note(entry.payload)
        this.#runner?.deliver(entry.payload)
        return undefined
      case 'heard':
        this.#runner?.hear(entry.payload)
        return undefined
      case 'kept':
        this.#runner?.kept(entry.sequence)
        return undefined
      case 'uids':
        this.#uids.add(entry.range)
        return undefined
      case 'fault':
        this.#faults.recorded.push(`${entry.action}: ${entry.words}`)
        return undefined
      case 'end':
        return this.#compare({ doing: 'end', tick: this.tick, asked: [] }, entry.sums)
      case 'header':
        return undefined
    }
  }

  /** @param recorded  the sums of what came of it, or how it broke */
  #do(doing: Doing, recorded: Sums | string): Difference | undefined {
    const turnsBefore = this.#runner?.stats.turns
    const failure = this.#attempt(doing)
    // A zone that cannot tell what it has done leaves its intents waiting.
    const isTurn = doing === 'turn' && this.#runner?.stats.turns !== turnsBefore
    const asked = isTurn ? this.#waiting.splice(0, TURN_INTENTS_MAX) : []
    const done = { doing, tick: this.tick, asked }
    this.#onDone(done)
    if (failure === undefined && typeof recorded !== 'string') return this.#compare(done, recorded)
    if (failure !== undefined && typeof recorded === 'string') {
      this.broken = failure
      return undefined
    }
    const ends = {
      what: 'how it ended',
      recorded: typeof recorded === 'string' ? recorded : 'well',
      found: failure ?? 'well',
    }
    return this.#difference(done, [ends])
  }

  /** @returns how it failed, if it did */
  #attempt(doing: Doing): string | undefined {
    try {
      if (doing === 'begin') this.#begin()
      else this.#runner?.[doing]()
    } catch (error) {
      return stackOf(error)
    }
    if (doing === 'tick') this.ticks++
    if (doing === 'turn') this.turns++
    return undefined
  }

  #begin(): void {
    const { zone: name, areas, seed, keeping, snapshotPace } = this.#header
    const onFault = ({ action, stack }: ZoneFault) => this.#faults.found.push(`${action}: ${stack}`)
    const setup: ZoneSetup = { name, areas, seed, uids: this.#uids, keeping, onFault }
    this.#runner = new ZoneRunner(snapshotPace ? { ...setup, snapshotPace } : setup, this.#witness)
    this.#witness.watch(this.#runner.zone)
  }

  #note(payload: Uint8Array): void {
    for (const { edge, intent } of intentsOf(payload)) {
      const key = `${intent.session} ${edge}`
      if (intent.kind === 'enter') this.#characters.set(key, intent.entry.name)
      const asked = { edge, intent, character: this.#characters.get(key) }
      if (this.#waiting.length < INBOX_MAX) this.#waiting.push(asked)
    }
  }

  #compare(done: Done, recorded: Sums): Difference | undefined {
    const found = this.#witness.take(done.doing)
    const differing = (['told', 'chance', 'world'] as const)
      .filter((sum) => found[sum] !== recorded[sum])
      .map((sum) => ({
        what: NAMES[sum],
        recorded: inHex(recorded[sum]),
        found: inHex(found[sum]),
      }))
    if (differing.length > 0) return this.#difference(done, differing)
    this.#faults = { recorded: [], found: [] }
    return undefined
  }

  #difference(done: Done, differing: readonly Differing[]): Difference {
    return { ...done, differing, faults: this.#faults }
  }
}

/** None, if the zone could not make sense of them either. */
function intentsOf(payload: Uint8Array): { edge: string; intent: Intent }[] {
  let batch: IntentBatch
  try {
    batch = decodeIntents(payload)
  } catch {
    return []
  }
  return batch.intents.map((intent) => ({ edge: batch.edge, intent }))
}

function inHex(sum: number | undefined): string {
  return sum === undefined ? 'none' : sum.toString(16).padStart(8, '0')
}
