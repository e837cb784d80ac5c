import { type ByteReader, type ByteWriter, ProtocolError } from './bytes.ts'

/** Kinds of columns on the wire. `entity` is a uid there. */
export const COLUMN_KINDS = ['u8', 'u16', 'u32', 'i32', 'f32', 'f64', 'entity', 'text'] as const

export type WireColumnKind = (typeof COLUMN_KINDS)[number]

/** One component as a zone sends it. Its place in the schema is its number. */
export interface WireComponent {
  name: string
  columns: readonly { name: string; kind: WireColumnKind }[]
}

/** All components that a zone may send, in the order of their numbers. */
export type WireSchema = readonly WireComponent[]

/** [S2] A change names its columns by the bits of one number of 32. */
const COLUMNS_MAX = 31
const COMPONENTS_MAX = 1_000

/** [S1] Writes names and kinds; readers need nothing else to read records. */
export function writeSchema(out: ByteWriter, schema: WireSchema): void {
  out.varint(schema.length)
  for (const { name, columns } of schema) {
    out.text(name)
    out.varint(columns.length)
    for (const column of columns) {
      out.text(column.name)
      out.u8(COLUMN_KINDS.indexOf(column.kind))
    }
  }
}

/** [S1] Reads a schema. */
export function readSchema(reader: ByteReader): WireSchema {
  const count = limited('components', reader.varint(), COMPONENTS_MAX)
  return Array.from({ length: count }, () => {
    const name = reader.text()
    const columnCount = limited('columns', reader.varint(), COLUMNS_MAX)
    const columns = Array.from({ length: columnCount }, () => {
      const column = reader.text()
      return { name: column, kind: kindOf(reader.u8()) }
    })
    return { name, columns }
  })
}

function kindOf(index: number): WireColumnKind {
  const kind = COLUMN_KINDS[index]
  if (kind === undefined) throw new ProtocolError(`Cannot read a column of kind ${index}`)
  return kind
}

function limited(what: string, count: number, max: number): number {
  if (count > max) throw new ProtocolError(`Cannot read ${count} ${what}: ${max} are most`)
  return count
}
