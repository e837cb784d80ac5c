/** A character as it is kept. */
export interface KeptCharacter {
  /** The zone it is or was in; undefined for one that has never played. */
  zone: string | undefined
  /** It is in that zone's keeping: its state is no longer its newest. */
  isInWorld: boolean
  /** What `engine/zone/characterState.ts` wrote; undefined for one that has never played. */
  state: Uint8Array | undefined
  /** Grows each time it leaves the world. */
  revision: number
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
  loadCharacter(uid: number): Promise<KeptCharacter | undefined>
}
