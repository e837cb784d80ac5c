/**
 * How many entities one worker thread can hold.
 *
 * Columns are allocated whole, once, so that a column is one typed array for ever; pages that no
 * entity has touched cost no memory.
 */
export const ENTITY_CAPACITY = 2 ** 18

/**
 * Distance between the starts of two columns beyond their size. Columns whose starts share a page
 * offset fight for the same cache lines: up to 2.8 times slower.
 */
const STAGGER_BYTES = 192

/** The kinds of columns. `entity` is an entity id here, a uid wherever it leaves the worker. */
export type ColumnKind = 'u8' | 'u16' | 'u32' | 'i32' | 'f32' | 'f64' | 'entity' | 'text'

export type NumberColumn =
  | Uint8Array<SharedArrayBuffer>
  | Uint16Array<SharedArrayBuffer>
  | Uint32Array<SharedArrayBuffer>
  | Int32Array<SharedArrayBuffer>
  | Float32Array<SharedArrayBuffer>
  | Float64Array<SharedArrayBuffer>

/** A column of one kind, as a declaration names it; `Values` is the array that comes of it. */
export interface ColumnSpec<Values extends NumberColumn | string[] = NumberColumn | string[]> {
  kind: ColumnKind
  /** Only for the type checker: it is never set. */
  values?: Values
}

/** 0–255. */
export const u8 = (): ColumnSpec<Uint8Array<SharedArrayBuffer>> => ({ kind: 'u8' })
/** 0–65,535. */
export const u16 = (): ColumnSpec<Uint16Array<SharedArrayBuffer>> => ({ kind: 'u16' })
/** 0–4,294,967,295. */
export const u32 = (): ColumnSpec<Uint32Array<SharedArrayBuffer>> => ({ kind: 'u32' })
/** −2,147,483,648–2,147,483,647. */
export const i32 = (): ColumnSpec<Int32Array<SharedArrayBuffer>> => ({ kind: 'i32' })
/** About seven digits. */
export const f32 = (): ColumnSpec<Float32Array<SharedArrayBuffer>> => ({ kind: 'f32' })
/** About fifteen digits; uids and other safe integers. */
export const f64 = (): ColumnSpec<Float64Array<SharedArrayBuffer>> => ({ kind: 'f64' })
/** Another entity of the same zone; 0 is none. */
export const entity = (): ColumnSpec<Uint32Array<SharedArrayBuffer>> => ({ kind: 'entity' })
/** Words. Not shared between threads. */
export const text = (): ColumnSpec<string[]> => ({ kind: 'text' })

const BYTES = { u8: 1, u16: 2, u32: 4, i32: 4, f32: 4, f64: 8, entity: 4, text: 0 } as const

const VIEWS = {
  u8: Uint8Array<SharedArrayBuffer>,
  u16: Uint16Array<SharedArrayBuffer>,
  u32: Uint32Array<SharedArrayBuffer>,
  i32: Int32Array<SharedArrayBuffer>,
  f32: Float32Array<SharedArrayBuffer>,
  f64: Float64Array<SharedArrayBuffer>,
  entity: Uint32Array<SharedArrayBuffer>,
} as const

/**
 * Allocates columns of `capacity` rows, all zero.
 *
 * Numbers lie in one SharedArrayBuffer, so that a script's thread can read them.
 *
 * @returns the columns in the order of `kinds`
 */
export function allocateColumns(
  kinds: readonly ColumnKind[],
  capacity = ENTITY_CAPACITY,
): (NumberColumn | string[])[] {
  const spanBytes = (kind: ColumnKind) => align(BYTES[kind] * capacity) + STAGGER_BYTES
  const buffer = new SharedArrayBuffer(kinds.reduce((sum, kind) => sum + spanBytes(kind), 0))
  let offset = 0
  return kinds.map((kind) => {
    if (kind === 'text') return []
    const column = new VIEWS[kind](buffer, offset, capacity)
    offset += spanBytes(kind)
    return column
  })
}

/** Whether `count` entities fill so many rows well enough for lists to be given all at once. */
export function isMostOf(count: number, rows: number): boolean {
  return count > rows / 2
}

/** Makes a list as long as so many rows, each of which takes memory then; unless it is longer. */
export function giveRows(list: unknown[], rows: number): void {
  if (list.length < rows) list.length = rows
}

function align(bytes: number): number {
  return Math.ceil(bytes / 8) * 8
}
