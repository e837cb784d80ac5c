/** Uid of a room, a container or a character: whatever things can be in. */
export type Place = number

/** Where things are that are in no place: nobody has made them yet, or a shop has taken them. */
export const NOWHERE: Place = 0

/** One line that a bot types, and what it may do. */
export interface Doing {
  bot: Place
  line: string
  /** What moves things goes from one place to another; all else moves none. */
  move: { from: Place; to: Place } | undefined
  /** It is a gift: who gets it may hear of it before the giver does. */
  isGift: boolean
  /** Things of this name only; undefined: whatever lies there. */
  name: string | undefined
  /** It puts things on or takes them off. */
  dresses: boolean
}

/** A thing as it is kept, or as it was seen. */
export interface Thing {
  name: string
  place: Place
  worn: boolean
  /** It is in the journal: such a thing is never gone. */
  isKept: boolean
}

/** Something that is not as a player had been told, with all that was told of that thing. */
export interface Violation {
  kind: 'lost' | 'doubled' | 'broken'
  words: string
  log: readonly string[]
}

/** All that has been told of one thing since the world was last looked at. */
interface Story {
  start: Thing
  /** For each place, how often it was told to have come there, less how often to have left. */
  balance: Map<Place, number>
  hasMoved: boolean
  /** Whether its holder was told that it is worn; undefined: nothing was said. */
  worn: boolean | undefined
  log: string[]
}

/** Things of one gift by who has heard that they were handed over. */
interface Gift {
  doing: Doing
  isEnded: boolean
  heard: Map<number, 'giver' | 'receiver' | 'both'>
}

const LOG_MAX = 60

/**
 * What bots were told of where things are, and what they asked for and have no answer to.
 *
 * News reach bots over many sockets, so they cannot be put in the order in which things happened.
 * They need not be: each move goes from one place to another, so of all that a thing has been told
 * to do, its last place alone has it come once more than it left.
 */
export class Told {
  readonly #bots: ReadonlyMap<Place, string>
  readonly #stories = new Map<number, Story>()
  readonly #open = new Map<Place, readonly Doing[]>()
  /** Of what nobody has made yet, each doing brings one. */
  readonly #made = new Set<Doing>()
  #gifts: Gift[] = []
  /** What cannot be: a thing came to a bot that had done nothing for it. */
  readonly contradictions: Violation[] = []

  /** @param bots  by name, for what is logged */
  constructor(
    things: Iterable<readonly [uid: number, Thing]> = [],
    bots: ReadonlyMap<Place, string> = new Map(),
  ) {
    this.#bots = bots
    for (const [uid, thing] of things) this.sighted(uid, thing)
  }

  /** Notes where a thing was before anybody here touched it; later sightings change nothing. */
  sighted(uid: number, start: Thing): void {
    if (this.#stories.has(uid)) return
    const log = [`${start.name} (${uid}) begins in ${this.#nameOf(start.place)}`]
    const balance = new Map<Place, number>()
    const worn = start.isKept ? start.worn : undefined
    this.#stories.set(uid, { start, balance, hasMoved: false, worn, log })
  }

  knows(uid: number): boolean {
    return this.#stories.has(uid)
  }

  begins(doing: Doing): void {
    this.#open.set(doing.bot, [...this.opensOf(doing.bot), doing])
    if (doing.isGift) this.#gifts.push({ doing, isEnded: false, heard: new Map() })
  }

  /** Its answer has come: what it has not been told to do by now, it has not done. */
  ends(doing: Doing): void {
    const others = this.opensOf(doing.bot).filter((each) => each !== doing)
    this.#open.set(doing.bot, others)
    const gift = this.#gifts.find((one) => one.doing === doing)
    if (gift) gift.isEnded = true
    this.#dropHeard()
  }

  /** Whether things may be on their way to `bot` of which it has not heard. */
  awaitsGift(bot: Place): boolean {
    return this.#gifts.some(({ doing, isEnded, heard }) => {
      if (doing.move?.to !== bot) return false
      return !isEnded || [...heard.values()].includes('giver')
    })
  }

  /** What `bot` has open: no answer to it has come yet, and it may still be done. */
  opensOf(bot: Place): readonly Doing[] {
    return this.#open.get(bot) ?? []
  }

  /** What has not been done by now will never be. */
  endAll(): void {
    for (const doings of this.#open.values()) for (const doing of doings) this.ends(doing)
  }

  /** `bot` was told that it has a thing that it did not have. */
  came(bot: Place, uid: number): void {
    const gift = this.#gifts.find(({ doing, isEnded, heard }) => {
      if (doing.move?.to !== bot || !this.#fits(doing, uid)) return false
      const by = heard.get(uid)
      // Where it is, is not known while news are missing.
      const at = this.placeOf(uid)
      const isThere = at === undefined || at === doing.bot
      return by === 'giver' || (by === undefined && !isEnded && isThere)
    })
    if (gift) return this.#hear(gift, uid, 'receiver')
    const made = this.#stories.has(uid) ? undefined : this.#maker(bot)
    if (made?.name !== undefined) {
      this.#made.add(made)
      this.sighted(uid, { name: made.name, place: NOWHERE, worn: false, isKept: false })
    }
    const open = made ?? this.#openFor(uid, bot, 'to')
    if (open?.move) this.#move(uid, open.move.from, bot, open.line)
    else this.#contradict(uid, `came to ${this.#nameOf(bot)}, who had not asked for it`)
  }

  /** `bot` was told that it no longer has a thing that it had. */
  went(bot: Place, uid: number): void {
    const open = this.#openFor(uid, bot, 'from')
    if (!open?.move) return this.#contradict(uid, `left ${this.#nameOf(bot)}, who did nothing`)
    const gift = this.#gifts.find(({ doing }) => doing === open)
    if (gift) this.#hear(gift, uid, 'giver')
    else this.#move(uid, bot, open.move.to, open.line)
  }

  /** What `bot` has asked for that makes something. */
  #maker(bot: Place): Doing | undefined {
    return this.opensOf(bot).find((each) => each.move?.from === NOWHERE && !this.#made.has(each))
  }

  /** What `bot` has asked for that takes the thing to it, or from it: best from where it is. */
  #openFor(uid: number, bot: Place, end: 'from' | 'to'): Doing | undefined {
    const place = this.placeOf(uid)
    const fitting = this.opensOf(bot).filter((each) => {
      return each.move?.[end] === bot && each.move.from !== NOWHERE && this.#fits(each, uid)
    })
    return fitting.findLast(({ move }) => move?.from === place) ?? fitting.at(-1)
  }

  /** `bot`, who holds a thing, was told whether it is worn. */
  dressed(bot: Place, uid: number, worn: boolean): void {
    const story = this.#stories.get(uid)
    if (!story || story.worn === worn) return
    story.worn = worn
    this.#note(uid, `${this.#nameOf(bot)} was told that it is ${worn ? '' : 'not '}worn`)
  }

  /** Things that are known of, by what is told of them now. */
  *things(): IterableIterator<readonly [uid: number, name: string, place: Place]> {
    for (const [uid, { start }] of this.#stories) {
      const place = this.placeOf(uid)
      if (place !== undefined) yield [uid, start.name, place]
    }
  }

  /** Where a thing is, if no news are missing between those that came. */
  placeOf(uid: number): Place | undefined {
    const story = this.#stories.get(uid)
    if (!story) return undefined
    const ends = [...new Set([story.start.place, ...story.balance.keys()])].filter((place) => {
      return Number(place === story.start.place) + (story.balance.get(place) ?? 0) !== 0
    })
    if (ends.length !== 1) return undefined
    return ends[0]
  }

  /** Compares what was told with what is kept. `facts` is how many things anything was told of. */
  compare(kept: ReadonlyMap<number, Thing>): { facts: number; violations: Violation[] } {
    const violations = [...this.contradictions]
    let facts = 0
    for (const [uid, story] of this.#stories) {
      const isFact = story.hasMoved || story.start.isKept
      if (isFact) facts++
      const wrong = this.#faultOf(uid, story, kept.get(uid), isFact)
      if (!wrong) continue
      const log = [...story.log, ...this.#openLines(), wrong]
      violations.push({ kind: 'lost', words: `${story.start.name} (${uid}) ${wrong}`, log })
    }
    return { facts, violations }
  }

  #faultOf(
    uid: number,
    story: Story,
    found: Thing | undefined,
    isFact: boolean,
  ): string | undefined {
    const place = this.placeOf(uid)
    if (place === undefined) return 'was told to be in two places, or in none'
    const open = this.#opens().filter((doing) => this.#mayMove(doing, uid))
    if (!found) {
      if (!isFact || isReachable(place, NOWHERE, open)) return undefined
      return `was told to be in ${this.#nameOf(place)}, and is nowhere`
    }
    if (!isReachable(place, found.place, open)) {
      return `was told to be in ${this.#nameOf(place)}, and is in ${this.#nameOf(found.place)}`
    }
    const isUnsure = this.#opens().some((doing) => {
      return doing.bot === place && doing.dresses && this.#fits(doing, uid)
    })
    if (found.place !== place || isUnsure || story.worn === undefined) return undefined
    if (found.worn === story.worn) return undefined
    return `was told to be ${story.worn ? '' : 'not '}worn, and is otherwise`
  }

  #opens(): Doing[] {
    return [...this.#open.values()].flat()
  }

  #fits({ name }: Doing, uid: number): boolean {
    return name === undefined || this.#stories.get(uid)?.start.name === name
  }

  #mayMove(doing: Doing, uid: number): boolean {
    if (!doing.move || doing.move.from === NOWHERE || !this.#fits(doing, uid)) return false
    return !this.#gifts.some((gift) => gift.doing === doing && gift.heard.has(uid))
  }

  #hear(gift: Gift, uid: number, by: 'giver' | 'receiver'): void {
    const { heard, doing } = gift
    const isNews = !heard.has(uid)
    heard.set(uid, isNews ? by : 'both')
    const { from, to } = doing.move!
    if (isNews) this.#move(uid, from, to, `${doing.line} (told the ${by})`)
    else this.#note(uid, `${by} was told, too`)
    this.#dropHeard()
  }

  /** Gifts of which all have heard are of no more use. */
  #dropHeard(): void {
    this.#gifts = this.#gifts.filter(({ isEnded, heard }) => {
      return !isEnded || [...heard.values()].some((by) => by !== 'both')
    })
  }

  #move(uid: number, from: Place, to: Place, line: string): void {
    const story = this.#stories.get(uid)
    if (!story)
      return this.#contradict(
        uid,
        `moved from ${this.#nameOf(from)} to ${this.#nameOf(to)}, and nobody had seen it`,
      )
    const { balance } = story
    balance.set(from, (balance.get(from) ?? 0) - 1)
    balance.set(to, (balance.get(to) ?? 0) + 1)
    story.hasMoved = true
    story.worn = false
    this.#note(uid, `${this.#nameOf(from)} -> ${this.#nameOf(to)}: ${line}`)
  }

  #note(uid: number, words: string): void {
    const log = this.#stories.get(uid)?.log
    if (!log) return
    log.push(words)
    if (log.length > LOG_MAX) log.splice(1, 1)
  }

  #contradict(uid: number, words: string): void {
    const story = this.#stories.get(uid)
    const log = [...(story?.log ?? []), ...this.#openLines()]
    this.contradictions.push({ kind: 'broken', words: `Thing ${uid} ${words}`, log })
  }

  #nameOf(place: Place): string {
    if (place === NOWHERE) return 'no place'
    return this.#bots.get(place) ?? this.#stories.get(place)?.start.name ?? `room ${place}`
  }

  #openLines(): string[] {
    return this.#opens().map(({ bot, line }) => `unanswered: ${this.#nameOf(bot)} typed "${line}"`)
  }
}

/** Whether `to` can be come to from `from` by some of `open`, each done once at most. */
function isReachable(from: Place, to: Place, open: readonly Doing[]): boolean {
  if (from === to) return true
  return open.some((doing, i) => {
    if (doing.move?.from !== from) return false
    return isReachable(doing.move.to, to, open.toSpliced(i, 1))
  })
}
