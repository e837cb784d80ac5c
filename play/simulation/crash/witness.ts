import type { Place, Thing, Told } from './told.ts'

/** A thing as GMCP shows it. */
export interface Seen {
  id: number
  name: string
  attrib: string
}

/** One who remembers where things are, by what it is shown of its own and of the room. */
export class Witness {
  readonly name: string
  /** Uid of its character; 0 until that is made. */
  uid: Place = 0
  room: Place = 0
  exits: Readonly<Record<string, number>> = {}
  readonly held = new Map<number, Seen>()
  readonly here = new Map<number, Seen>()
  #told: Told | undefined

  constructor(name: string) {
    this.name = name
  }

  /** What it is told is noted there. */
  get told(): Told | undefined {
    return this.#told
  }

  /** From now on what it is told is noted in `told`. */
  tellTo(told: Told): void {
    this.#told = told
    for (const item of this.here.values()) this.see(item)
  }

  /** Forgets what it knew for what it should hold by now, so that whatever differs is news. */
  wakeWith(things: ReadonlyMap<number, Thing>): void {
    this.here.clear()
    this.held.clear()
    for (const [id, { name, place }] of things) {
      if (place === this.uid) this.held.set(id, { id, name, attrib: '' })
    }
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
    if (isNew) this.#told?.came(this.uid, item.id)
    if (canBeWorn(item)) this.#told?.dressed(this.uid, item.id, isWorn(item))
  }

  /** It has something no longer. */
  lose(id: number): void {
    if (this.held.delete(id)) this.#told?.went(this.uid, id)
  }

  /** It is shown all that is in the room. */
  looks(items: readonly Seen[]): void {
    this.here.clear()
    for (const item of items) this.see(item)
  }

  see(item: Seen): void {
    if (item.attrib === 'm') return
    this.here.set(item.id, item)
    const { id, name } = item
    this.#told?.sighted(id, { name, place: this.room, worn: false, isKept: false })
  }
}

export function canBeWorn({ attrib }: Seen): boolean {
  return /[wWl]/.test(attrib)
}

export function isWorn({ attrib }: Seen): boolean {
  return /[wl]/.test(attrib)
}
