import type { Doing, Place } from './doing.ts'

/** A gift, and who has heard of which of its things that they were handed over. */
export interface Gift {
  doing: Doing
  isEnded: boolean
  heard: Map<number, 'giver' | 'receiver' | 'both'>
}

/** Gifts that are under way: either may hear of one before the other does. */
export class Gifts {
  #all: Gift[] = []

  begins(doing: Doing): void {
    if (doing.isGift) this.#all.push({ doing, isEnded: false, heard: new Map() })
  }

  /** The giver has its answer: what it has not handed over by now it has kept. */
  ends(doing: Doing): void {
    const gift = this.of(doing)
    if (gift) gift.isEnded = true
    this.#dropHeard()
  }

  of(doing: Doing): Gift | undefined {
    return this.#all.find((gift) => gift.doing === doing)
  }

  /** Whether things may be on their way to `bot` of which it has not heard. */
  areAwaitedBy(bot: Place): boolean {
    return this.#all.some(({ doing, isEnded, heard }) => {
      if (doing.move?.to !== bot) return false
      return !isEnded || [...heard.values()].includes('giver')
    })
  }

  /**
   * The gift by which a thing has come to `bot`.
   *
   * @param mayBe  whether a giver may have handed it over who has not heard of that
   */
  bringing(bot: Place, uid: number, mayBe: (doing: Doing) => boolean): Gift | undefined {
    return this.#all.find(({ doing, isEnded, heard }) => {
      if (doing.move?.to !== bot) return false
      const by = heard.get(uid)
      return by === 'giver' || (by === undefined && !isEnded && mayBe(doing))
    })
  }

  /** What `bot` has asked for that has brought a thing to another, who alone has heard of that. */
  heardOfBefore(bot: Place, uid: number): Doing | undefined {
    return this.#all.find(({ doing, heard }) => doing.bot === bot && heard.get(uid) === 'receiver')
      ?.doing
  }

  /** @returns whether it is news */
  hears({ heard }: Gift, uid: number, by: 'giver' | 'receiver'): boolean {
    const isNews = !heard.has(uid)
    heard.set(uid, isNews ? by : 'both')
    this.#dropHeard()
    return isNews
  }

  /** Those of which all have heard are of no more use. */
  #dropHeard(): void {
    this.#all = this.#all.filter(({ isEnded, heard }) => {
      return !isEnded || [...heard.values()].some((by) => by !== 'both')
    })
  }
}
