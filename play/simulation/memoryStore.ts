import {
  FencedError,
  type Holding,
  type JournalRecord,
  type JournalStore,
  type KeptSnapshot,
  type KeptZone,
  type Lease,
} from '#engine/persistence/journal.ts'
import type { KeptCharacter, UidRange, WorldStore, Zones } from '#engine/persistence/store.ts'
import type { Chance } from '#systems/chance.ts'
import type { ProcessTime, Schedule } from './schedule.ts'

/** A simulated server is waited for no longer than that. */
const PATIENCE_MS = 2_000
/** As a rule there and back each take it up to so long. */
export const LATENCY_MS = 8
/** One that is frozen is asked again so often whether it still is. */
const FROZEN_LOOK_MS = 50

interface ZoneRow {
  epoch: number
  holder: string | undefined
  untilMs: number
  snapshot: KeptSnapshot | undefined
  /** All that was ever kept: what a snapshot covers is passed over when it is read. */
  records: JournalRecord[]
}

/** A character's own row. */
export interface CharacterRow {
  /** Where it is to wake up; undefined for one that has never played. */
  zone: string | undefined
  isInWorld: boolean
  state: Uint8Array | undefined
  revision: number
}

/** The database that all processes of a simulated world share: it loses nothing it has kept. */
export class MemoryStore {
  /** While true nobody is answered. */
  isFrozen = false
  /** There and back each take up to so long. */
  latencyMsMax = LATENCY_MS
  /** Of a thousand requests so many break off: half of them when what was asked for is done. */
  brokenPerMille = 0
  /** Whether appends under a lost lease are refused: a planted fault has them kept. */
  isFencing = true
  /** Characters that have gone over to another zone. */
  handOvers = 0
  onHandOver = () => {}
  /** Something is kept; who asked for that has not heard of it yet. */
  onKept = () => {}
  /** What cannot be: a record was passed over. */
  readonly violations: string[] = []
  readonly #schedule: Schedule
  readonly #chance: Chance
  readonly #zones = new Map<string, ZoneRow>()
  readonly #characters = new Map<number, CharacterRow>()
  #lastUid = 2 ** 36

  constructor(schedule: Schedule, chance: Chance) {
    this.#schedule = schedule
    this.#chance = chance
  }

  addCharacter(uid: number): void {
    const row = { zone: undefined, isInWorld: false, state: undefined, revision: 0 }
    this.#characters.set(uid, row)
  }

  character(uid: number): Readonly<CharacterRow> | undefined {
    return this.#characters.get(uid)
  }

  /** What is kept of a zone, now. */
  keptOf(zone: string): KeptZone {
    return this.#recover(zone)
  }

  /** Who has the zone, and in which epoch. */
  ownerOf(zone: string): Pick<ZoneRow, 'epoch' | 'holder'> {
    return this.#zone(zone)
  }

  /** The store as one process reaches it: whoever is dead hears of no answer. */
  connection(time: ProcessTime): JournalStore & WorldStore {
    const ask = <T>(run: () => T) => this.#ask(time, run)
    return {
      acquire: (zone, holder, leaseMs) => ask(() => this.#acquire(zone, holder, leaseMs)),
      holderOf: (zone) => ask(() => this.#holderOf(zone)),
      renew: (leases, holder, leaseMs) =>
        ask(() => leases.filter((lease) => !this.#renew(lease, holder, leaseMs)).map(zoneOf)),
      release: (lease, holder) => ask(() => this.#release(lease, holder)),
      append: (records) => ask(() => this.#append(records)),
      saveSnapshot: (lease, snapshot) => ask(() => this.#saveSnapshot(lease, snapshot)),
      dropHistory: () => ask(() => {}),
      recover: (zone) => ask(() => this.#recover(zone)),
      reserveUids: (_zone, count) => ask(() => this.#reserveUids(count)),
      loadCharacter: (uid, zones) => ask(() => this.#loadCharacter(uid, zones)),
    }
  }

  /**
   * There and back takes time. Whoever asked may be dead by then, or have given up waiting, and
   * what it asked for be done all the same.
   */
  #ask<T>(time: ProcessTime, run: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const callOff = time.after(PATIENCE_MS, () => reject(new Error('no answer')))
      const isBroken = this.#chance.integer(1000) < this.brokenPerMille
      const isInTime = !isBroken || this.#chance.oneIn(2)
      const diesWithSender = this.#chance.oneIn(2)
      const attempt = () => {
        if (time.isDead && diesWithSender) return
        if (this.isFrozen) return void this.#schedule.after(FROZEN_LOOK_MS, attempt)
        const answer = isInTime ? outcomeOf(run) : { error: new Error('never asked') }
        time.after(this.#chance.integer(this.latencyMsMax), () => {
          callOff()
          if (isBroken) reject(new Error('the connection broke'))
          else if ('error' in answer) reject(answer.error)
          else resolve(answer.value)
        })
      }
      this.#schedule.after(this.#chance.integer(this.latencyMsMax), attempt)
    })
  }

  #zone(name: string): ZoneRow {
    const known = this.#zones.get(name)
    if (known) return known
    const row = { epoch: 0, holder: undefined, untilMs: 0, snapshot: undefined, records: [] }
    this.#zones.set(name, row)
    return row
  }

  #acquire(zone: string, holder: string, leaseMs: number): Lease | undefined {
    const row = this.#zone(zone)
    const now = this.#schedule.now()
    if (row.holder !== undefined && row.holder !== holder && row.untilMs >= now) return undefined
    row.epoch++
    row.holder = holder
    row.untilMs = now + leaseMs
    return { zone, epoch: row.epoch }
  }

  #holderOf(zone: string): Holding | undefined {
    const { holder, untilMs } = this.#zone(zone)
    return holder === undefined ? undefined : { holder, until: new Date(untilMs) }
  }

  #renew({ zone, epoch }: Lease, holder: string, leaseMs: number): boolean {
    const row = this.#zone(zone)
    if (row.epoch !== epoch || row.holder !== holder) return false
    row.untilMs = this.#schedule.now() + leaseMs
    return true
  }

  #release({ zone, epoch }: Lease, holder: string): void {
    const row = this.#zone(zone)
    if (row.epoch === epoch && row.holder === holder) row.holder = undefined
  }

  /** All or none, as the database does it; what was kept by a try before is not kept again. */
  #append(records: readonly JournalRecord[]): void {
    const lost = records.filter((record) => this.#isLost(record))
    if (lost.length > 0) throw new FencedError(lost.map(({ zone, epoch }) => ({ zone, epoch })))
    for (const record of records) {
      const kept = this.#zone(record.zone).records
      const last = kept.at(-1)?.sequence ?? 0
      if (this.#keptAs(record) !== undefined && this.isFencing) continue
      if (record.sequence > last + 1) {
        const { zone, epoch, sequence } = record
        const words = `Zone "${zone}" keeps record ${sequence} of epoch ${epoch} after ${last}`
        this.violations.push(words)
      }
      kept.push(record)
      this.#moveCharacters(record)
    }
    this.onKept()
  }

  #keptAs({ zone, sequence }: JournalRecord): JournalRecord | undefined {
    return this.#zone(zone).records[sequence - 1]
  }

  /** Its epoch is over, or another record has its number. */
  #isLost(record: JournalRecord): boolean {
    if (!this.isFencing) return false
    if (this.#zone(record.zone).epoch !== record.epoch) return true
    const kept = this.#keptAs(record)
    if (!kept) return false
    return kept.epoch !== record.epoch || !Buffer.from(kept.payload).equals(record.payload)
  }

  #moveCharacters(record: JournalRecord): void {
    for (const uid of record.entered) {
      const row = this.#characters.get(uid)!
      Object.assign(row, { isInWorld: true, zone: record.zone })
    }
    for (const { uid, state, next: zone = record.zone } of record.left) {
      if (zone !== record.zone) this.#handedOver()
      const row = this.#characters.get(uid)!
      Object.assign(row, { isInWorld: false, zone, state, revision: row.revision + 1 })
    }
  }

  #handedOver(): void {
    this.handOvers++
    this.onHandOver()
  }

  #saveSnapshot({ zone, epoch }: Lease, snapshot: KeptSnapshot): void {
    const row = this.#zone(zone)
    if (row.epoch !== epoch) throw new FencedError([{ zone, epoch }])
    const last = row.records.at(-1)?.sequence ?? 0
    if (snapshot.sequence > last) throw new Error('It follows a record that is not kept')
    if (snapshot.sequence >= (row.snapshot?.sequence ?? 0)) row.snapshot = snapshot
  }

  #recover(zone: string): KeptZone {
    const { snapshot, records } = this.#zone(zone)
    const after = snapshot?.sequence ?? 0
    return { snapshot, records: records.filter(({ sequence }) => sequence > after), damage: [] }
  }

  #reserveUids(count: number): UidRange {
    const first = this.#lastUid + 1
    this.#lastUid += count
    return { first, last: this.#lastUid }
  }

  #loadCharacter(uid: number, { zones, startZone }: Zones): KeptCharacter | undefined {
    const row = this.#characters.get(uid)
    if (!row) return undefined
    const wakesIn = row.zone !== undefined && zones.includes(row.zone) ? row.zone : startZone
    const { isInWorld, state, revision } = row
    return { wakesIn, epoch: this.#zone(wakesIn).epoch, isInWorld, state, revision }
  }
}

function zoneOf({ zone }: Lease): string {
  return zone
}

function outcomeOf<T>(run: () => T): { value: T } | { error: unknown } {
  try {
    return { value: run() }
  } catch (error) {
    return { error }
  }
}
