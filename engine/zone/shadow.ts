import { giveRows, isMostOf } from '#components/columns.ts'
import type { AnyComponent, Column } from '#components/define.ts'
import type { Entity } from '#components/entities.ts'
import { uidOf } from './recordCodec.ts'

/** Entities looked at together: one column after the other, few enough to stay in the cache. */
export const CHUNK_MAX = 512

/** Entities, and which of their columns differ: bit n of a mask stands for column n. */
export interface Chunk {
  entities: Uint32Array
  masks: Uint32Array
  /** 1 for each of them that has gained the component since it was last collected. */
  gained: Uint8Array
  count: number
}

/**
 * Room for so many entities at first. Room for all that its thread may hold would be two hundred
 * megabytes for each zone, which take 30 ms to make ready.
 */
const CAPACITY_MIN = 1_024

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array

/** One column as it was last collected. */
interface Told {
  /** Compares the column of a chunk's entities, and takes over what differs. */
  compare(chunk: Chunk, bit: number): void
  /** Makes room for ids up to `capacity`, of which `count` are about to be told of. */
  grow(capacity: number, count: number): void
  /** Takes nothing to have been told of `entity`. */
  forget(entity: Entity): void
}

/** The values of a component as they were last collected, and who had it. */
export class Shadow {
  readonly #columns: readonly Told[]
  /** 1 for each entity that had it. */
  #present: Uint8Array = new Uint8Array(0)

  constructor({ schema }: AnyComponent) {
    this.#columns = schema.columns.map(toldOf)
  }

  /** Notes whether `entity` has the component. @returns whether that is news */
  differs(entity: Entity, isPresent: boolean): boolean {
    const present = Number(isPresent)
    if (this.#present[entity] === present) return false
    this.#present[entity] = present
    return true
  }

  /** To be asked for before any of `count` entities up to `largest` is told of. */
  makeRoom(largest: Entity, count: number): void {
    if (largest < this.#present.length) return
    this.#present = grown(this.#present, capacityFor(largest))
    for (const column of this.#columns) column.grow(this.#present.length, count)
  }

  /**
   * Finds out which values of `chunk` differ, fills its masks, and remembers the values. Its
   * entities have the component, and `differs` was told so.
   */
  compare(chunk: Chunk): void {
    chunk.masks.fill(0, 0, chunk.count)
    for (let i = 0; i < this.#columns.length; i++) this.#columns[i]!.compare(chunk, 1 << i)
  }

  /** Forgets the values of `entity`, which has died: what has its id next is another. */
  forget(entity: Entity): void {
    if (entity >= this.#present.length) return
    this.#present[entity] = 0
    for (const column of this.#columns) column.forget(entity)
  }
}

/** How much room there is to be so that there is some for `entity`. */
export function capacityFor(entity: Entity): number {
  return Math.max(CAPACITY_MIN, 2 ** Math.ceil(Math.log2(entity + 1)))
}

/** The same numbers, with room for more. */
export function grown<T extends Numbers>(values: T, capacity: number): T {
  const more = new (values.constructor as new (length: number) => T)(capacity)
  more.set(values)
  return more
}

function toldOf({ kind, values: live }: Column): Told {
  if (kind === 'text') return new ToldTexts(live as string[])
  if (kind === 'entity') {
    return new ToldNumbers(live as Uint32Array, new Float64Array(0), compareEntities)
  }
  if (live instanceof Uint8Array) return new ToldNumbers(live, new Uint8Array(0), compare8)
  if (live instanceof Uint16Array) return new ToldNumbers(live, new Uint16Array(0), compare16)
  if (live instanceof Float64Array) return new ToldNumbers(live, new Float64Array(0), compare64)
  // Of numbers of four bytes only the bits are compared, whatever they mean.
  const { buffer, byteOffset, length } = live as Uint32Array
  return new ToldNumbers(new Uint32Array(buffer, byteOffset, length), new Uint32Array(0), compare32)
}

type Compare<Live, T> = (live: Live, told: T, chunk: Chunk, bit: number) => void

/**
 * A column of numbers.
 *
 * There is a loop for each width, alike but for the type: one loop that met them all would take
 * half as long again, since a loop is compiled for the arrays it has met.
 */
class ToldNumbers<Live, T extends Numbers> implements Told {
  readonly #live: Live
  #values: T
  readonly #compare: Compare<Live, T>

  constructor(live: Live, values: T, compare: Compare<Live, T>) {
    this.#live = live
    this.#values = values
    this.#compare = compare
  }

  compare(chunk: Chunk, bit: number): void {
    this.#compare(this.#live, this.#values, chunk, bit)
  }

  grow(capacity: number): void {
    this.#values = grown(this.#values, capacity)
  }

  forget(entity: Entity): void {
    this.#values[entity] = 0
  }
}

class ToldTexts implements Told {
  readonly #live: readonly string[]
  readonly #values: (string | undefined)[] = []

  constructor(live: readonly string[]) {
    this.#live = live
  }

  compare(chunk: Chunk, bit: number): void {
    compareTexts(this.#live, this.#values, chunk, bit)
  }

  /** Unlike an array of numbers, a list takes memory for what nobody has put in. */
  grow(capacity: number, count: number): void {
    if (isMostOf(count, capacity)) giveRows(this.#values, capacity)
  }

  forget(entity: Entity): void {
    this.#values[entity] = undefined
  }
}

function compare8(live: Uint8Array, told: Uint8Array, chunk: Chunk, bit: number): void {
  const { entities, masks, count } = chunk
  for (let i = 0; i < count; i++) {
    const entity = entities[i]!
    const value = live[entity]!
    if (told[entity] === value) continue
    told[entity] = value
    masks[i]! |= bit
  }
}

function compare16(live: Uint16Array, told: Uint16Array, chunk: Chunk, bit: number): void {
  const { entities, masks, count } = chunk
  for (let i = 0; i < count; i++) {
    const entity = entities[i]!
    const value = live[entity]!
    if (told[entity] === value) continue
    told[entity] = value
    masks[i]! |= bit
  }
}

function compare32(live: Uint32Array, told: Uint32Array, chunk: Chunk, bit: number): void {
  const { entities, masks, count } = chunk
  for (let i = 0; i < count; i++) {
    const entity = entities[i]!
    const value = live[entity]!
    if (told[entity] === value) continue
    told[entity] = value
    masks[i]! |= bit
  }
}

function compare64(live: Float64Array, told: Float64Array, chunk: Chunk, bit: number): void {
  const { entities, masks, count } = chunk
  for (let i = 0; i < count; i++) {
    const entity = entities[i]!
    const value = live[entity]!
    if (told[entity] === value) continue
    told[entity] = value
    masks[i]! |= bit
  }
}

/** An entity is told as its uid: by the next time its id may be another's. */
function compareEntities(
  live: Uint32Array,
  told: Float64Array,
  { entities, masks, count }: Chunk,
  bit: number,
): void {
  for (let i = 0; i < count; i++) {
    const entity = entities[i]!
    const uid = uidOf(live[entity]!)
    if (told[entity] === uid) continue
    told[entity] = uid
    masks[i]! |= bit
  }
}

function compareTexts(
  live: readonly string[],
  told: (string | undefined)[],
  { entities, masks, count }: Chunk,
  bit: number,
): void {
  for (let i = 0; i < count; i++) {
    const entity = entities[i]!
    const text = live[entity]!
    if (told[entity] === text) continue
    told[entity] = text
    masks[i]! |= bit
  }
}
