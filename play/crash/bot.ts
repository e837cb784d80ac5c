import { ROOM_UIDS } from './kept.ts'
import type { Doing, Place, Thing, Told } from './told.ts'
import { Wire } from './wire.ts'

const PASSWORD = 'lantern-light'

/** How long anything may take before the bot gives it up. */
const PATIENCE_MS = 10_000

/** A thing as GMCP shows it. */
export interface Seen {
  id: number
  name: string
  attrib: string
}

/** A player that remembers what it was told. */
export class Bot {
  readonly name: string
  /** Uid of its character; 0 until that is made. */
  uid: Place = 0
  room: Place = 0
  exits: Readonly<Record<string, number>> = {}
  readonly held = new Map<number, Seen>()
  readonly here = new Map<number, Seen>()
  /** Whether it was told to be in the world; undefined: it has asked to be, or not to be. */
  isInWorld: boolean | undefined = false
  answers = 0
  /** What it read last, for an error. */
  lastLine = ''
  #told: Told | undefined
  #wire: Wire | undefined
  #questions = 0
  #awaited: { isFor(line: string): boolean; resolve(): void } | undefined
  #onOwnList: (() => void) | undefined

  constructor(name: string) {
    this.name = name
  }

  /** From now on what it is told is noted in `told`. */
  tellTo(told: Told): void {
    this.#told = told
    for (const item of this.here.values()) this.#see(item)
  }

  /** Forgets what it knew for what it should hold by now, so that whatever differs is news. */
  wakeWith(things: ReadonlyMap<number, Thing>): void {
    this.here.clear()
    this.held.clear()
    for (const [id, { name, place }] of things) {
      if (place === this.uid) this.held.set(id, { id, name, attrib: '' })
    }
  }

  /** Comes into the world. @returns whether it was let in */
  async enter(port: number): Promise<boolean> {
    this.isInWorld = undefined
    this.here.clear()
    const wire = new Wire(port, this)
    this.#wire = wire
    const listed = new Promise<void>((resolve) => {
      this.#onOwnList = resolve
    })
    wire.send(`${this.uid === 0 ? 'create' : 'connect'} ${this.name} ${PASSWORD}`)
    if (!(await this.#orEnd(listed))) return false
    this.isInWorld = true
    return true
  }

  /** Types a line. @returns whether its answer came before the connection ended */
  async does(doing: Doing): Promise<boolean> {
    this.#told?.begins(doing)
    // What is no command is answered by name: by then all before it is answered, too.
    const mark = `zz${++this.#questions}`
    const answered = this.#line((line) => line.includes(`"${mark}"`))
    this.#wire!.send(doing.line, mark)
    if (!(await this.#orEnd(answered))) return false
    this.#told?.ends(doing)
    this.answers++
    return true
  }

  /** Quits, and comes back. @returns whether it is back */
  async quitAndReturn(port: number): Promise<boolean> {
    const wire = this.#wire!
    this.isInWorld = undefined
    const farewell = this.#line((line) => line.includes('Until next time.'))
    wire.send('quit')
    if (!(await this.#orEnd(farewell))) return false
    this.isInWorld = false
    await wire.closed
    return this.enter(port)
  }

  /** Waits for the end of the connection, with all that still comes over it. */
  async ends(): Promise<void> {
    await this.#wire?.closed
  }

  line(text: string): void {
    this.lastLine = text
    if (!this.#awaited?.isFor(text)) return
    this.#awaited.resolve()
    this.#awaited = undefined
  }

  gmcp(name: string, value: unknown): void {
    if (name === 'Room.Info') {
      const { num, exits } = value as { num: number; exits: Record<string, number> }
      this.room = ROOM_UIDS + num
      this.exits = exits
    } else if (name === 'Char.Items.List') {
      const { location, items } = value as { location: string; items: Seen[] }
      if (location === 'inv') this.#listOwn(items)
      else this.#listHere(items)
    } else if (name.startsWith('Char.Items.')) {
      const { location, item } = value as { location: string; item: Seen }
      if (location === 'inv') this.#changeOwn(name, item)
      else this.#changeHere(name, item)
    }
  }

  #listOwn(items: readonly Seen[]): void {
    const ids = new Set(items.map(({ id }) => id))
    for (const id of [...this.held.keys()]) if (!ids.has(id)) this.#lose(id)
    for (const item of items) this.#have(item)
    this.#onOwnList?.()
  }

  #changeOwn(name: string, item: Seen): void {
    if (name === 'Char.Items.Remove') this.#lose(item.id)
    else this.#have(item)
  }

  #have(item: Seen): void {
    const isNew = !this.held.has(item.id)
    this.held.set(item.id, item)
    if (isNew) this.#told?.came(this.uid, item.id)
    if (canBeWorn(item)) this.#told?.dressed(this.uid, item.id, isWorn(item))
  }

  #lose(id: number): void {
    if (this.held.delete(id)) this.#told?.went(this.uid, id)
  }

  #listHere(items: readonly Seen[]): void {
    this.here.clear()
    for (const item of items) this.#see(item)
  }

  #changeHere(name: string, item: Seen): void {
    if (name === 'Char.Items.Remove') this.here.delete(item.id)
    else this.#see(item)
  }

  #see(item: Seen): void {
    if (item.attrib === 'm') return
    this.here.set(item.id, item)
    const { id, name } = item
    this.#told?.sighted(id, { name, place: this.room, worn: false, isKept: false })
  }

  #line(isFor: (line: string) => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#awaited = { isFor, resolve }
    })
  }

  /** @throws {Error} when patience ends first */
  async #orEnd(what: Promise<void>): Promise<boolean> {
    const { promise: late, reject } = Promise.withResolvers<never>()
    const words = `${this.name} still waits for an answer`
    const timer = setTimeout(() => reject(new Error(words)), PATIENCE_MS)
    const closed = this.#wire!.closed.then(() => false)
    return Promise.race([what.then(() => true), closed, late]).finally(() => clearTimeout(timer))
  }
}

export function canBeWorn({ attrib }: Seen): boolean {
  return /[wWl]/.test(attrib)
}

export function isWorn({ attrib }: Seen): boolean {
  return /[wl]/.test(attrib)
}
