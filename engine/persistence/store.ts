/** A character as it is kept. */
export interface KeptCharacter {
  /** The zone it was in; undefined for one that has never played. */
  zone: string | undefined
  /** What `engine/zone/characterState.ts` wrote; undefined for one that has never played. */
  state: Uint8Array | undefined
  revision: number
}

/** What a zone wishes to be kept of one character. */
export interface CharacterSave {
  uid: number
  zone: string
  /** Grows with each save of this character: an older one never replaces a newer one. */
  revision: number
  state: Uint8Array
}

/** A range of uids that nobody else will be given, both ends included. */
export interface UidRange {
  first: number
  last: number
}

/**
 * What the world needs of its database.
 *
 * Every method rejects when the database cannot be reached; nothing is then kept, and the
 * caller tries again.
 */
export interface WorldStore {
  reserveUids(zone: string, count: number): Promise<UidRange>
  loadCharacter(uid: number): Promise<KeptCharacter | undefined>
  saveCharacters(saves: readonly CharacterSave[]): Promise<void>
}
