import type { Accounts, Shown } from './accounts.ts'
import type { Doing, Place } from './doing.ts'
import { ROOM_UIDS } from './kept.ts'
import type { Thing, Told } from './told.ts'
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

/** What comes before an answer on the same line. */
const PROMPT = /^(?:\d+\/\d+hp \d+\/\d+sp(?: \[[^\]]*\])?> )+/
const PILE = /^a (?:coin|pile of (\d+) coins)$/
/** What may go over several lines. */
const LONG = /^You sell /
const FELL = /^Your knees give way/

/** What one types who lies somewhere. */
export const GETS_UP = 'stand'

/** A player that remembers what it was told. */
export class Bot {
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
  /** Whether it was told to be in the world; undefined: it has asked to be, or not to be. */
  isInWorld: boolean | undefined = false
  answers = 0
  /** What it read last, for an error. */
  lastLine = ''
  #told: Told | undefined
  #accounts: Accounts | undefined
  #wire: Wire | undefined
  #questions = 0
  #begun = ''
  #awaited: { isFor(line: string): boolean; resolve(): void } | undefined
  #onOwnList: (() => void) | undefined

  constructor(name: string) {
    this.name = name
  }

  /** From now on what it is told is noted in these. */
  tellTo(told: Told, accounts: Accounts): void {
    this.#told = told
    this.#accounts = accounts
    for (const item of this.here.values()) this.#see(item)
  }

  /** Forgets what it knew for what it should hold by now, so that whatever differs is news. */
  wakeWith(things: ReadonlyMap<number, Thing>): void {
    this.#leaveRoom()
    this.held.clear()
    this.foe = ''
    this.lies = true
    for (const [id, { name, place }] of things) {
      if (place === this.uid) this.held.set(id, { id, name, attrib: '' })
    }
  }

  /** Comes into the world. @returns whether it was let in */
  async enter(port: number): Promise<boolean> {
    this.isInWorld = undefined
    this.#begun = ''
    this.#leaveRoom()
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
    this.#accounts?.begins(doing)
    // What is no command is answered by name: by then all before it is answered, too.
    const mark = `zz${++this.#questions}`
    const answered = this.#line((line) => line.includes(`"${mark}"`))
    this.#wire!.send(doing.line, mark)
    if (!(await this.#orEnd(answered))) return false
    if (doing.line === GETS_UP) this.lies = false
    this.#told?.ends(doing)
    this.#accounts?.ends(doing, this.foe !== '')
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
    this.#reads(text.replace(PROMPT, ''))
    if (!this.#awaited?.isFor(text)) return
    this.#awaited.resolve()
    this.#awaited = undefined
  }

  /** What is sold may be more than there is room for on a line. */
  #reads(words: string): void {
    const sentence = this.#begun === '' ? words : `${this.#begun} ${words}`
    this.#begun = LONG.test(sentence) && !sentence.endsWith('.') ? sentence : ''
    if (this.#begun !== '') return
    this.#accounts?.line(this.uid, sentence)
    if (FELL.test(sentence)) this.lies = true
  }

  gmcp(name: string, value: unknown): void {
    if (name === 'Room.Info') {
      const { num, exits } = value as { num: number; exits: Record<string, number> }
      this.room = ROOM_UIDS + num
      this.exits = exits
    } else if (name === 'Char.Status') {
      this.#status(value as Record<string, string>)
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

  #status({ gold, bank, level, xp, foe }: Record<string, string>): void {
    if (foe !== undefined) this.foe = foe
    const shown: Shown = {}
    if (gold !== undefined) shown.gold = Number(gold)
    if (bank !== undefined) shown.saved = Number(bank)
    if (level !== undefined) shown.level = Number(level)
    if (xp !== undefined) shown.experience = Number(xp)
    if (Object.keys(shown).length > 0) this.#accounts?.shown(this.uid, shown)
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
    if (isNew) this.#told?.came(this.uid, item.id, item.name)
    if (canBeWorn(item)) this.#told?.dressed(this.uid, item.id, isWorn(item))
  }

  #lose(id: number): void {
    if (this.held.delete(id)) this.#told?.went(this.uid, id)
  }

  #listHere(items: readonly Seen[]): void {
    this.#leaveRoom()
    for (const item of items) this.#see(item)
  }

  #changeHere(name: string, item: Seen): void {
    if (name !== 'Char.Items.Remove') return this.#see(item)
    for (const seen of [this.here, this.piles, this.folk]) seen.delete(item.id)
  }

  #leaveRoom(): void {
    for (const seen of [this.here, this.piles, this.folk]) seen.clear()
  }

  #see(item: Seen): void {
    const { id, name, attrib } = item
    const pile = PILE.exec(name)
    if (attrib === 'm') this.folk.set(id, name)
    else if (pile) this.piles.set(id, Number(pile[1] ?? 1))
    if (attrib === 'm' || pile) return
    this.here.set(id, item)
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
