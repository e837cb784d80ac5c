import type { World } from 'bitecs'
import { ByteWriter } from '#protocol/bytes.ts'
import { KEPT_VERSION } from './durable.ts'
import { type Ledger, writeSchemaItem } from './ledger.ts'
import { Samples } from './samples.ts'

/** What was written of a snapshot in one tick. */
export interface Piece {
  /** The last record before it was begun: all that follow must be applied to it. */
  sequence: number
  /** When it was begun. */
  tick: number
  /** Its place among the snapshot's pieces, from 0. */
  number: number
  isLast: boolean
  bytes: Uint8Array
}

/** So many uids are found in one tick: at first that takes as long as a step does. */
const FOUND_PER_TICK = 2_500

/**
 * Writes down all that a zone keeps, a little in each tick.
 *
 * The world goes on meanwhile, so what is written late is newer than what is written early. That
 * does no harm: every change since the beginning is in the journal too, and is applied again.
 */
export class Snapshotter {
  readonly #world: World
  readonly #ledger: Ledger
  /** Not all that is kept has been found yet. */
  #isFinding = false
  /** An id may be another entity's by the time its turn comes: these are uids. */
  #uids: number[] = []
  #next = 0
  readonly #out = new ByteWriter()
  #samples: Samples
  #pieces = 0
  #begun: { sequence: number; tick: number } | undefined

  constructor(world: World, ledger: Ledger) {
    this.#world = world
    this.#ledger = ledger
    this.#samples = new Samples(world)
  }

  /** Begins, unless one is being written. `sequence` is that of the last record so far. */
  begin(sequence: number, tick: number): void {
    if (this.#begun) return
    this.#begun = { sequence, tick }
    this.#ledger.restartKept()
    this.#isFinding = true
    this.#uids = []
    this.#find()
    this.#next = 0
    this.#pieces = 0
    this.#samples = new Samples(this.#world)
    this.#out.varint(KEPT_VERSION)
    writeSchemaItem(this.#out)
  }

  /** Writes a little more, if one is begun. */
  step(entities: number): Piece | undefined {
    if (!this.#begun) return undefined
    if (this.#isFinding) {
      this.#find()
      return undefined
    }
    const to = Math.min(this.#next + entities, this.#uids.length)
    while (this.#next < to) {
      const entity = this.#ledger.kept(this.#uids[this.#next++]!)
      if (entity === undefined) continue
      this.#samples.write(this.#out, entity)
      this.#ledger.writeBesides(this.#out, entity)
    }
    const isLast = to === this.#uids.length
    const bytes = this.#out.take()
    this.#out.reset()
    const piece = { ...this.#begun, number: this.#pieces++, isLast, bytes }
    if (isLast) {
      this.#uids = []
      this.#begun = undefined
    }
    return piece
  }

  /** What moves meanwhile is found twice, and what comes is, too: that does no harm either. */
  #find(): void {
    for (let found = 0; found < FOUND_PER_TICK && this.#isFinding; found++) {
      const uid = this.#ledger.nextKept()
      if (uid === 0) this.#isFinding = false
      else this.#uids.push(uid)
    }
  }
}
