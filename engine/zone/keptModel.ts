import { Location } from '#components/location.ts'
import { ByteReader, ProtocolError } from '#protocol/bytes.ts'
import {
  type ComponentValues,
  type EntityRecord,
  readChange,
  readRecord,
} from '#protocol/record.ts'
import { readSchema, type WireSchema } from '#protocol/schema.ts'
import { KEPT_ITEM, KEPT_VERSION } from './durable.ts'

type Components = Record<string, ComponentValues>

/**
 * What a snapshot and the records after it say, put together: values only, no entities yet.
 *
 * Records hold new values, never actions, so applying one twice, or one that a snapshot taken
 * meanwhile already has, changes nothing.
 */
export class KeptModel {
  readonly #entities = new Map<number, Components>()
  #schema: WireSchema = []

  get size(): number {
    return this.#entities.size
  }

  /** The entities, in the order in which they came to where they are. */
  records(): EntityRecord[] {
    return [...this.#entities].map(([uid, components]) => ({ uid, components }))
  }

  /**
   * Applies a snapshot or a record.
   *
   * @throws {ProtocolError} if it is of a newer version, or is not whole
   */
  apply(payload: Uint8Array): void {
    const reader = new ByteReader(payload)
    const version = reader.u8()
    if (version > KEPT_VERSION) {
      throw new ProtocolError(
        `Cannot read what a newer Loam has kept: version ${version}, and ${KEPT_VERSION} is known`,
      )
    }
    while (!reader.atEnd) this.#applyItem(reader)
  }

  #applyItem(reader: ByteReader): void {
    const kind = reader.u8()
    if (kind === KEPT_ITEM.schema) this.#schema = readSchema(reader)
    else if (kind === KEPT_ITEM.whole) this.#applyWhole(readRecord(reader, this.#schema))
    else if (kind === KEPT_ITEM.changed) this.#applyChange(reader)
    else if (kind === KEPT_ITEM.gone) this.#entities.delete(reader.varint())
    else throw new ProtocolError(`Cannot read a kept item of kind ${kind}`)
  }

  #applyWhole({ uid, components }: EntityRecord): void {
    this.#entities.delete(uid)
    this.#entities.set(uid, { ...components })
  }

  #applyChange(reader: ByteReader): void {
    const uid = reader.varint()
    const { component, values } = readChange(reader, this.#schema, uid)
    const components = this.#entities.get(uid)
    // A snapshot is taken over many ticks: what was gone by then may still have been changed
    // before.
    if (!components) return
    components[component] = { ...components[component], ...values }
    if (component !== Location.schema.name) return
    this.#entities.delete(uid)
    this.#entities.set(uid, components)
  }
}
