import type { SharedEvent } from '#edges/session/sharedEvent.ts'
import type { Purse } from '#edges/text/own.ts'
import type { Accounts } from '#play/crash/accounts.ts'
import { type Doing, isRoom, ROOM_UIDS } from '#play/crash/doing.ts'
import { chooseDoing } from '#play/crash/doings.ts'
import type { Market } from '#play/crash/market.ts'
import { oneOf, wordsOf } from '#play/crash/situation.ts'
import type { Told } from '#play/crash/told.ts'
import { type Seen, Witness } from '#play/crash/witness.ts'
import type { Chance } from '#systems/chance.ts'
import type { SimulatedEdge } from './edge.ts'
import type { Sayings } from './sayings.ts'
import type { Schedule } from './schedule.ts'
import { Seat, type Sitter } from './seat.ts'

const THINK_MS_MAX = 150
const AWAY_MS_MIN = 100
const AWAY_MS_MAX = 1_000
/** Who has no answer for so long hangs up, and tries again. */
const PATIENCE_MS_MIN = 3_000
const PATIENCE_MS_MAX = 15_000

/** Uids below are those of characters, rooms and exits. */
const FIRST_THING = 2 ** 36

/** What all players of a simulation share. */
export interface Table {
  schedule: Schedule
  chance: Chance
  told: Told
  accounts: Accounts
  market: Market
  sayings: Sayings
  players: readonly Player[]
  /** Edges that live; one of them is come to. */
  edges(): readonly SimulatedEdge[]
  note(words: string): void
  violation(words: string): void
  /** Somebody has just been answered. */
  answered(): void
}

/** One who plays: it loses its link, its edge and its patience, and comes back. */
export class Player extends Witness implements Sitter {
  seat: Seat | undefined
  /** Comes in and answers what is asked, and begins nothing new. */
  isIdle = false
  answers = 0
  /** Since when it has waited for an answer, or to come in. */
  #waitsSinceMs = 0
  #doing: Doing | undefined
  #isQuitting = false
  readonly #table: Table

  constructor(table: Table, uid: number, name: string) {
    super(name)
    this.#table = table
    this.uid = uid
    this.tellTo(table.told, table.accounts)
    this.#later(AWAY_MS_MAX, () => this.#come())
  }

  /** It plays and waits for nothing. */
  get isSettled(): boolean {
    const { seat } = this
    const isIn = seat?.isIn === true && seat.isWhole
    return isIn && !this.#doing && !this.#isQuitting
  }

  /** Its seat has been told something. */
  hear(seat: Seat): void {
    if (seat.farewellAs !== undefined) return this.#dismissed(seat)
    if (!seat.isIn) return
    if (seat.linesTaken < seat.linesSent) return
    if (!seat.isWhole) return seat.beWhole()
    if (this.#doing || this.#waitsSinceMs !== 0) this.#answered()
  }

  hears(event: SharedEvent): void {
    if (event.verb === 'say') this.#table.sayings.heard(this, event)
  }

  stands(room: number, exits: Readonly<Record<string, number>>): void {
    this.room = room
    this.exits = exits
  }

  pockets({ gold, saved }: Purse): void {
    this.accounts?.shown(this.uid, { gold, saved })
  }

  /** A zone that began anew has other chests of the same names: what is not done is done there. */
  override looks(items: Iterable<Seen>): void {
    super.looks(items)
    const inReach = new Map([...this.here, ...this.held])
    const placeFor = (place: number, line: string) => {
      if (place < FIRST_THING || inReach.has(place)) return place
      const other = [...inReach.values()].find(({ name }) => line.endsWith(wordsOf(name)))
      return other?.id ?? place
    }
    for (const doing of this.#table.told.opensOf(this.uid)) {
      const { move, line } = doing
      if (move) doing.move = { from: placeFor(move.from, line), to: placeFor(move.to, line) }
    }
  }

  override have(item: Seen): void {
    if (!this.held.has(item.id)) this.#sightUnseen(item)
    super.have(item)
  }

  /** What was there before its view of the room was: a zone that begins anew has other things. */
  #sightUnseen({ id, name }: Seen): void {
    const { told } = this.#table
    if (told.knows(id)) return
    const { from = 0 } = told.bringing(this.uid, id, name)?.move ?? {}
    if (isRoom(from)) told.sighted(id, { name, place: from, worn: false, isKept: false })
  }

  /** Its edge is no more. */
  edgeDied(edge: SimulatedEdge): void {
    if (this.seat?.edge === edge) this.#away('its edge died')
  }

  #later(msMax: number, run: () => void, msMin = 0): void {
    const { schedule, chance } = this.#table
    schedule.after(msMin + chance.integer(msMax), run)
  }

  #come(): void {
    if (this.seat) return
    const { chance } = this.#table
    const edge = oneOf(chance, this.#table.edges())
    if (!edge) return this.#later(AWAY_MS_MAX, () => this.#come(), AWAY_MS_MIN)
    this.#table.note(`${this.name} comes to ${edge.name}`)
    this.#isQuitting = false
    this.seat = new Seat(this, edge)
    this.#wait()
  }

  /** Waits for an answer, but not for ever. */
  #wait(): void {
    const { schedule } = this.#table
    const seat = this.seat!
    const sinceMs = schedule.now()
    this.#waitsSinceMs = Math.max(1, sinceMs)
    this.#later(
      PATIENCE_MS_MAX - PATIENCE_MS_MIN,
      () => {
        if (this.seat !== seat || this.#waitsSinceMs !== Math.max(1, sinceMs)) return
        this.#hangUp('has no more patience')
      },
      PATIENCE_MS_MIN,
    )
  }

  #answered(): void {
    if (this.#isQuitting) return
    const doing = this.#doing
    const { told, accounts, note, answered } = this.#table
    this.#waitsSinceMs = 0
    this.#doing = undefined
    this.answers++
    answered()
    if (doing) {
      told.ends(doing)
      accounts.ends(doing, false)
      note(`${this.name} is answered: ${doing.line}`)
    } else note(`${this.name} is in, at ${this.room - ROOM_UIDS}`)
    this.#later(THINK_MS_MAX, () => this.#play())
  }

  #play(): void {
    const { seat } = this
    const { chance } = this.#table
    if (!seat?.isIn || this.#doing || this.#isQuitting || this.#waitsSinceMs !== 0) return
    if (this.isIdle) return
    const kind = chance.integer(100)
    if (kind < 6) this.#quit()
    else if (kind < 9) this.#hangUp('loses its link')
    else if (kind < 11) this.#sitElsewhere()
    else this.#begin(this.#choose())
  }

  #choose(): Doing {
    const { chance, told, accounts, market, players } = this.#table
    const company = players.filter((other) => {
      return other !== this && other.seat?.isIn === true && other.room === this.room
    })
    const situation = { bot: this, company, told, accounts, market, chance }
    for (;;) {
      const doing = chooseDoing(situation)
      // It reads no words, and they alone tell coins that were given from what one has found.
      if (doing.deal?.taker === undefined) return doing
    }
  }

  #begin(doing: Doing): void {
    const { told, accounts, sayings, chance, note } = this.#table
    const seat = this.seat!
    this.#doing = doing
    told.begins(doing)
    accounts.begins(doing)
    note(`${this.name} types: ${doing.line}`)
    if (chance.oneIn(6)) seat.line(sayings.next())
    seat.line(doing.line)
    for (let more = chance.integer(8) - 5; more > 0; more--) seat.line(sayings.next())
    this.#wait()
  }

  #quit(): void {
    this.#table.note(`${this.name} quits`)
    this.#isQuitting = true
    this.seat!.line('quit')
    this.#wait()
  }

  #hangUp(why: string): void {
    const { seat } = this
    this.#away(why)
    seat?.hangUp()
  }

  /** The old seat stays, and is told so: whoever comes later has the character. */
  #sitElsewhere(): void {
    this.#away('sits down elsewhere')
  }

  /** What was asked for and not answered may still be done. */
  #away(why: string): void {
    const { told, note } = this.#table
    note(`${this.name} ${why}`)
    told.strays(this.uid)
    this.seat = undefined
    this.#doing = undefined
    this.#waitsSinceMs = 0
    this.leaveRoom()
    this.#later(AWAY_MS_MAX, () => this.#come(), AWAY_MS_MIN)
  }

  #dismissed(seat: Seat): void {
    const hasQuit = this.#isQuitting && seat.farewellAs === 'quit'
    this.#away(hasQuit ? 'has quit' : `was told farewell: ${seat.farewellAs}`)
  }
}
