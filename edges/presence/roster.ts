import type { OnlineCharacter, Standing } from './presence.ts'

/** Who plays in this process, in the order in which they came. */
export class Roster {
  readonly #here = new Set<OnlineCharacter>()

  get here(): Iterable<OnlineCharacter> {
    return this.#here
  }

  /** @returns whether it was not over already */
  leave(character: OnlineCharacter): boolean {
    return this.#here.delete(character)
  }

  /** @returns what stands for this arrival, and no other of the same character */
  arrive(character: OnlineCharacter): OnlineCharacter {
    const arrived = { ...character }
    this.#here.add(arrived)
    return arrived
  }

  /** @returns whether there is one who plays it here */
  describe(uid: number, standing: Standing): boolean {
    const holder = this.holder(uid)
    if (holder) holder.standing = standing
    return holder !== undefined
  }

  /** The one who plays a character here, where several sessions still do: the last to come. */
  holder(uid: number): OnlineCharacter | undefined {
    return [...this.#here].findLast((character) => character.uid === uid)
  }

  /** Those here and those elsewhere, by name. One who is at both is where they came to last. */
  with(elsewhere: Iterable<OnlineCharacter>): OnlineCharacter[] {
    const byUid = new Map<number, OnlineCharacter>()
    for (const group of [elsewhere, this.#here]) {
      for (const character of group) {
        const known = byUid.get(character.uid)
        if (!known || known.since <= character.since) byUid.set(character.uid, character)
      }
    }
    return [...byUid.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  }
}
