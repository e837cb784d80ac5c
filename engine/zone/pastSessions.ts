/** How far one session of a character came. */
export interface Done {
  edge: string
  session: number
  sequence: number
}

const SESSIONS_MAX = 4
const CHARACTERS_MAX = 4_096

/**
 * Sessions that others have followed: what such a one asked for, and repeats late, is not done
 * again should it enter once more. Only the last few of a character are remembered, and of those
 * characters only that came last.
 */
export class PastSessions {
  readonly #byUid = new Map<number, readonly Done[]>()

  add(uid: number, done: Done): void {
    const others = (this.#byUid.get(uid) ?? []).filter((each) => !isSame(each, done))
    this.#byUid.delete(uid)
    this.#byUid.set(uid, [...others, done].slice(-SESSIONS_MAX))
    if (this.#byUid.size > CHARACTERS_MAX) this.#byUid.delete(this.#byUid.keys().next().value!)
  }

  /** Up to which of its intents that session came; 0 if it is not remembered. */
  sequenceOf(uid: number, session: Omit<Done, 'sequence'>): number {
    return this.#byUid.get(uid)?.find((each) => isSame(each, session))?.sequence ?? 0
  }
}

function isSame(one: Omit<Done, 'sequence'>, other: Omit<Done, 'sequence'>): boolean {
  return one.edge === other.edge && one.session === other.session
}
