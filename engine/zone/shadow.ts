import { ENTITY_CAPACITY, type NumberColumn } from '#components/columns.ts'
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

/** One column as it was last collected. */
interface Told {
  /** Compares the column of a chunk's entities, and takes over what differs. */
  compare(chunk: Chunk, bit: number): void
  /** The values told, by entity. */
  values: { [entity: number]: number | string | undefined }
  /** What is there of an entity of which nothing was ever told. */
  nothing: 0 | undefined
}

/** The values of a component as they were last collected, and who had it. */
export class Shadow {
  readonly #columns: readonly Told[]
  /** 1 for each entity that had it. */
  readonly #present = new Uint8Array(ENTITY_CAPACITY)

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

  /** Finds out which values of `chunk` differ, fills its masks, and remembers the values. */
  compare(chunk: Chunk): void {
    chunk.masks.fill(0, 0, chunk.count)
    for (let i = 0; i < this.#columns.length; i++) this.#columns[i]!.compare(chunk, 1 << i)
  }

  /** Forgets the values of `entity`, which has died: what has its id next is another. */
  forget(entity: Entity): void {
    this.#present[entity] = 0
    for (const { values, nothing } of this.#columns) values[entity] = nothing
  }
}

function toldOf({ kind, values: live }: Column): Told {
  if (kind === 'text') {
    const values: (string | undefined)[] = []
    const compare = (chunk: Chunk, bit: number) =>
      compareTexts(live as string[], values, chunk, bit)
    return { compare, values, nothing: undefined }
  }
  if (kind === 'entity') {
    const values = new Float64Array(ENTITY_CAPACITY)
    const compare = (chunk: Chunk, bit: number) =>
      compareEntities(live as Uint32Array, values, chunk, bit)
    return { compare, values, nothing: 0 }
  }
  return { ...toldNumbers(live as NumberColumn), nothing: 0 }
}

/**
 * Of numbers of four bytes only the bits are compared, whatever they mean.
 *
 * There is a loop for each width, alike but for the type: one loop that met them all would take
 * half as long again, since a loop is compiled for the arrays it has met.
 */
function toldNumbers(live: NumberColumn): Pick<Told, 'compare' | 'values'> {
  if (live instanceof Uint8Array) {
    const values = new Uint8Array(live.length)
    return { values, compare: (chunk, bit) => compare8(live, values, chunk, bit) }
  }
  if (live instanceof Uint16Array) {
    const values = new Uint16Array(live.length)
    return { values, compare: (chunk, bit) => compare16(live, values, chunk, bit) }
  }
  if (live instanceof Float64Array) {
    const values = new Float64Array(live.length)
    return { values, compare: (chunk, bit) => compare64(live, values, chunk, bit) }
  }
  const bits = new Uint32Array(live.buffer, live.byteOffset, live.length)
  const values = new Uint32Array(live.length)
  return { values, compare: (chunk, bit) => compare32(bits, values, chunk, bit) }
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
