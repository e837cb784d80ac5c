import { ENTITY_CAPACITY, type NumberColumn } from '#components/columns.ts'
import type { AnyComponent, Column } from '#components/define.ts'
import { uidOf } from './recordCodec.ts'

/** Entities looked at together: one column after the other, few enough to stay in the cache. */
export const CHUNK_MAX = 512

/** Entities, and which of their columns differ: bit n of a mask stands for column n. */
export interface Chunk {
  entities: Uint32Array
  masks: Uint32Array
  count: number
}

/** Compares one column of a chunk's entities, and takes over what differs. */
type Compare = (chunk: Chunk, bit: number) => void

/** The values of a component as they were last collected. */
export class Shadow {
  readonly #columns: readonly Compare[]

  constructor({ schema }: AnyComponent) {
    this.#columns = schema.columns.map(comparing)
  }

  /** Finds out which values of `chunk` differ, fills its masks, and remembers the values. */
  compare(chunk: Chunk): void {
    chunk.masks.fill(0, 0, chunk.count)
    for (let i = 0; i < this.#columns.length; i++) this.#columns[i]!(chunk, 1 << i)
  }
}

function comparing({ kind, values }: Column): Compare {
  if (kind === 'text') {
    const told: string[] = []
    return (chunk, bit) => compareTexts(values as string[], told, chunk, bit)
  }
  if (kind === 'entity') {
    const told = new Float64Array(ENTITY_CAPACITY)
    return (chunk, bit) => compareEntities(values as Uint32Array, told, chunk, bit)
  }
  return comparingNumbers(values as NumberColumn)
}

/**
 * Of numbers of four bytes only the bits are compared, whatever they mean.
 *
 * There is a loop for each width, alike but for the type: one loop that met them all would take
 * half as long again, since a loop is compiled for the arrays it has met.
 */
function comparingNumbers(live: NumberColumn): Compare {
  if (live instanceof Uint8Array) {
    const told = new Uint8Array(live.length)
    return (chunk, bit) => compare8(live, told, chunk, bit)
  }
  if (live instanceof Uint16Array) {
    const told = new Uint16Array(live.length)
    return (chunk, bit) => compare16(live, told, chunk, bit)
  }
  if (live instanceof Float64Array) {
    const told = new Float64Array(live.length)
    return (chunk, bit) => compare64(live, told, chunk, bit)
  }
  const bits = new Uint32Array(live.buffer, live.byteOffset, live.length)
  const told = new Uint32Array(live.length)
  return (chunk, bit) => compare32(bits, told, chunk, bit)
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
  told: string[],
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
