/** A character as it is kept. */
export interface KeptCharacter {
  /** The zone that it is in, or is to enter. */
  wakesIn: string
  /** Of that zone, at the moment at which all this was read. */
  epoch: number
  /** It is in that zone's keeping: its state is no longer its newest. */
  isInWorld: boolean
  /** What `engine/zone/characterState.ts` wrote; undefined for one that has never played. */
  state: Uint8Array | undefined
  /** Grows each time it leaves the world. */
  revision: number
}

/** Which zones there are. */
export interface Zones {
  zones: readonly string[]
  /** For characters that have never played, or whose zone is no more. */
  startZone: string
}

/** A range of uids that nobody else will be given, both ends included. */
export interface UidRange {
  first: number
  last: number
}

/**
 * What the world needs of its database besides the journal.
 *
 * Every method rejects when the database cannot be reached: the caller tries again.
 */
export interface WorldStore {
  reserveUids(zone: string, count: number): Promise<UidRange>
  /** @returns undefined if there is no such character */
  loadCharacter(uid: number, zones: Zones): Promise<KeptCharacter | undefined>
}
