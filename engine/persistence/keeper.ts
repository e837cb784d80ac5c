import { threadTimer } from '#engine/timer.ts'
import { type Bus, SUBJECT, type Unsubscribe } from '#protocol/bus.ts'
import { JournalWriter } from './groupCommit.ts'
import type { JournalStore, KeptZone, Lease } from './journal.ts'
import { decodeRecord, decodeSnapshot, encodeKept } from './journalWire.ts'

export interface KeeperOptions {
  bus: Bus
  store: JournalStore
  /**
   * Names who runs the zones. One who has the database alone always has the same name, so that it
   * need not wait for its own last run's lease.
   */
  holder: string
  onError(action: string, error: unknown): void
  /** Somebody else runs a zone of ours now: all here must stop at once. */
  onFenced(error: Error): void
}

const LEASE_MS = 5_000
const RENEW_MS = 1_500
/** While another holds a zone, it is asked for so often. */
const ASK_AGAIN_MS = 500
/** A stop waits so long for what is still to be kept. */
const STOP_MS = 2_000

/** Keeps what zones write: their journals and snapshots, under leases that it holds for them. */
export class Keeper {
  readonly #options: KeeperOptions
  readonly #writer: JournalWriter
  readonly #leases = new Map<string, Lease>()
  readonly #subscriptions: Unsubscribe[]
  readonly #renewing: NodeJS.Timeout
  /** Numbers of the last record of each zone that has come, and of the last that is kept. */
  readonly #come = new Map<string, number>()
  readonly #kept = new Map<string, number>()
  /** Those who wait until all that has come of a zone is kept. */
  #awaiting: { zone: string; resolve: () => void }[] = []
  #savingSnapshot: Promise<void> = Promise.resolve()
  #stopped: Promise<void> | undefined

  constructor(options: KeeperOptions) {
    this.#options = options
    const { bus, store, onError, onFenced } = options
    this.#writer = new JournalWriter(store, {
      clock: threadTimer,
      onFenced: ({ zone }) => onFenced(new Error(`Zone "${zone}" is another's now`)),
      onTrouble: (error) => onError('write the journal', error),
    })
    this.#writer.onKept((zone, sequence) => {
      this.#kept.set(zone, sequence)
      bus.publish(SUBJECT.kept(zone), encodeKept(sequence))
      this.#wakeThoseWhoWait()
    })
    this.#subscriptions = [
      bus.subscribe(SUBJECT.journal, (payload) => this.#submit(payload)),
      bus.subscribe(SUBJECT.snapshot, (payload) => this.#saveSnapshot(payload)),
    ]
    this.#renewing = setInterval(() => void this.#renew(), RENEW_MS)
  }

  /** Records that are not kept yet. */
  get waiting(): number {
    return this.#writer.waiting.records
  }

  /**
   * Takes `zone` over, waiting for whoever holds it, and reads what is kept of it.
   *
   * What an earlier run of the zone has written is kept first: with a new epoch it would be
   * refused.
   */
  async take(zone: string): Promise<{ epoch: number; kept: KeptZone }> {
    const { store, holder } = this.#options
    await this.#allKept(zone)
    for (;;) {
      const lease = await store.acquire(zone, holder, LEASE_MS)
      if (lease) {
        this.#leases.set(zone, lease)
        return { epoch: lease.epoch, kept: await store.recover(zone) }
      }
      await delay(ASK_AGAIN_MS)
    }
  }

  /** Waits, with a bound, until all is kept, and gives the zones up. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop()
    return this.#stopped
  }

  async #stop(): Promise<void> {
    clearInterval(this.#renewing)
    for (const end of this.#subscriptions) end()
    const late = new Promise<void>((resolve) => {
      setTimeout(resolve, STOP_MS).unref()
    })
    await Promise.race([this.#writer.drained(), late])
    await Promise.race([this.#savingSnapshot, late])
    this.#writer.stop()
    const { store, holder, onError } = this.#options
    for (const lease of this.#leases.values()) {
      const { zone } = lease
      await store.release(lease, holder).catch((error) => onError(`give zone "${zone}" up`, error))
    }
  }

  #submit(payload: Uint8Array): void {
    const record = decodeRecord(payload)
    this.#writer.submit(record)
    this.#come.set(record.zone, record.sequence)
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
    const { zone, epoch, snapshot } = decodeSnapshot(payload)
    const lease = this.#leases.get(zone)
    if (lease?.epoch !== epoch) return
    const { store, onError } = this.#options
    this.#savingSnapshot = this.#savingSnapshot
      .then(() => store.saveSnapshot(lease, snapshot))
      .catch((error) => onError(`keep a snapshot of zone "${zone}"`, error))
  }

  async #renew(): Promise<void> {
    const { store, holder, onError, onFenced } = this.#options
    try {
      const lost = await store.renew([...this.#leases.values()], holder, LEASE_MS)
      if (lost.length > 0) onFenced(new Error(`Zones ${lost.join(', ')} are another's now`))
    } catch (error) {
      onError('prolong the leases', error)
    }
  }
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}
