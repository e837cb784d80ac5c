import type { Accounts } from './accounts.ts'
import type { Place } from './doing.ts'
import type { Told } from './told.ts'

/** A thing as GMCP shows it. */
export interface Seen {
  id: number
  name: string
  attrib: string
}

const PILE = /^a (?:coin|pile of (\d+) coins)$/

/** One who remembers what it is shown of its own and of the room that it is in. */
export class Witness {
  readonly name: string
  /** Uid of its character; 0 until that is made. */
  uid: Place = 0
  room: Place = 0
  exits: Readonly<Record<string, number>> = {}
  readonly held = new Map<number, Seen>()
  readonly here = new Map<number, Seen>()
  /** Coins that lie here, by pile. They are no things: it is their sum that must not change. */
  readonly piles = new Map<number, number>()
  /** Names of the creatures and townsfolk here. */
  readonly folk = new Map<number, string>()
  /** Whom it fights. */
  foe = ''
  /** It has fallen, or may have: first it has to get up. */
  lies = false
  #told: Told | undefined
  #accounts: Accounts | undefined

  constructor(name: string) {
    this.name = name
  }

  protected get told(): Told | undefined {
    return this.#told
  }

  protected get accounts(): Accounts | undefined {
    return this.#accounts
  }

  /** From now on what it is told is noted in these. */
  tellTo(told: Told, accounts: Accounts): void {
    this.#told = told
    this.#accounts = accounts
    for (const item of this.here.values()) this.see(item)
  }

  /** It is shown all that it has. */
  holds(items: readonly Seen[]): void {
    const ids = new Set(items.map(({ id }) => id))
    for (const id of [...this.held.keys()]) if (!ids.has(id)) this.lose(id)
    for (const item of items) this.have(item)
  }

  /** It is shown something that it has, or has otherwise than before. */
  have(item: Seen): void {
    const isNew = !this.held.has(item.id)
    this.held.set(item.id, item)
    if (isNew) this.#told?.came(this.uid, item.id, item.name, this.room)
    if (canBeWorn(item)) this.#told?.dressed(this.uid, item.id, isWorn(item))
  }

  /** It has something no longer. */
  lose(id: number): void {
    if (this.held.delete(id)) this.#told?.went(this.uid, id, this.room)
  }

  /** It is shown all that is here. */
  looks(items: Iterable<Seen>): void {
    this.leaveRoom()
    for (const item of items) this.see(item)
    this.#told?.seenIn(this.room, new Set(this.here.keys()))
  }

  see(item: Seen): void {
    const { id, name, attrib } = item
    const pile = PILE.exec(name)
    if (attrib === 'm') this.folk.set(id, name)
    else if (pile) this.piles.set(id, Number(pile[1] ?? 1))
    if (attrib === 'm' || pile) return
    this.here.set(id, item)
    this.#told?.sighted(id, { name, place: this.room, worn: false, isKept: false })
  }

  /** Something is no longer here. */
  missed(id: number): void {
    this.#told?.decayed(id)
    for (const seen of [this.here, this.piles, this.folk]) seen.delete(id)
  }

  leaveRoom(): void {
    for (const seen of [this.here, this.piles, this.folk]) seen.clear()
  }
}

export function canBeWorn({ attrib }: Seen): boolean {
  return /[wWl]/.test(attrib)
}

export function isWorn({ attrib }: Seen): boolean {
  return /[wl]/.test(attrib)
}
