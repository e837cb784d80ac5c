/** One turn's lasting changes of one zone, on their way to be kept. */
export interface JournalRecord {
  zone: string
  /** That of the lease under which the zone runs: an older one is refused. */
  epoch: number
  /** Counts a zone's records from 1, without holes, over all its epochs. */
  sequence: number
  tick: number
  /** What `recordCodec` wrote: opaque to the store. Never empty. */
  payload: Uint8Array
  /** Characters that entered the world with it: from now on they are kept with the zone. */
  entered: readonly number[]
  /** Characters that left it: from now on they are kept by themselves. */
  left: readonly Leaving[]
}

/** A character on its way out of a zone. */
export interface Leaving {
  uid: number
  /** In which it is kept from now on. */
  state: Uint8Array
  /** The zone in which it will wake; absent: the same. */
  next?: string
}

/** A zone as it was kept, ready to be brought back. */
export interface KeptZone {
  /** The newest whole snapshot; undefined if there is none. */
  snapshot: KeptSnapshot | undefined
  /** All whole records that follow it, oldest first. */
  records: readonly Pick<JournalRecord, 'sequence' | 'tick' | 'payload'>[]
  /** What was found damaged and left out, for the operator: empty when all is well. */
  damage: readonly string[]
}

export interface KeptSnapshot {
  /** The records after this one must be applied to it. */
  sequence: number
  tick: number
  payload: Uint8Array
}

/** The right to run a zone. */
export interface Lease {
  zone: string
  /** Grows with each new holder. */
  epoch: number
}

/** Who has a zone, and for how long if that is not prolonged. */
export interface Holding {
  holder: string
  /** By the clock of the store. */
  until: Date
}

/** What a recovery may do where something is damaged. */
export interface Mending {
  /** The zone is to be opened even if nothing of it can be read. */
  acceptsLoss: boolean
  /** Uids of the characters that came back with the zone: all others are kept by themselves. */
  membersOf(kept: KeptZone): readonly number[]
}

/** Thrown when there was something kept of a zone, and nothing of it can be brought back. */
export class ZoneLostError extends Error {
  readonly code = 'ZONE_LOST'

  /** @param damage  what was found, in words */
  constructor(zone: string, damage: readonly string[]) {
    super(
      `Cannot open zone "${zone}": nothing of what was kept of it can be brought back ` +
        `(${damage.join('; ')}): restore the database from a backup, or go on without that by ` +
        `LOAM_ACCEPT_LOSS=${zone}, which puts aside what is damaged`,
    )
  }
}

/** Thrown when another now holds a zone: who ran it under one of `leases` must stop at once. */
export class FencedError extends Error {
  readonly code = 'ZONE_FENCED'
  readonly leases: readonly Lease[]

  constructor(leases: readonly Lease[]) {
    const lost = leases.map(({ zone, epoch }) => `"${zone}" (epoch ${epoch})`)
    super(`Cannot write the journal of ${lost.join(', ')}: another now holds the zone`)
    this.leases = leases
  }
}

/**
 * Where zones' journals and snapshots are kept.
 *
 * Every method rejects when the store cannot be reached; nothing is then kept for certain, and the
 * caller tries again: repeating an append that was kept after all is harmless.
 */
export interface JournalStore {
  /**
   * Takes the zone over, whoever held it, if its lease has run out or is this holder's.
   *
   * @param holder  names this run of this program
   * @returns undefined while another holds it
   */
  acquire(zone: string, holder: string, leaseMs: number): Promise<Lease | undefined>
  /** Who has the zone; undefined while nobody does. */
  holderOf(zone: string): Promise<Holding | undefined>
  /** Prolongs leases. @returns those that are lost, by zone */
  renew(leases: readonly Lease[], holder: string, leaseMs: number): Promise<readonly string[]>
  /** Gives a lease back. */
  release(lease: Lease, holder: string): Promise<void>
  /**
   * Keeps records of any zones, all or none, in one commit.
   *
   * @throws {FencedError} if one carries an old epoch, or if another record has its number already:
   * none is kept then
   */
  append(records: readonly JournalRecord[]): Promise<void>
  /**
   * Keeps a snapshot, then drops what neither a recovery needs nor the history. The record that it
   * follows must have been kept before.
   *
   * @throws {FencedError} if the lease is lost: nothing is changed then
   */
  saveSnapshot(lease: Lease, snapshot: KeptSnapshot): Promise<void>
  /** Drops what no recovery of the zone needs, so that its journal has that room. */
  dropHistory(zone: string): Promise<void>
  /**
   * Reads what is kept of the zone; checks every sum. What is damaged is set aside, so that the
   * zone can go on behind its last whole record: for the zone's holder only, before it appends.
   *
   * @param mending  characters' rows are made to agree with what came back; without it they stay
   * @throws {ZoneLostError} if nothing is left of what there was, and that is not accepted: all
   *   stays as it is then
   */
  recover(zone: string, mending?: Mending): Promise<KeptZone>
}

/** A character that left the world in some zone. */
export interface Dweller {
  uid: number
  state: Uint8Array | undefined
}

/** A character, and the zone in which it is to wake up. */
export interface Rehousing {
  uid: number
  zone: string
}

/** Which zones the store knows, and who would wake up in them. */
export interface ZoneRegister {
  /** Zones of which anything is kept, or in which a character is or would wake up. */
  keptZones(): Promise<readonly string[]>
  /** Does something while no other process that asks for this does, waiting for its turn. */
  alone<T>(action: () => Promise<T>): Promise<T>
  /** Some of the characters that left the world in `zone`, with uids above `after`, ascending. */
  dwellersOf(zone: string, after: number): Promise<readonly Dweller[]>
  /** Has characters that left the world in `zone` wake up elsewhere. */
  rehouse(zone: string, rehousings: readonly Rehousing[]): Promise<void>
}
