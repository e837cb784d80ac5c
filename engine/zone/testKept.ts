import { ByteWriter } from '#protocol/bytes.ts'
import { type ComponentValues, type EntityRecord, writeColumn } from '#protocol/record.ts'
import { type WireColumnKind, type WireSchema, writeSchema } from '#protocol/schema.ts'
import { KEPT_ITEM } from './durable.ts'

/** Kinds by column, by component. */
export type TestForm = Readonly<Record<string, Readonly<Record<string, WireColumnKind>>>>

export type TestItem =
  | { whole: number; components: EntityRecord['components'] }
  | { changed: number; component: string; values: ComponentValues }
  | { detached: number; component: string }
  | { gone: number }
  | { sample: number; components: EntityRecord['components'] }
  | { alike: number; whole: number; components: EntityRecord['components'] }

/** A schema, in the order in which `form` names things. */
export function schemaOf(form: TestForm): WireSchema {
  return Object.entries(form).map(([name, columns]) => ({
    name,
    columns: Object.entries(columns).map(([column, kind]) => ({ name: column, kind })),
  }))
}

/** Writes what any Loam may have kept, this one or an older one: records, snapshots and states. */
export class Scribe {
  readonly #version: number
  readonly #schema: WireSchema
  readonly #out = new ByteWriter()

  constructor(version: number, schema: WireSchema) {
    this.#version = version
    this.#schema = schema
  }

  /** A snapshot, a character's state or a run's first record: it says by what schema it is. */
  first(items: readonly TestItem[]): Uint8Array {
    this.#out.varint(this.#version)
    this.#out.u8(KEPT_ITEM.schema)
    writeSchema(this.#out, this.#schema)
    return this.#write(items)
  }

  /** A record that follows one of the same run. */
  next(items: readonly TestItem[]): Uint8Array {
    this.#out.varint(this.#version)
    return this.#write(items)
  }

  #write(items: readonly TestItem[]): Uint8Array {
    for (const item of items) {
      if ('alike' in item) this.#writeAlike(item.alike, item.whole, item.components)
      else if ('sample' in item) this.#writeSample(item.sample, item.components)
      else if ('whole' in item) this.#writeWhole(item.whole, item.components)
      else if ('changed' in item) this.#writeChange(item.changed, item.component, item.values)
      else if ('detached' in item) {
        this.#out.u8(KEPT_ITEM.detached)
        this.#out.varint(item.detached)
        this.#out.varint(this.#numberOf(item.component))
      } else {
        this.#out.u8(KEPT_ITEM.gone)
        this.#out.varint(item.gone)
      }
    }
    const payload = this.#out.take()
    this.#out.reset()
    return payload
  }

  #writeWhole(uid: number, components: EntityRecord['components']): void {
    this.#out.u8(KEPT_ITEM.whole)
    this.#writeRecord(uid, components)
  }

  #writeSample(number: number, components: EntityRecord['components']): void {
    this.#out.u8(KEPT_ITEM.sample)
    this.#writeRecord(number, components)
  }

  #writeAlike(sample: number, uid: number, components: EntityRecord['components']): void {
    this.#out.u8(KEPT_ITEM.alike)
    this.#out.varint(sample)
    this.#writeRecord(uid, components)
  }

  #writeRecord(uid: number, components: EntityRecord['components']): void {
    this.#out.varint(uid)
    this.#out.varint(Object.keys(components).length)
    for (const [name, values] of Object.entries(components)) {
      const number = this.#numberOf(name)
      this.#out.varint(number)
      for (const column of this.#schema[number]!.columns) {
        writeColumn(this.#out, column.kind, values[column.name]!)
      }
    }
  }

  #writeChange(uid: number, component: string, values: ComponentValues): void {
    const number = this.#numberOf(component)
    const { columns } = this.#schema[number]!
    this.#out.u8(KEPT_ITEM.changed)
    this.#out.varint(uid)
    this.#out.varint(number)
    this.#out.varint(columns.reduce((mask, { name }, i) => mask | (Number(name in values) << i), 0))
    for (const { name, kind } of columns) {
      if (name in values) writeColumn(this.#out, kind, values[name]!)
    }
  }

  #numberOf(component: string): number {
    return this.#schema.findIndex(({ name }) => name === component)
  }
}
