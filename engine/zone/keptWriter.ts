import lock from '#components/savedForm.lock.json' with { type: 'json' }
import type { SavedValue } from '#components/savedForm.ts'
import { ByteWriter } from '#protocol/bytes.ts'
import { writeColumn } from '#protocol/record.ts'
import { type WireColumnKind, type WireSchema, writeSchema } from '#protocol/schema.ts'
import { type Bearer, writeBearer } from './bearerItem.ts'
import { KEPT_ITEM, KEPT_VERSION } from './durable.ts'
import { fitting } from './fitting.ts'
import type { KeptEntity } from './keptParts.ts'

type Form = Readonly<Record<string, Readonly<Record<string, string>>>>

const SCHEMA: WireSchema = Object.entries(lock.components as Form).map(([name, columns]) => ({
  name,
  columns: Object.entries(columns).map(([column, kind]) => ({
    name: column,
    kind: kind as WireColumnKind,
  })),
}))

const NUMBERS = new Map(SCHEMA.map(({ name }, number) => [name, number]))

/**
 * Writes entities as they came out of a journal, without making them: as a record, a snapshot or a
 * character's state. What the saved form does not have is left out.
 */
export function encodeKeptEntities(
  entities: readonly KeptEntity[],
  bearers: Iterable<Bearer> = [],
): Uint8Array {
  const out = new ByteWriter()
  out.varint(KEPT_VERSION)
  out.u8(KEPT_ITEM.schema)
  writeSchema(out, SCHEMA)
  for (const entity of entities) writeEntity(out, entity)
  for (const bearer of bearers) writeBearer(out, bearer)
  return out.take()
}

function writeEntity(out: ByteWriter, { uid, components, lost }: KeptEntity): void {
  const present = Object.entries(components).filter(([name]) => NUMBERS.has(name))
  out.u8(KEPT_ITEM.whole)
  out.varint(uid)
  out.varint(present.length)
  for (const [name, values] of present) {
    const number = NUMBERS.get(name)!
    out.varint(number)
    for (const { name: column, kind } of SCHEMA[number]!.columns) {
      writeColumn(out, kind, valueFor(kind, values[column]))
    }
  }
  for (const name of lost ?? []) {
    const number = NUMBERS.get(name)
    if (number === undefined) continue
    out.u8(KEPT_ITEM.detached)
    out.varint(uid)
    out.varint(number)
  }
}

function valueFor(kind: WireColumnKind, value: SavedValue | undefined): SavedValue {
  const fit = value === undefined ? undefined : fitting(kind, value)
  return fit ?? (kind === 'text' ? '' : 0)
}

/** Writes a record by which entities are no more. */
export function encodeGone(uids: Iterable<number>): Uint8Array {
  const out = new ByteWriter()
  out.varint(KEPT_VERSION)
  for (const uid of uids) {
    out.u8(KEPT_ITEM.gone)
    out.varint(uid)
  }
  return out.take()
}
