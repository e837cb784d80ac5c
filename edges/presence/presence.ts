import type { TriesRule, TryStep } from './tries.ts'

/** What others are told of one who plays, beside the name. */
export interface Standing {
  /** 0: the game knows no levels. */
  level: number
  /** It follows the name; `''`: there is none. */
  title: string
  /** What it is away for; `''`: it is here. */
  away: string
}

/** Someone who plays. */
export interface OnlineCharacter {
  uid: number
  name: string
  /** Where the session is, as the bus knows it. */
  edge: string
  /** Since when, in milliseconds since 1970. */
  since: number
  /** Not there until its edge knows it. */
  standing?: Standing
}

/** Who plays, wherever it is. */
export interface Playing {
  /**
   * Who plays, at all edges: each once, by name. Others' arrivals show within seconds; so do
   * their edges' ends, even if they were killed.
   */
  online(): readonly OnlineCharacter[]
  /** Asks the others who plays with them, for when someone is missed; tells what it can get. */
  lookAgain(): Promise<void>
  /** One who plays here stands so from now on: others hear of it within seconds. */
  describe(uid: number, standing: Standing): void
}

/** What edges know of each other: who plays where, what was tried too often, what is remembered. */
export interface Presence extends Playing {
  readonly counters: Readonly<PresenceCounters>
  /**
   * Someone has begun to play here.
   *
   * @returns  it is over; repeated calls are harmless
   */
  arrive(character: OnlineCharacter): () => void
  /**
   * Takes one of `max` that there are each `perMs` milliseconds, in bursts of `max` at most.
   *
   * @returns 0 if there was one, else the milliseconds until there is
   */
  take(key: string, max: number, perMs: number): Promise<number>
  /**
   * Asks how long to wait before the next try of what gets slower with each, and may count one.
   *
   * @returns milliseconds to wait from now, as it was before this
   */
  tries(key: string, rule: TriesRule, step: TryStep): Promise<number>
  /** Keeps a short text for others, who may find it or not. */
  remember(key: string, text: string, lifeMs: number): Promise<void>
  recall(key: string): Promise<string | undefined>
  /** Takes leave of all others, in half a second at most. */
  stop(): Promise<void>
}

/** Ever growing. */
export interface PresenceCounters {
  /** Questions that this process answered by itself because nobody else was there to. */
  answeredAlone: number
  /** Times that the way to the others was lost. */
  losses: number
}
