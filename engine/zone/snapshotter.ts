import type { World } from 'bitecs'
import type { Entity } from '#components/entities.ts'
import { ByteWriter } from '#protocol/bytes.ts'
import { durableCodec, KEPT_ITEM, KEPT_VERSION } from './durable.ts'
import { type Ledger, writeSchemaItem } from './ledger.ts'

/** A snapshot that is whole. */
export interface Snapshot {
  /** The last record before it was begun: all that follow must be applied to it. */
  sequence: number
  tick: number
  payload: Uint8Array
}

/**
 * Writes down all that a zone keeps, a little in each tick.
 *
 * The world goes on meanwhile, so what is written late is newer than what is written early. That
 * does no harm: every change since the beginning is in the journal too, and is applied again.
 */
export class Snapshotter {
  readonly #world: World
  readonly #ledger: Ledger
  #entities: Entity[] = []
  #next = 0
  #out = new ByteWriter()
  #begun: { sequence: number; tick: number } | undefined

  constructor(world: World, ledger: Ledger) {
    this.#world = world
    this.#ledger = ledger
  }

  get isBusy(): boolean {
    return this.#begun !== undefined
  }

  /** Begins, unless one is being written. `sequence` is that of the last record so far. */
  begin(sequence: number, tick: number): void {
    if (this.#begun) return
    this.#begun = { sequence, tick }
    this.#entities = this.#ledger.keptEntities()
    this.#next = 0
    this.#out = new ByteWriter()
    this.#out.u8(KEPT_VERSION)
    writeSchemaItem(this.#out)
  }

  /** Writes a little more. @returns the snapshot, once it is whole */
  step(entities: number): Snapshot | undefined {
    if (!this.#begun) return undefined
    const to = Math.min(this.#next + entities, this.#entities.length)
    while (this.#next < to) {
      const entity = this.#entities[this.#next++]!
      if (!this.#ledger.keeps(entity)) continue
      this.#out.u8(KEPT_ITEM.whole)
      durableCodec().writeRecord(this.#out, this.#world, entity)
    }
    if (to < this.#entities.length) return undefined
    this.#entities = []
    const snapshot = { ...this.#begun, payload: this.#out.take() }
    this.#begun = undefined
    return snapshot
  }
}
