import { type Timer, threadTimer } from '#engine/timer.ts'
import { membersIn } from '#engine/zone/keptMembers.ts'
import { type Bus, SUBJECT, type Unsubscribe } from '#protocol/bus.ts'
import { JournalWriter } from './groupCommit.ts'
import type { JournalStore, KeptZone, Lease } from './journal.ts'
import { decodeRecord, decodeSnapshotPiece, encodeKept } from './journalWire.ts'
import { acquireOrGiveUp } from './leases.ts'
import { SnapshotPieces } from './snapshotPieces.ts'
import { SnapshotRoom } from './snapshotRoom.ts'
import { Trouble } from './trouble.ts'

export interface KeeperOptions {
  bus: Bus
  store: JournalStore
  /**
   * Names who runs the zones. One who has the database alone always has the same name, so that it
   * need not wait for its own last run's lease.
   */
  holder: string
  /** Zones to be opened even if nothing of what was kept of them can be read. */
  acceptsLoss: ReadonlySet<string>
  /** Bytes left on the journal's disk; undefined if that is not known. */
  freeBytes(): number | undefined
  onError(action: string, error: unknown): void
  /** What lasts a while: at its beginning and now and then; without an error: what is to know. */
  onTrouble(words: string, error?: unknown): void
  /** Somebody else runs a zone of ours now: it must stop at once; no more of it is kept. */
  onFenced(zone: string, error: Error): void
  /** By default the thread's. */
  clock?: Timer
  /** Spreads tries to write: 0 <= x < 1. By default Math.random. */
  random?: () => number
}

/** What was kept of a zone, and the epoch in which more may be. */
interface Taken {
  epoch: number
  kept: KeptZone
}

const LEASE_MS = 5_000
const RENEW_MS = 1_500
/** A journal that could not be written for so long keeps new players away. */
const STALLED_MS = 1_000
/** A stop waits so long for what is still to be kept. */
const STOP_MS = 2_000

/** Keeps what zones write: their journals and snapshots, under leases that it holds for them. */
export class Keeper {
  readonly #options: KeeperOptions
  readonly #clock: Timer
  readonly #writer: JournalWriter
  readonly #leases = new Map<string, Lease>()
  readonly #subscriptions: Unsubscribe[]
  readonly #writing: Trouble
  readonly #prolonging: Trouble
  readonly #room: SnapshotRoom
  /** Numbers of the last record of each zone that has come, and of the last that is kept. */
  readonly #come = new Map<string, number>()
  readonly #kept = new Map<string, number>()
  /** Those who wait until all that has come of a zone is kept. */
  #awaiting: { zone: string; resolve: () => void }[] = []
  readonly #pieces = new SnapshotPieces()
  #savingSnapshot: Promise<void> = Promise.resolve()
  /** What is under way with the lease of each zone, or was last. */
  readonly #turns = new Map<string, Promise<unknown>>()
  #callOffRenewing = () => {}
  #stopped: Promise<void> | undefined

  constructor(options: KeeperOptions) {
    const { bus, store, clock = threadTimer } = options
    this.#options = options
    this.#clock = clock
    this.#writing = this.#trouble('write the journal')
    this.#prolonging = this.#trouble('prolong the leases')
    const snapshots = this.#trouble('keep snapshots')
    const { freeBytes } = options
    this.#room = new SnapshotRoom({ freeBytes, now: () => this.#clock.now(), trouble: snapshots })
    this.#writer = new JournalWriter(store, {
      clock,
      ...(options.random && { random: options.random }),
      onFenced: (lease) => this.#fenced(lease),
      onTrouble: (error) => this.#writing.failed(error),
    })
    this.#writer.onKept((zone, sequence) => {
      this.#writing.succeeded()
      this.#kept.set(zone, sequence)
      bus.publish(SUBJECT.kept(zone), encodeKept(sequence))
      this.#wakeThoseWhoWait()
    })
    this.#subscriptions = [
      bus.subscribe(SUBJECT.journal, (payload) => this.#submit(payload)),
      bus.subscribe(SUBJECT.snapshot, (payload) => this.#saveSnapshot(payload)),
    ]
    this.#renewLater()
  }

  /** Records that are not kept yet. */
  get waiting(): number {
    return this.#writer.waiting.records
  }

  /** Why what is done cannot be kept at present, in words; undefined while it can. */
  get trouble(): string | undefined {
    return this.#writer.stalledMs > STALLED_MS ? this.#writing.words : undefined
  }

  /**
   * Takes `zone` over, waiting for whoever holds it, and reads what is kept of it.
   *
   * What an earlier run of the zone has written is kept first: with a new epoch it would be
   * refused.
   *
   * @throws ZONE_HELD if another goes on holding it, ZONE_LOST if nothing of it can be read
   */
  take(zone: string): Promise<Taken> {
    const { store, holder, onTrouble } = this.#options
    const ask = { zone, holder, leaseMs: LEASE_MS, say: onTrouble }
    return this.#inTurn(zone, async () => {
      await this.#allKept(zone)
      return this.#recover(await acquireOrGiveUp(store, ask))
    })
  }

  /**
   * Does the same, but does not wait for another.
   *
   * @returns undefined if another holds the zone
   * @throws ZONE_LOST if nothing of it can be read: it is held no longer then
   */
  tryTake(zone: string): Promise<Taken | undefined> {
    return this.#inTurn(zone, () => this.#tryTake(zone))
  }

  async #tryTake(zone: string): Promise<Taken | undefined> {
    const { store, holder } = this.#options
    await this.#allKept(zone)
    // Should it be ours, that is over now: its loss, which a renewal finds, is nobody's news.
    this.#leases.delete(zone)
    const lease = await store.acquire(zone, holder, LEASE_MS)
    if (!lease) return undefined
    try {
      return await this.#recover(lease)
    } catch (error) {
      await this.#release(lease)
      throw error
    }
  }

  /** Gives up a zone that runs no longer, when all that it has written is kept. */
  giveUp(zone: string): Promise<void> {
    return this.#inTurn(zone, async () => {
      await this.#allKept(zone)
      await this.#savingSnapshot
      const lease = this.#leases.get(zone)
      if (lease) await this.#release(lease)
    })
  }

  /**
   * Does `action` when all is done that was asked before of the zone's lease.
   *
   * A worker that crashes again while its zones are being taken has them taken once more. Were both
   * tries under way at once, the older could come by the newer epoch: the zone would run, and
   * nothing of it would be kept, nor anybody let in.
   */
  #inTurn<T>(zone: string, action: () => Promise<T>): Promise<T> {
    const done = (this.#turns.get(zone) ?? Promise.resolve()).then(action, action)
    this.#turns.set(zone, done)
    return done
  }

  /** Waits, with a bound, until all is kept, and gives the zones up. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop()
    return this.#stopped
  }

  async #stop(): Promise<void> {
    this.#callOffRenewing()
    for (const end of this.#subscriptions) end()
    const { promise: late, resolve } = Promise.withResolvers<void>()
    const callOff = this.#clock.after(STOP_MS, resolve)
    await Promise.race([this.#writer.drained(), late])
    await Promise.race([this.#savingSnapshot, late])
    callOff()
    this.#writer.stop()
    for (const lease of this.#leases.values()) await this.#release(lease)
  }

  async #recover(lease: Lease): Promise<Taken> {
    const { zone, epoch } = lease
    const { store, acceptsLoss } = this.#options
    this.#leases.set(zone, lease)
    const mending = { acceptsLoss: acceptsLoss.has(zone), membersOf: membersIn }
    return { epoch, kept: await store.recover(zone, mending) }
  }

  /** Without a database the lease runs out by itself. */
  async #release(lease: Lease): Promise<void> {
    const { store, holder, onError } = this.#options
    const { zone } = lease
    if (this.#leases.get(zone) === lease) this.#leases.delete(zone)
    await store.release(lease, holder).catch((error) => onError(`give zone "${zone}" up`, error))
  }

  /** What has come of the zone is not kept, and is waited for no longer. */
  #fenced({ zone, epoch }: Lease): void {
    const lease = this.#leases.get(zone)
    if (lease?.epoch !== epoch) return
    this.#leases.delete(zone)
    this.#come.delete(zone)
    this.#wakeThoseWhoWait()
    this.#options.onFenced(zone, new Error(`Zone "${zone}" is another's now`))
  }

  #submit(payload: Uint8Array): void {
    const record = decodeRecord(payload)
    this.#writer.submit(record)
    const isOurs = this.#leases.get(record.zone)?.epoch === record.epoch
    if (isOurs) this.#come.set(record.zone, record.sequence)
  }

  #isAllKept(zone: string): boolean {
    return (this.#come.get(zone) ?? 0) <= (this.#kept.get(zone) ?? 0)
  }

  async #allKept(zone: string): Promise<void> {
    if (this.#isAllKept(zone)) return
    await new Promise<void>((resolve) => this.#awaiting.push({ zone, resolve }))
  }

  #wakeThoseWhoWait(): void {
    const awaiting = this.#awaiting
    this.#awaiting = awaiting.filter(({ zone }) => !this.#isAllKept(zone))
    for (const { zone, resolve } of awaiting) if (this.#isAllKept(zone)) resolve()
  }

  #saveSnapshot(payload: Uint8Array): void {
    const whole = this.#pieces.add(decodeSnapshotPiece(payload))
    if (!whole) return
    const { zone, epoch, snapshot } = whole
    const lease = this.#leases.get(zone)
    if (lease?.epoch !== epoch) return
    const { store } = this.#options
    const hasRoom = this.#room.isThereFor(snapshot)
    this.#savingSnapshot = this.#savingSnapshot
      .then(() => (hasRoom ? store.saveSnapshot(lease, snapshot) : store.dropHistory(zone)))
      .then(
        () => hasRoom && this.#room.kept(),
        (error) => this.#room.failed(error),
      )
      .then(() => {})
  }

  #trouble(action: string): Trouble {
    const { freeBytes, onTrouble } = this.#options
    return new Trouble({ action, freeBytes, now: () => this.#clock.now(), say: onTrouble })
  }

  #renewLater(): void {
    this.#callOffRenewing = this.#clock.after(RENEW_MS, () => {
      this.#renewLater()
      void this.#renew()
    })
  }

  async #renew(): Promise<void> {
    const { store, holder } = this.#options
    const held = [...this.#leases.values()]
    if (held.length === 0) return
    try {
      const lost = new Set(await store.renew(held, holder, LEASE_MS))
      this.#prolonging.succeeded()
      for (const lease of held) if (lost.has(lease.zone)) this.#fenced(lease)
    } catch (error) {
      this.#prolonging.failed(error)
    }
  }
}
