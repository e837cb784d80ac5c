import { UNASKED_EVERY_MS } from '#edges/session/pacer.ts'
import { FakeChat } from '#edges/session/testChat.ts'
import { FakeServices } from '#edges/session/testDesk.ts'
import {
  FakeAccounts,
  FakeTerminal,
  KeptLog,
  ManualClock,
  settled,
} from '#edges/session/testing.ts'
import { createTextEdge } from '#edges/session/textEdge.ts'
import { LocalBus } from '#engine/bus/localBus.ts'
import { Doorkeeper } from '#engine/persistence/doorkeeper.ts'
import type { JournalRecord } from '#engine/persistence/journal.ts'
import { decodeRecord } from '#engine/persistence/journalWire.ts'
import type { KeptCharacter, WorldStore } from '#engine/persistence/store.ts'
import { NOTHING_KEPT } from '#engine/zone/keeping.ts'
import { ZoneRunner } from '#engine/zone/runner.ts'
import { UID_BLOCK, UidSource } from '#engine/zone/uids.ts'
import { SUBJECT } from '#protocol/bus.ts'
import { loadAreas } from '#scripting/areas/load.ts'
import type { Stage } from './stage.ts'
import { linesOf } from './transcript.ts'

const FIRST_UID = 2 ** 36

/** A stage in this thread: zone, doorkeeper and edge on one bus, time moved by hand. */
export class Indoors implements Stage {
  readonly #bus = new LocalBus()
  readonly #clock = new ManualClock()
  readonly #runner: ZoneRunner
  readonly #edge
  readonly #accounts = new FakeAccounts()
  readonly #terminals = new Map<string, FakeTerminal>()
  readonly #kept = new Map<number, KeptCharacter>()
  readonly #newcomer: KeptCharacter

  constructor(areasDirectory: URL) {
    const areas = loadAreas(areasDirectory)
    const name = areas[0]!.zone
    const { epoch } = NOTHING_KEPT
    this.#newcomer = { wakesIn: name, epoch, isInWorld: false, state: undefined, revision: 0 }
    const uids = new UidSource({ first: FIRST_UID, last: FIRST_UID + UID_BLOCK }, () => undefined)
    this.#runner = new ZoneRunner({ name, areas, seed: 1, uids, keeping: NOTHING_KEPT }, this.#bus)
    this.#bus.subscribe(SUBJECT.zone(name), (payload) => this.#runner.deliver(payload))
    this.#bus.subscribe(SUBJECT.journal, (payload) => this.#keep(decodeRecord(payload)))
    new Doorkeeper({
      bus: this.#bus,
      store: memoryStore(this.#kept, this.#newcomer),
      zones: [name],
      startZone: name,
      onError: (action, error) => {
        throw new Error(`The doorkeeper could not ${action}`, { cause: error })
      },
      onTrouble: (words, error) => {
        throw new Error(`The doorkeeper ${words}`, { cause: error })
      },
    })
    new FakeChat(this.#bus)
    this.#edge = createTextEdge({
      bus: this.#bus,
      edge: 'indoors',
      accounts: this.#accounts,
      services: new FakeServices(),
      log: new KeptLog(),
      trusted: () => true,
      msspReply: () => '',
      clock: this.#clock,
    })
  }

  async enter(name: string): Promise<void> {
    this.#accounts.add(capital(name), 'password')
    const terminal = new FakeTerminal()
    this.#terminals.set(name, terminal)
    this.#edge.welcome(terminal)
    await settled()
    terminal.type(`connect ${name} password`)
    await this.#settle()
    terminal.seen()
  }

  async type(name: string, line: string): Promise<void> {
    const terminal = this.#terminal(name)
    // What is typed is not part of what is read.
    terminal.isMasked = true
    terminal.type(line)
    await this.#settle()
  }

  async read(name: string): Promise<string[]> {
    return linesOf(this.#terminal(name).seen())
  }

  async close(): Promise<void> {
    this.#runner.stop()
    for (const terminal of this.#terminals.values()) terminal.hangUp()
    await settled()
  }

  /** Lets `ticks` of the world's time pass. */
  async pass(ticks: number): Promise<void> {
    for (let i = 0; i < ticks; i++) this.#runner.tick()
    await this.#settle()
  }

  /** Keeps a record at once, as a database would a little later. */
  #keep({ sequence, entered, left }: JournalRecord): void {
    for (const uid of entered) {
      const revision = this.#kept.get(uid)?.revision ?? 0
      this.#kept.set(uid, { ...this.#newcomer, isInWorld: true, revision })
    }
    for (const { uid, state } of left) {
      const revision = (this.#kept.get(uid)?.revision ?? 0) + 1
      this.#kept.set(uid, { ...this.#newcomer, state, revision })
    }
    this.#runner.kept(sequence)
  }

  async #settle(): Promise<void> {
    await settled()
    this.#runner.turn()
    await settled()
    this.#clock.advance(UNASKED_EVERY_MS)
    await settled()
  }

  #terminal(name: string): FakeTerminal {
    return this.#terminals.get(name)!
  }
}

function capital(name: string): string {
  return name[0]!.toUpperCase() + name.slice(1)
}

function memoryStore(
  kept: ReadonlyMap<number, KeptCharacter>,
  newcomer: KeptCharacter,
): WorldStore {
  let uid = 2 * FIRST_UID
  return {
    async reserveUids(_zone, count) {
      uid += count
      return { first: uid - count, last: uid - 1 }
    },
    async loadCharacter(character) {
      return kept.get(character) ?? newcomer
    },
  }
}
