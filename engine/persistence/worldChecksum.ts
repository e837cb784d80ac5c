import { createHash } from 'node:crypto'
import { ByteWriter } from '#protocol/bytes.ts'
import type { ColumnValue, EntityRecord } from '#protocol/record.ts'

/** What a part of the digest is. */
const PART = { zone: 1, character: 2 } as const

const VALUE = { number: 0, text: 1 } as const

/**
 * One sum of all that a world keeps: SHA-256 over its entities in the order of their uids, with
 * their components and columns in the order of their names.
 *
 * It does not depend on how a zone's journal is cut, nor on which of it has become a snapshot: the
 * same values give the same sum. Numbers are taken as doubles, as every kind of column fits one.
 */
export class WorldDigest {
  readonly #hash = createHash('sha256')
  readonly #out = new ByteWriter()

  /** Zones must come in the order of their names. One that keeps nothing counts for nothing. */
  zone(name: string, entities: readonly EntityRecord[]): void {
    if (entities.length === 0) return
    this.#out.u8(PART.zone)
    this.#out.text(name)
    this.#out.varint(entities.length)
    for (const entity of entities.toSorted((a, b) => a.uid - b.uid)) this.#entity(entity)
  }

  /** A character that is kept by itself; in the order of uids, after all zones. */
  character(uid: number, state: Uint8Array): void {
    this.#out.u8(PART.character)
    this.#out.varint(uid)
    this.#out.bytes(state)
    this.#flush()
  }

  /** @returns 64 digits; nothing can be added afterwards */
  sum(): string {
    return this.#hash.digest('hex')
  }

  #entity({ uid, components }: EntityRecord): void {
    this.#out.varint(uid)
    const names = Object.keys(components).sort()
    this.#out.varint(names.length)
    for (const name of names) {
      const values = components[name]!
      const columns = Object.keys(values).sort()
      this.#out.text(name)
      this.#out.varint(columns.length)
      for (const column of columns) {
        this.#out.text(column)
        this.#value(values[column]!)
      }
    }
    this.#flush()
  }

  #value(value: ColumnValue): void {
    if (typeof value === 'number') {
      this.#out.u8(VALUE.number)
      this.#out.f64(value)
    } else {
      this.#out.u8(VALUE.text)
      this.#out.text(value)
    }
  }

  #flush(): void {
    this.#hash.update(this.#out.written)
    this.#out.reset()
  }
}
