import { ROOM_UIDS } from './kept.ts'
import type { Doing } from './told.ts'
import { Wire } from './wire.ts'
import { type Seen, Witness } from './witness.ts'

const PASSWORD = 'lantern-light'

/** How long anything may take before the bot gives it up. */
const PATIENCE_MS = 10_000

/** A player that remembers what it was told. */
export class Bot extends Witness {
  /** Whether it was told to be in the world; undefined: it has asked to be, or not to be. */
  isInWorld: boolean | undefined = false
  answers = 0
  /** What it read last, for an error. */
  lastLine = ''
  #wire: Wire | undefined
  #questions = 0
  #awaited: { isFor(line: string): boolean; resolve(): void } | undefined
  #onOwnList: (() => void) | undefined

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
    this.told?.begins(doing)
    // What is no command is answered by name: by then all before it is answered, too.
    const mark = `zz${++this.#questions}`
    const answered = this.#line((line) => line.includes(`"${mark}"`))
    this.#wire!.send(doing.line, mark)
    if (!(await this.#orEnd(answered))) return false
    this.told?.ends(doing)
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
      else this.looks(items)
    } else if (name.startsWith('Char.Items.')) {
      const { location, item } = value as { location: string; item: Seen }
      if (location === 'inv') this.#changeOwn(name, item)
      else this.#changeHere(name, item)
    }
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
    if (name === 'Char.Items.Remove') this.here.delete(item.id)
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
    const words = `${this.name} still waits for an answer`
    const timer = setTimeout(() => reject(new Error(words)), PATIENCE_MS)
    const closed = this.#wire!.closed.then(() => false)
    return Promise.race([what.then(() => true), closed, late]).finally(() => clearTimeout(timer))
  }
}
