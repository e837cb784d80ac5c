import { KeptModel } from '#engine/zone/keptModel.ts'
import type { EntityRecord } from '#protocol/record.ts'
import type { Place, Thing, Violation } from './told.ts'

/** Rooms' uids: see `systems/populate.ts`. */
export const ROOM_UIDS = 2 ** 31
const EXIT_UIDS = 2 ** 32

/** Holders above a thing; more can only be a circle. */
const DEPTH_MAX = 16

export interface KeptCharacter {
  uid: Place
  isInWorld: boolean
}

/** All that is kept of the world, as the database has it. */
export interface Kept {
  things: ReadonlyMap<number, Thing>
  /** By name, in lower case. */
  characters: ReadonlyMap<string, KeptCharacter>
  violations: readonly Violation[]
}

/** A character's own row, by name in lower case. */
export interface KeptRow extends KeptCharacter {
  name: string
  /** In which it is, or will wake. */
  zone: string | undefined
  state: Uint8Array | undefined
}

/** Puts all that is kept together, of zones and of characters, and looks for what cannot be. */
export function judgeKept(
  zones: ReadonlyMap<string, readonly EntityRecord[]>,
  rows: readonly KeptRow[],
  damage: readonly string[],
): Kept {
  const gathered = new Gathering()
  for (const words of damage) gathered.complain('broken', words)
  for (const [zone, records] of zones) gathered.zone(zone, records)
  for (const row of rows) {
    gathered.character(row)
    if (row.isInWorld || !row.state) continue
    const own = new KeptModel()
    own.apply(row.state)
    gathered.add(`what is kept of ${row.name}`, own.records())
  }
  return gathered.judged()
}

/** Records from all the places where some are kept, looked through for what cannot be. */
class Gathering {
  readonly #found = new Map<number, { where: string; record: EntityRecord }>()
  readonly #characters = new Map<string, KeptRow>()
  readonly #zones = new Set<string>()
  readonly #violations: Violation[] = []

  complain(kind: Violation['kind'], words: string): void {
    this.#violations.push({ kind, words, log: [] })
  }

  character(row: KeptRow): void {
    this.#characters.set(row.name, row)
  }

  zone(zone: string, records: readonly EntityRecord[]): void {
    this.#zones.add(zone)
    this.add(zone, records)
  }

  add(where: string, records: readonly EntityRecord[]): void {
    for (const record of records) {
      const other = this.#found.get(record.uid)
      if (other) this.complain('doubled', `${nameOf(record)} is in ${where} and ${other.where}`)
      this.#found.set(record.uid, { where, record })
    }
  }

  judged(): Kept {
    const things = new Map<number, Thing>()
    for (const [uid, { record }] of this.#found) {
      this.#judgePlace(record)
      if (!record.components['item']) continue
      const worn = record.components['wearable']?.['worn'] === 1
      things.set(uid, { name: nameOf(record), place: holderOf(record), worn, isKept: true })
    }
    this.#judgeCharacters()
    return { things, characters: this.#characters, violations: this.#violations }
  }

  /** Every holder is there, and the last is a room. */
  #judgePlace(record: EntityRecord): void {
    let at = holderOf(record)
    for (let depth = 0; depth <= DEPTH_MAX; depth++) {
      if (at >= ROOM_UIDS && at < EXIT_UIDS) return
      const holder = this.#found.get(at)
      if (!holder) return this.complain('broken', `${nameOf(record)} is in ${at}, which is not`)
      at = holderOf(holder.record)
    }
    this.complain('broken', `${nameOf(record)} is in a circle of things`)
  }

  #judgeCharacters(): void {
    for (const [name, { uid, isInWorld, zone }] of this.#characters) {
      const found = this.#found.get(uid)
      const where = found?.where
      if (isInWorld && where !== zone)
        this.complain('lost', `${name} should be in the world and is not`)
      if (!isInWorld && where !== undefined && this.#zones.has(where))
        this.complain('doubled', `${name} should not be in the world`)
    }
  }
}

function nameOf({ uid, components }: EntityRecord): string {
  return String(components['described']?.['name'] ?? uid)
}

function holderOf({ components }: EntityRecord): Place {
  return Number(components['location']?.['holder'] ?? 0)
}
