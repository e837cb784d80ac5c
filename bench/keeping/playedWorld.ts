import { nameOf } from '#bench/names.ts'
import type { AreaDefinition } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { decodeRecord } from '#engine/persistence/journalWire.ts'
import type { UidRange } from '#engine/persistence/store.ts'
import { NOTHING_KEPT } from '#engine/zone/keeping.ts'
import { ZoneRunner } from '#engine/zone/runner.ts'
import { UID_BLOCK, UidSource } from '#engine/zone/uids.ts'
import type { ZoneSetup } from '#engine/zone/zone.ts'
import { type Bus, SUBJECT } from '#protocol/bus.ts'
import { encodeIntents, type Intent, NOTHING_READ } from '#protocol/intent.ts'
import { loadAreas } from '#scripting/areas/load.ts'
import { moveTo } from '#systems/containment.ts'
import { spawnItem } from '#systems/spawn.ts'

const EDGE = 'bench'

/** Where items and creatures begin, above rooms and characters. */
const FIRST_UID = 2 ** 36

/** Where these players begin: others may sign up in such a world, and count from 1. */
const FIRST_PLAYER = 2 ** 20

/** A thing that everybody may have, to put it down and take it up: its definition, and its word. */
export const LABEL = { id: 'halfway:label', word: 'label' }

let shipped: AreaDefinition[] | undefined

/** The areas that are shipped: those on whose zone a program starts. */
export function shippedAreas(): readonly AreaDefinition[] {
  shipped ??= loadAreas(new URL('../../scripting/areas/', import.meta.url))
  return shipped
}

/** What the zone of the shipped areas is made of, of which nothing was ever kept. */
export function shippedSetup(
  range: UidRange = { first: FIRST_UID, last: FIRST_UID + UID_BLOCK - 1 },
): ZoneSetup {
  const areas = shippedAreas()
  const uids = new UidSource(range, () => {})
  return { name: areas[0]!.zone, areas, seed: 1, uids, keeping: NOTHING_KEPT }
}

/** A bus that knows the last record that its zone has written. */
export interface RecordBus extends Bus {
  readonly sequence: number
}

/** Hears what a zone publishes, and remembers little of it. */
export class ListeningBus implements RecordBus {
  sequence = 0
  lastPayload: Uint8Array = new Uint8Array()
  records = 0
  recordBytes = 0
  frameBytes = 0

  publish(subject: string, payload: Uint8Array): void {
    if (subject === SUBJECT.edge(EDGE)) this.frameBytes += payload.length
    if (subject !== SUBJECT.journal) return
    const record = decodeRecord(payload)
    this.sequence = record.sequence
    this.lastPayload = record.payload
    this.records++
    this.recordBytes += record.payload.length
  }

  subscribe(): () => void {
    return () => {}
  }
}

/**
 * A zone with players in all its rooms that are not dark, as many to each. What it writes counts as
 * kept at once.
 */
export class PlayedWorld {
  readonly runner: ZoneRunner
  readonly #bus: RecordBus
  /** Those of the zone: whoever left them would be another zone's. */
  readonly areas: readonly AreaDefinition[]
  /** Full ids of the rooms where the players are at first, in turn. */
  readonly rooms: readonly string[]
  readonly #sequences: Uint32Array

  constructor(setup: ZoneSetup, bus: RecordBus, players: number) {
    this.#bus = bus
    this.runner = new ZoneRunner(setup, bus)
    this.areas = setup.areas.filter(({ zone }) => zone === setup.name)
    const lit = this.areas.flatMap(({ rooms }) => rooms.filter(({ dark }) => !dark))
    this.rooms = lit.map(({ id }) => id)
    this.#sequences = new Uint32Array(players)
    for (let i = 0; i < players; i++) {
      this.deliver([this.#enter(i)])
      this.turn()
      moveTo(this.runner.zone, this.bodyOf(i), this.#room(i))
    }
    this.settle()
  }

  /** Makes the engine look at whatever was written by hand, and shows everybody where they are. */
  settle(): void {
    this.deliver([...this.#sequences].map((sequence, i) => this.#resync(i, sequence)))
    while (this.runner.hasWork) this.turn()
  }

  turn(): void {
    this.runner.turn()
    this.runner.kept(this.#bus.sequence)
  }

  tick(): void {
    this.runner.tick()
    this.runner.kept(this.#bus.sequence)
  }

  get players(): number {
    return this.#sequences.length
  }

  /** Gives a label to everybody. */
  giveLabels(): void {
    const { zone } = this.runner
    const label = zone.items.get(LABEL.id)!
    for (let i = 0; i < this.players; i++) spawnItem(zone, label, this.bodyOf(i))
    this.settle()
  }

  bodyOf(player: number): Entity {
    return this.runner.zone.byUid.get(FIRST_PLAYER + player)!
  }

  line(player: number, text: string): Intent {
    return { kind: 'line', session: player + 1, sequence: this.#next(player), text }
  }

  deliver(intents: Intent[]): void {
    this.runner.deliver(encodeIntents({ edge: EDGE, intents }))
  }

  #room(i: number): Entity {
    return this.runner.zone.rooms.get(this.rooms[i % this.rooms.length]!)!
  }

  #next(player: number): number {
    const sequence = this.#sequences[player]! + 1
    this.#sequences[player] = sequence
    return sequence
  }

  #enter(i: number): Intent {
    const entry = { ...NOTHING_READ, uid: FIRST_PLAYER + i, name: nameOf(i), epoch: 1 }
    return { kind: 'enter', session: i + 1, sequence: this.#next(i), entry }
  }

  #resync(i: number, sequence: number): Intent {
    return { kind: 'resync', session: i + 1, sequence }
  }
}
