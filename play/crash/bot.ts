import { setTimeout as delay } from 'node:timers/promises'
import type { Shown } from './accounts.ts'
import { type Doing, GETS_UP, ROOM_UIDS } from './doing.ts'
import type { Thing } from './told.ts'
import { Wire } from './wire.ts'
import { type Seen, Witness } from './witness.ts'

const PASSWORD = 'lantern-light'

/** How long anything may take before the bot gives it up. */
const PATIENCE_MS = 60_000
/** So long it waits for an answer before it asks again: the first may have been lost. */
const ASKS_AGAIN_MS = 2_500
/** The same while the world may be holding its breath. */
const TRIES_AGAIN_MS = 500
/** So many of the last lines are told of with an error. */
const READ_MAX = 30
/** Frames that were lost are asked for again and come within this time. */
const SETTLES_MS = 2_500
/** What takes one elsewhere. */
const WALKS = /^(?:north|east|south|west|flee)$/

/** What comes before an answer on the same line. */
const PROMPT = /^(?:\d+\/\d+hp \d+\/\d+sp(?: \[[^\]]*\])?> )+/
const FELL = /^Your knees give way/

/** What one is told who cannot come in just now. */
const TURNED_AWAY = /try again in a moment/i

/** A player that remembers what it was told. */
export class Bot extends Witness {
  /** It has fallen, and wakes elsewhere. */
  #falls = false
  /** Its fight is over: how, it reads a little later than its client is told so. */
  #hasFought = false
  /** Whether it was told to be in the world; undefined: it has asked to be, or not to be. */
  isInWorld: boolean | undefined = false
  answers = 0
  /** What it read last, for an error. */
  lastLine = ''
  #wire: Wire | undefined
  /** Something has happened, and news may be under way that it has missed. */
  isShaken = false
  /** When it was answered first since then; 0: not yet. */
  backMs = 0
  /** What it read last, for an error. */
  readonly #read: string[] = []
  #doing: Doing | undefined
  #questions = 0
  #awaited: { isFor(line: string): boolean; resolve(): void } | undefined
  #onOwnList: (() => void) | undefined

  /** Forgets what it knew for what it should hold by now, so that whatever differs is news. */
  wakeWith(things: ReadonlyMap<number, Thing>): void {
    this.leaveRoom()
    this.held.clear()
    this.foe = ''
    this.lies = true
    this.#falls = false
    this.#hasFought = false
    this.#doing = undefined
    for (const [id, { name, place }] of things) {
      if (place === this.uid) this.held.set(id, { id, name, attrib: '' })
    }
  }

  /** Comes into the world. @returns whether it was let in */
  async enter(port: number): Promise<boolean> {
    this.isInWorld = undefined
    this.foe = ''
    this.leaveRoom()
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
    this.#doing = doing
    this.told?.begins(doing)
    this.accounts?.begins(doing)
    if (!(await this.#asks(doing.line))) return false
    if (this.isShaken && !(await this.settles())) return false
    this.hasDone()
    return true
  }

  /** Whatever it was doing is done by now, or never will be. */
  hasDone(): void {
    const doing = this.#doing
    if (!doing) return
    this.#doing = undefined
    // An answer takes along all that was to be read before it.
    this.#hasFought = false
    if (doing.line === GETS_UP) {
      this.lies = false
      this.#falls = false
    }
    this.told?.ends(doing)
    this.accounts?.ends(doing, this.foe !== '')
    this.answers++
  }

  /**
   * Waits until it is answered again, and what it may have missed has come.
   *
   * @returns whether it is still connected
   */
  async settles(): Promise<boolean> {
    if (!(await this.#asks('get'))) return false
    this.backMs ||= performance.now()
    await delay(SETTLES_MS)
    const isThere = await this.#asks()
    if (isThere) this.isShaken = false
    return isThere
  }

  /** Something has happened to the world: it is to settle before it does anything more. */
  shake(): void {
    this.isShaken = true
    this.backMs = 0
  }

  /** What it was told last, for an error. */
  get readLast(): string {
    return this.#read.map((line) => `\n  ${line}`).join('')
  }

  /** Whether it is on its way from one place to another, or may be. */
  get mayCross(): boolean {
    if (this.foe !== '' || this.#hasFought || this.#falls) return true
    return this.#doing !== undefined && crosses(this.#doing)
  }

  /**
   * Types a line, and something that is no command: that is answered by name, and by then all
   * before it is answered, too. `get` finds no such thing, and nothing at all while nothing can be
   * kept.
   */
  async #asks(line?: string): Promise<boolean> {
    const isLasting = line === 'get'
    const first = ++this.#questions
    const mark = () => `${isLasting ? 'get ' : ''}zz${this.#questions}`
    const answered = this.#line((read) => {
      return Number(/"zz(\d+)"/.exec(read)?.[1] ?? 0) >= first
    })
    this.#wire!.send(...(line === undefined || isLasting ? [] : [line]), mark())
    const ask = () => {
      this.#questions++
      this.#wire!.send(mark())
    }
    const again = setInterval(ask, isLasting ? TRIES_AGAIN_MS : ASKS_AGAIN_MS)
    return this.#orEnd(answered).finally(() => clearInterval(again))
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
    if (this.#read.push(text) > READ_MAX) this.#read.shift()
    if (this.isInWorld === undefined && TURNED_AWAY.test(text)) this.#wire?.end()
    const words = text.replace(PROMPT, '')
    this.accounts?.line(this.uid, words)
    if (FELL.test(words)) {
      this.lies = true
      this.#falls = true
    }
    if (!this.#awaited?.isFor(text)) return
    this.#awaited.resolve()
    this.#awaited = undefined
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
      else this.looks(items)
    } else if (name.startsWith('Char.Items.')) {
      const { location, item } = value as { location: string; item: Seen }
      if (location === 'inv') this.#changeOwn(name, item)
      else this.#changeHere(name, item)
    }
  }

  #status({ gold, bank, level, xp, foe }: Record<string, string>): void {
    if (foe !== undefined) {
      if (foe === '' && this.foe !== '') this.#hasFought = true
      this.foe = foe
    }
    const shown: Shown = {}
    if (gold !== undefined) shown.gold = Number(gold)
    if (bank !== undefined) shown.saved = Number(bank)
    if (level !== undefined) shown.level = Number(level)
    if (xp !== undefined) shown.experience = Number(xp)
    if (Object.keys(shown).length > 0) this.accounts?.shown(this.uid, shown)
  }

  #listOwn(items: readonly Seen[]): void {
    this.holds(items)
    this.#onOwnList?.()
  }

  #changeOwn(name: string, item: Seen): void {
    if (name === 'Char.Items.Remove') this.lose(item.id)
    else this.have(item)
  }

  #changeHere(name: string, item: Seen): void {
    if (name === 'Char.Items.Remove') this.missed(item.id)
    else this.see(item)
  }

  #line(isFor: (line: string) => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#awaited = { isFor, resolve }
    })
  }

  /** @throws {Error} when patience ends first */
  async #orEnd(what: Promise<void>): Promise<boolean> {
    const { promise: late, reject } = Promise.withResolvers<never>()
    const typed = this.#doing?.line ?? 'nothing'
    const words = () =>
      `${this.name} typed ${typed} in ${this.room} and still waits for an answer: ${this.readLast}`
    const timer = setTimeout(() => reject(new Error(words())), PATIENCE_MS)
    const closed = this.#wire!.closed.then(() => false)
    return Promise.race([what.then(() => true), closed, late]).finally(() => clearTimeout(timer))
  }
}

function crosses({ line }: Doing): boolean {
  return WALKS.test(line) || line.startsWith('kill ')
}
