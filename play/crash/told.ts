import { type Doing, isRoom, type Move, NOWHERE, type Place } from './doing.ts'
import { type Gift, Gifts } from './gifts.ts'

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

/** What lies on a corpse is seen by nobody before it is taken. */
export function isCorpse(name: string): boolean {
  return name.startsWith('the corpse of ')
}

/** All that has been told of one thing since the world was last looked at. */
interface Story {
  start: Thing
  /** For each place, how often it was told to have come there, less how often to have left. */
  balance: Map<Place, number>
  hasMoved: boolean
  /** Whither it was told to have come last. */
  last: Place
  /** Its holder was set back to another room, and laid it down before or afterwards. */
  orElse: Place | undefined
  /** Whether its holder was told that it is worn; undefined: nothing was said. */
  worn: boolean | undefined
  /** It was moved by what may have been done at any time: where it was before nobody can tell. */
  isVague: boolean
  log: string[]
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
  /** Rooms of corpses that have fallen to dust: what lay in one lies in its room. */
  readonly #dust = new Map<Place, Place>()
  readonly #open = new Map<Place, readonly Doing[]>()
  /** What was asked for in sessions that are lost: done at any time, or never. */
  readonly #stray = new Set<Doing>()
  /** Doings that name one thing, and have had it moved. */
  readonly #served = new Set<Doing>()
  readonly #gifts = new Gifts()
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
    const unmoved = { hasMoved: false, last: start.place, orElse: undefined, isVague: false }
    this.#stories.set(uid, { start, balance, ...unmoved, worn, log })
  }

  /** Whether anybody has seen the thing, or it was kept before. */
  knows(uid: number): boolean {
    return this.#stories.has(uid)
  }

  /** A corpse is no longer where it was: corpses do not move. */
  decayed(corpse: number): void {
    const story = this.#stories.get(corpse)
    if (story && isCorpse(story.start.name)) this.#dust.set(corpse, story.start.place)
  }

  /** All that lies in `room` was seen, and its things are these. */
  seenIn(room: Place, things: ReadonlySet<number>): void {
    for (const [uid, { start }] of this.#stories) {
      if (start.place === room && !things.has(uid)) this.decayed(uid)
    }
  }

  begins(doing: Doing): void {
    this.#open.set(doing.bot, [...this.opensOf(doing.bot), doing])
    this.#gifts.begins(doing)
  }

  /** Its answer has come: what it has not been told to do by now, it has not done. */
  ends(doing: Doing): void {
    const others = this.opensOf(doing.bot).filter((each) => each !== doing)
    this.#open.set(doing.bot, others)
    this.#served.delete(doing)
    this.#stray.delete(doing)
    this.#gifts.ends(doing)
  }

  /** Whether things may be on their way to `bot` of which it has not heard. */
  awaitsGift(bot: Place): boolean {
    return this.#gifts.areAwaitedBy(bot)
  }

  /** `bot` has lost its session: its answers will not come. */
  strays(bot: Place): void {
    for (const doing of this.opensOf(bot)) this.#stray.add(doing)
  }

  /** What has not been done by now will never be. */
  endAll(): void {
    for (const doing of this.#opens()) this.ends(doing)
  }

  /** What `bot` has open: no answer to it has come yet, and it may still be done. */
  opensOf(bot: Place): readonly Doing[] {
    return this.#open.get(bot) ?? []
  }

  /**
   * `bot` was told that it has a thing that it did not have, called `name`.
   *
   * @param here  the room in which it is now: where it stood may be kept a second later than told
   */
  came(bot: Place, uid: number, name: string, here?: Place): void {
    const gift = this.#gifts.bringing(bot, uid, (doing) => {
      if (!this.knows(uid) || !this.#fits(doing, uid)) return false
      // Where it is, is not known while news are missing.
      return [doing.bot, undefined].includes(this.placeOf(uid))
    })
    if (gift) return this.#hear(gift, uid, 'receiver')
    const open = this.bringing(bot, uid, name)
    if (open?.move) {
      const typed = open.move.from
      const place = this.placeOf(uid)
      const mayBeElsewhere = isRoom(typed) && here !== undefined && here !== typed
      const from = mayBeElsewhere && place === here ? here : typed
      this.#serve(open, uid)
      this.#doubt(open, uid)
      const story = this.#stories.get(uid)
      // News of who laid it down are missing: it lay in the one room or the other.
      if (story && mayBeElsewhere && place !== from) story.isVague = true
      if (this.#isSource(from)) this.sighted(uid, { name, place: from, worn: false, isKept: false })
      this.#move(uid, from, bot, open.line)
    } else this.#contradict(uid, `came to ${this.#nameOf(bot)}, who had not asked for it`)
  }

  /** What `bot` has asked for that would bring it a thing called `name`. */
  bringing(bot: Place, uid: number, name: string): Doing | undefined {
    return this.#openFor(uid, name, bot, 'to')
  }

  /** `bot`, who is `here` now, was told that it no longer has a thing that it had. */
  went(bot: Place, uid: number, here?: Place): void {
    const { name } = this.#stories.get(uid)?.start ?? {}
    const heardOf = this.#gifts.heardOfBefore(bot, uid)
    const open = heardOf ?? this.#openFor(uid, name, bot, 'from')
    if (!open?.move) return this.#contradict(uid, `left ${this.#nameOf(bot)}, who did nothing`)
    this.#serve(open, uid)
    if (!heardOf) this.#doubt(open, uid)
    const gift = this.#gifts.of(open)
    if (gift) this.#hear(gift, uid, 'giver')
    else {
      const { to } = open.move
      const isElsewhere = isRoom(to) && here !== undefined && here !== to
      this.#move(uid, bot, isElsewhere ? here : to, open.line)
      const story = this.#stories.get(uid)
      if (story && isElsewhere) story.orElse = to
    }
  }

  /** `bot`, who holds a thing, was told whether it is worn. */
  dressed(bot: Place, uid: number, worn: boolean): void {
    const story = this.#stories.get(uid)
    if (!story || story.worn === worn) return
    story.worn = worn
    this.#note(uid, `${this.#nameOf(bot)} was told that it is ${worn ? '' : 'not '}worn`)
  }

  /** What `bot` has asked for that takes the thing to it, or from it: best from where it is. */
  #openFor(
    uid: number,
    name: string | undefined,
    bot: Place,
    end: 'from' | 'to',
  ): Doing | undefined {
    const place = this.placeOf(uid)
    const fitting = this.opensOf(bot).filter((doing) => {
      return doing.move?.[end] === bot && (doing.name ?? name) === name
    })
    const left = fitting.filter((doing) => !this.#served.has(doing))
    return left.findLast(({ move }) => move?.from === place) ?? left.at(-1) ?? fitting.at(-1)
  }

  /** Who names a thing has one moved, and not another as well. */
  #serve(doing: Doing, uid: number): void {
    if (doing.name === undefined) return
    if (this.#served.has(doing)) this.#contradict(uid, `was moved, too, by "${doing.line}"`)
    this.#served.add(doing)
  }

  /** What was asked for at any time may have moved it from elsewhere, or something else has. */
  #doubt(doing: Doing, uid: number): void {
    const story = this.#stories.get(uid)
    if (story && this.#stray.has(doing)) story.isVague = true
  }

  /** Whether things come from there that nobody has seen before. */
  #isSource(place: Place): boolean {
    return place === NOWHERE || isCorpse(this.#stories.get(place)?.start.name ?? '')
  }

  /** Things that there are, by what is told of them now. */
  *things(): IterableIterator<readonly [uid: number, name: string, place: Place]> {
    for (const [uid, { start }] of this.#stories) {
      const place = this.placeOf(uid)
      if (place !== undefined && place !== NOWHERE) yield [uid, start.name, place]
    }
  }

  /** Where a thing is, if no news are missing between those that came. */
  placeOf(uid: number): Place | undefined {
    const story = this.#stories.get(uid)
    if (!story) return undefined
    const sums = new Map([[this.#at(story.start.place), 1]])
    for (const [place, balance] of story.balance) {
      const at = this.#at(place)
      sums.set(at, (sums.get(at) ?? 0) + balance)
    }
    const ends = [...sums].filter(([, balance]) => balance !== 0)
    return ends.length === 1 ? ends[0]![0] : undefined
  }

  /** `place`, or what it has become. */
  #at(place: Place): Place {
    return this.#dust.get(place) ?? place
  }

  /** Compares what was told with what is kept. `facts` is how many things anything was told of. */
  compare(kept: ReadonlyMap<number, Thing>): { facts: number; violations: Violation[] } {
    const violations = [...this.contradictions]
    for (const uid of this.#stories.keys()) if (!kept.has(uid)) this.decayed(uid)
    let facts = 0
    for (const [uid, story] of this.#stories) {
      if (this.#dust.has(uid)) continue
      const isFact = story.hasMoved || story.start.isKept
      if (isFact && !story.isVague) facts++
      const wrong = this.#faultOf(uid, story, kept, isFact)
      if (!wrong) continue
      const log = [...story.log, ...this.#openLines(), wrong]
      violations.push({ kind: 'lost', words: `${story.start.name} (${uid}) ${wrong}`, log })
    }
    violations.push(...this.#unaccounted(kept))
    return { facts, violations }
  }

  #faultOf(
    uid: number,
    story: Story,
    kept: ReadonlyMap<number, Thing>,
    isFact: boolean,
  ): string | undefined {
    const found = kept.get(uid)
    const place = this.placeOf(uid)
    if (!found && !isFact) return undefined
    if (story.isVague) return found || story.balance.has(NOWHERE) ? undefined : 'is nowhere'
    if (place === undefined) return 'was told to be in two places, or in none'
    const at = found?.place ?? NOWHERE
    // Where a zone has begun anew, one who asked for a corpse there has found another.
    if (this.#dust.has(story.last) && isCorpse(kept.get(at)?.name ?? '')) return undefined
    const open = this.#opens().filter((doing) => this.#mayMove(doing, uid))
    const moves = open.map(({ move }) => ({ from: this.#at(move!.from), to: this.#at(move!.to) }))
    if (at !== story.orElse && !isReachable(place, at, moves)) {
      return `was told to be ${this.#whereIs(place)}, and is ${this.#whereIs(at)}`
    }
    const isUnsure = this.#opens().some((doing) => {
      return doing.bot === place && doing.dresses && this.#fits(doing, uid)
    })
    if (found?.place !== place || isUnsure || story.worn === undefined) return undefined
    if (found.worn === story.worn) return undefined
    return `was told to be ${story.worn ? '' : 'not '}worn, and is otherwise`
  }

  /** What is kept and nobody has seen: somebody is about to hear of it, or it is one too many. */
  #unaccounted(kept: ReadonlyMap<number, Thing>): Violation[] {
    const asked = new Set(this.#opens().filter(({ move }) => move !== undefined))
    const dusty = new Set(this.#dust.values())
    const violations: Violation[] = []
    for (const [uid, { name, place }] of kept) {
      if (this.#stories.has(uid) || isCorpse(kept.get(place)?.name ?? '')) continue
      if (dusty.has(place)) continue
      const open = this.opensOf(place).find((doing) => {
        const { from = 0, to } = doing.move ?? {}
        const isAsked = asked.has(doing) && to === place && (doing.name ?? name) === name
        return isAsked && this.#isSource(from)
      })
      if (open) {
        if (open.move?.from === NOWHERE) asked.delete(open)
        continue
      }
      const words = `${name} (${uid}) is ${this.#whereIs(place)}, and nobody has brought it there`
      violations.push({ kind: 'doubled', words, log: this.#openLines() })
    }
    return violations
  }

  #opens(): Doing[] {
    return [...this.#open.values()].flat()
  }

  #fits({ name }: Doing, uid: number): boolean {
    return name === undefined || this.#stories.get(uid)?.start.name === name
  }

  #mayMove(doing: Doing, uid: number): boolean {
    if (!doing.move || !this.#fits(doing, uid)) return false
    return this.#gifts.of(doing)?.heard.has(uid) !== true
  }

  #hear(gift: Gift, uid: number, by: 'giver' | 'receiver'): void {
    const { line, move } = gift.doing
    const { from, to } = move!
    const isNews = this.#gifts.hears(gift, uid, by)
    if (isNews) this.#move(uid, from, to, `${line} (told the ${by})`)
    else this.#note(uid, `${by} was told, too`)
  }

  #move(uid: number, from: Place, to: Place, line: string): void {
    const story = this.#stories.get(uid)
    if (!story)
      return this.#contradict(
        uid,
        `moved from ${this.#nameOf(from)} to ${this.#nameOf(to)}, and nobody had seen it`,
      )
    const { balance } = story
    const shift = (place: Place, by: number) => balance.set(place, (balance.get(place) ?? 0) + by)
    shift(from === story.orElse ? story.last : from, -1)
    shift(to, 1)
    story.hasMoved = true
    story.last = to
    story.orElse = undefined
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

  #whereIs(place: Place): string {
    return place === NOWHERE ? 'nowhere' : `in ${this.#nameOf(place)}`
  }

  #nameOf(place: Place): string {
    return this.#bots.get(place) ?? this.#stories.get(place)?.start.name ?? `room ${place}`
  }

  #openLines(): string[] {
    return this.#opens().map(({ bot, line }) => `unanswered: ${this.#nameOf(bot)} typed "${line}"`)
  }
}

/** Whether `to` can be come to from `from` by some of `moves`, each done once at most. */
function isReachable(from: Place, to: Place, moves: readonly Move[]): boolean {
  if (from === to) return true
  return moves.some((move, i) => {
    return move.from === from && isReachable(move.to, to, moves.toSpliced(i, 1))
  })
}
