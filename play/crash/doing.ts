/** Uid of a room, a container or a character: whatever things can be in. */
export type Place = number

/** Rooms' uids: see `systems/populate.ts`. */
export const ROOM_UIDS = 2 ** 31
const EXIT_UIDS = 2 ** 32

export function isRoom(place: Place): boolean {
  return place >= ROOM_UIDS && place < EXIT_UIDS
}

/** Whence comes what is bought, and whither goes what is sold. */
export const NOWHERE: Place = -1

/** From one place to another. */
export interface Move {
  from: Place
  to: Place
}

/** What is done to a purse, if it is done. */
export interface Deal {
  /** Coins that come to hand; below 0: that go. */
  gold: number
  /** The same in the bank. */
  saved: number
  /** Coins that the world pays. */
  minted: number
  /** Coins that it takes back. */
  burned: number
  /** Up to so many come to hand besides: one cannot know how many are there. */
  found: number
  /** Whether the world pays those. */
  mints: boolean
  /** Who gets what goes. */
  taker: Place | undefined
}

/** What one types who lies somewhere. */
export const GETS_UP = 'stand'

/** One line that a bot types, and what it may do. */
export interface Doing {
  bot: Place
  line: string
  /** What moves things goes from one place to another; all else moves none. */
  move: Move | undefined
  /** It is a gift: who gets it may hear of it before the giver does. */
  isGift: boolean
  /** Things of this name only; undefined: whatever lies there. */
  name: string | undefined
  /** It puts things on or takes them off. */
  dresses: boolean
  deal: Deal | undefined
}

/** Does nothing, until more is said. */
export function still(bot: Place, line: string): Doing {
  return {
    bot,
    line,
    move: undefined,
    isGift: false,
    name: undefined,
    dresses: false,
    deal: undefined,
  }
}

export function moving(bot: Place, line: string, from: Place, to: Place, name?: string): Doing {
  return { ...still(bot, line), move: { from, to }, name }
}

/** Deals in coins, and moves no things. */
export function dealing(bot: Place, line: string, deal: Partial<Deal>): Doing {
  return { ...still(bot, line), deal: dealOf(deal) }
}

export function dealOf(deal: Partial<Deal>): Deal {
  const nothing = { gold: 0, saved: 0, minted: 0, burned: 0, found: 0 }
  return { ...nothing, mints: false, taker: undefined, ...deal }
}
