import type { KeptZone } from '#engine/persistence/journal.ts'
import { KeptModel } from '#engine/zone/keptModel.ts'
import type { EntityRecord } from '#protocol/record.ts'
import { isRoom, type Place } from './doing.ts'
import { AT_FIRST, type Funds, type Standing } from './standing.ts'
import type { Thing, Violation } from './told.ts'

/** Holders above a thing; more can only be a circle. */
const DEPTH_MAX = 16

export interface KeptCharacter {
  uid: Place
  isInWorld: boolean
  funds: Funds
  standing: Standing
}

/** All that is kept of the world, as the database has it. */
export interface Kept {
  things: ReadonlyMap<number, Thing>
  /** The zone in whose keeping something is; whoever has left is in none, with all it carries. */
  zones: ReadonlyMap<number, string>
  /** By name, in lower case. */
  characters: ReadonlyMap<string, KeptCharacter>
  violations: readonly Violation[]
}

export const NO_FUNDS: Funds = { gold: 0, saved: 0, minted: 0, burned: 0 }

/** A character's own row. */
export interface KeptRow {
  uid: Place
  name: string
  isInWorld: boolean
  /** What is kept of it while no zone keeps it. */
  state: Uint8Array | undefined
}

/**
 * Puts all that is kept together, of zones and of characters, and looks for what cannot be.
 *
 * @param zones  what is kept of each, by its name
 */
export function gatherKept(
  zones: Iterable<readonly [zone: string, kept: KeptZone]>,
  rows: Iterable<KeptRow>,
): Kept {
  const gathered = new Gathering()
  for (const [zone, { snapshot, records, damage }] of zones) {
    const world = new KeptModel()
    for (const { payload } of snapshot ? [snapshot, ...records] : records) world.apply(payload)
    for (const words of damage) gathered.complain('broken', words)
    gathered.add(`zone ${zone}`, world.records(), zone)
  }
  for (const { uid, name, isInWorld, state } of rows) {
    gathered.character(name.toLowerCase(), { uid, isInWorld })
    if (isInWorld || !state) continue
    const own = new KeptModel()
    own.apply(state)
    gathered.add(`what is kept of ${name}`, own.records())
  }
  return gathered.judged()
}

/** Records from all the places where some are kept, looked through for what cannot be. */
class Gathering {
  readonly #found = new Map<number, { where: string; record: EntityRecord }>()
  readonly #zones = new Map<number, string>()
  readonly #rows = new Map<string, Pick<KeptCharacter, 'uid' | 'isInWorld'>>()
  readonly #characters = new Map<string, KeptCharacter>()
  readonly #violations: Violation[] = []

  complain(kind: Violation['kind'], words: string): void {
    this.#violations.push({ kind, words, log: [] })
  }

  character(name: string, row: Pick<KeptCharacter, 'uid' | 'isInWorld'>): void {
    this.#rows.set(name, row)
  }

  /** @param zone  in whose keeping they are, if any */
  add(where: string, records: readonly EntityRecord[], zone?: string): void {
    for (const record of records) {
      if (zone !== undefined) this.#zones.set(record.uid, zone)
      const other = this.#found.get(record.uid)
      if (other) this.complain('doubled', `${nameOf(record)} is in ${where} and ${other.where}`)
      this.#found.set(record.uid, { where, record })
    }
  }

  judged(): Kept {
    const things = new Map<number, Thing>()
    for (const [uid, { record }] of this.#found) {
      this.#judgePlace(record)
      const { item, coins } = record.components
      if (!item || coins) continue
      const worn = record.components['wearable']?.['worn'] === 1
      things.set(uid, { name: nameOf(record), place: holderOf(record), worn, isKept: true })
    }
    this.#judgeCharacters()
    this.#judgeGold()
    return {
      things,
      zones: this.#zones,
      characters: this.#characters,
      violations: this.#violations,
    }
  }

  /** Every holder is there, and the last is a room. */
  #judgePlace(record: EntityRecord): void {
    let at = holderOf(record)
    for (let depth = 0; depth <= DEPTH_MAX; depth++) {
      if (isRoom(at)) return
      const holder = this.#found.get(at)
      if (!holder) return this.complain('broken', `${nameOf(record)} is in ${at}, which is not`)
      at = holderOf(holder.record)
    }
    this.complain('broken', `${nameOf(record)} is in a circle of things`)
  }

  #judgeGold(): void {
    const { held, owed } = goldIn([...this.#found.values()].map(({ record }) => record))
    if (held === owed) return
    const kind = held < owed ? 'lost' : 'doubled'
    this.complain(kind, `There are ${held} coins, and there should be ${owed}`)
  }

  #judgeCharacters(): void {
    for (const [name, { uid, isInWorld }] of this.#rows) {
      const found = this.#found.get(uid)
      const components = found?.record.components ?? {}
      const funds = { ...NO_FUNDS, ...components['purse'] }
      const standing = { ...AT_FIRST, ...components['progress'] }
      this.#characters.set(name, { uid, isInWorld, funds, standing })
      const isThere = found !== undefined && this.#zones.has(uid)
      if (isInWorld && !isThere) this.complain('lost', `${name} should be in the world and is not`)
      if (!isInWorld && isThere) this.complain('doubled', `${name} should not be in the world`)
    }
  }
}

/** Coins that ever were somebody's: what the world has paid and not taken back. */
function goldIn(records: Iterable<EntityRecord>): { held: number; owed: number } {
  let [held, owed] = [0, 0]
  for (const { components } of records) {
    const { gold, saved, minted, burned } = { ...NO_FUNDS, ...components['purse'] }
    held += gold + saved
    owed += minted - burned
    const pile = components['coins']
    if (pile && Number(pile['wild']) === 0) held += Number(pile['amount'])
  }
  return { held, owed }
}

function nameOf({ uid, components }: EntityRecord): string {
  return String(components['described']?.['name'] ?? uid)
}

function holderOf({ components }: EntityRecord): Place {
  return Number(components['location']?.['holder'] ?? 0)
}
