import t from 'tap'
import { allocateColumns, type ColumnKind } from './columns.ts'

const CACHE_LINE_BYTES = 64

t.test('columns are zero, of their kinds, and as long as they should be', async (t) => {
  const kinds: ColumnKind[] = ['u8', 'u16', 'u32', 'i32', 'f32', 'f64', 'entity', 'text']
  const columns = allocateColumns(kinds, 3)
  t.same(columns, [
    new Uint8Array(3),
    new Uint16Array(3),
    new Uint32Array(3),
    new Int32Array(3),
    new Float32Array(3),
    new Float64Array(3),
    new Uint32Array(3),
    [],
  ])
})

t.test('columns that fill whole pages do not begin at the same place of a page', async (t) => {
  const columns = allocateColumns(['u32', 'f32', 'f64', 'u8'], 4096) as Uint32Array[]
  const offsets = columns.map(({ byteOffset }) => byteOffset % 4096)
  t.same(offsets, [0, 192, 384, 576])
  const lines = new Set(offsets.map((offset) => Math.floor(offset / CACHE_LINE_BYTES)))
  t.equal(lines.size, columns.length)
})

t.test('columns of one component lie side by side in memory that threads can share', async (t) => {
  const [a, b] = allocateColumns(['u8', 'f64'], 10) as Uint8Array[]
  t.equal(a!.buffer, b!.buffer)
  t.ok(a!.buffer instanceof SharedArrayBuffer)
  a!.fill(255)
  t.same([...b!], Array(10).fill(0), 'and do not overlap')
})
