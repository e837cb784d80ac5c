import { type ByteReader, type ByteWriter, ProtocolError } from './bytes.ts'
import type { WireColumnKind, WireComponent, WireSchema } from './schema.ts'

export type ColumnValue = number | string

/** Column values by name. */
export type ComponentValues = Readonly<Record<string, ColumnValue>>

/** An entity as a receiver sees it: its uid and what it may see of its components, by name. */
export interface EntityRecord {
  uid: number
  components: Readonly<Record<string, ComponentValues>>
}

/** New values of some columns of one component of one entity. */
export interface ComponentChange {
  uid: number
  component: string
  values: ComponentValues
}

/** Writes one column's value as its kind says [R2]. */
export function writeColumn(out: ByteWriter, kind: WireColumnKind, value: ColumnValue): void {
  if (kind === 'text') out.text(value as string)
  else if (kind === 'f32') out.f32(value as number)
  else if (kind === 'f64') out.f64(value as number)
  else if (kind === 'i32') out.signed(value as number)
  else out.varint(value as number)
}

function readColumn(reader: ByteReader, kind: WireColumnKind): ColumnValue {
  if (kind === 'text') return reader.text()
  if (kind === 'f32') return reader.f32()
  if (kind === 'f64') return reader.f64()
  if (kind === 'i32') return reader.signed()
  return reader.varint()
}

/** [R1] Reads a record: uid, then its components in full. */
export function readRecord(reader: ByteReader, schema: WireSchema): EntityRecord {
  const uid = reader.varint()
  const components: Record<string, ComponentValues> = {}
  for (let left = reader.varint(); left > 0; left--) {
    const component = componentAt(schema, reader.varint())
    const values: Record<string, ColumnValue> = {}
    for (const { name, kind } of component.columns) values[name] = readColumn(reader, kind)
    components[component.name] = values
  }
  return { uid, components }
}

/**
 * [R1] Reads what of a record follows the uid, in a third of the time: nothing is named.
 *
 * @param valuesOf  gives the list for a component's values, in the order of its columns
 */
export function readParts(
  reader: ByteReader,
  schema: WireSchema,
  valuesOf: (component: WireComponent) => ColumnValue[],
): void {
  for (let left = reader.varint(); left > 0; left--) {
    const component = componentAt(schema, reader.varint())
    const { columns } = component
    const values = valuesOf(component)
    for (let i = 0; i < columns.length; i++) values[i] = readColumn(reader, columns[i]!.kind)
  }
}

/** [R1] Passes over a record. @returns its uid */
export function skipRecord(reader: ByteReader, schema: WireSchema): number {
  const uid = reader.varint()
  for (let left = reader.varint(); left > 0; left--) {
    const { columns } = componentAt(schema, reader.varint())
    for (let i = 0; i < columns.length; i++) skipColumn(reader, columns[i]!.kind)
  }
  return uid
}

function skipColumn(reader: ByteReader, kind: WireColumnKind): void {
  if (kind === 'text') reader.skipText()
  else if (kind === 'f32') reader.skip(4)
  else if (kind === 'f64') reader.skip(8)
  else reader.varint()
}

/** [R3] Reads one change: component, bits of the changed columns, their values. */
export function readChange(reader: ByteReader, schema: WireSchema, uid: number): ComponentChange {
  const component = componentAt(schema, reader.varint())
  const mask = reader.varint()
  const values: Record<string, ColumnValue> = {}
  component.columns.forEach(({ name, kind }, i) => {
    if ((mask & (1 << i)) !== 0) values[name] = readColumn(reader, kind)
  })
  return { uid, component: component.name, values }
}

/** The component with that number. @throws {ProtocolError} if there is none */
export function componentAt(schema: WireSchema, number: number): WireComponent {
  const component = schema[number]
  if (!component) throw new ProtocolError(`Cannot read component ${number}: the schema has no such`)
  return component
}
