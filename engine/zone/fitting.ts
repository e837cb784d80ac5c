import type { ColumnKind } from '#components/columns.ts'
import type { SavedValue } from '#components/savedForm.ts'

const F32_MAX = 2 ** 128 - 2 ** 104

/** The least and the greatest of each kind of number. An entity is a uid here. */
const RANGES: Readonly<Record<Exclude<ColumnKind, 'text' | 'f64'>, readonly [number, number]>> = {
  u8: [0, 2 ** 8 - 1],
  u16: [0, 2 ** 16 - 1],
  u32: [0, 2 ** 32 - 1],
  i32: [-(2 ** 31), 2 ** 31 - 1],
  f32: [-F32_MAX, F32_MAX],
  entity: [0, Number.MAX_SAFE_INTEGER],
}

/**
 * The value of a column of `kind` that is nearest to `value`: numbers out of range become the least
 * or the greatest, and whole where they must be.
 *
 * @returns undefined if it is of another kind altogether
 */
export function fitting(kind: ColumnKind, value: SavedValue): SavedValue | undefined {
  if (kind === 'text') return typeof value === 'string' ? value : undefined
  if (typeof value !== 'number') return undefined
  // Most are small, and fit everywhere.
  if (value === (value & 127) || kind === 'f64') return value
  const isWhole = kind !== 'f32'
  if (isWhole && Number.isNaN(value)) return undefined
  const [least, greatest] = RANGES[kind]
  if (kind === 'f32' && !Number.isFinite(value)) return value
  return Math.min(greatest, Math.max(least, isWhole ? Math.trunc(value) : value))
}
