import { type Deal, type Doing, dealOf, type Place } from './doing.ts'
import type { KeptCharacter } from './kept.ts'
import { type Funds, faultIn, mayHaveBecome, type Standing } from './standing.ts'
import type { Violation } from './told.ts'

/** What a bot is shown of itself: what is absent has not changed. */
export interface Shown {
  gold?: number
  saved?: number
  level?: number
  experience?: number
}

/** Coins that one was told to have given, and the other was not yet told to have got; or so. */
interface Gift {
  doing: Doing
  count: number
  isGiven: boolean
}

/** All that one bot was told of what it has and of how far it has come. */
interface Account {
  /** By the sentences that it has read: the sum of them. */
  told: Funds & Standing
  /** By what its client has shown. */
  shown: Shown
  /** It fights, or may do so: then it learns, or falls, without doing anything. */
  fights: boolean
  /** What it is about to do to its purse, and has not been told of. */
  deal: Deal | undefined
  log: string[]
}

const LOG_MAX = 40

/** What a sentence that tells of so much does to an account, for each of that. */
type Effect = Partial<Funds & Standing>

/** What a sentence is counted as, how it reads, and what it does. */
type Sentence = readonly [name: string, sentence: RegExp, effect: Effect]

const EARNED: Effect = { gold: 1, minted: 1 }
const GOT: Effect = { gold: 1 }
const GONE: Effect = { gold: -1 }

/** What a bot's own doings are told by, where they have to do with coins. */
const OF_DOINGS: readonly Sentence[] = [
  ['bought', /^You buy .+ for (\d+) coins?\.$/, { gold: -1, burned: 1 }],
  ['sold', /^You sell .+ for (\d+) coins?\.$/, EARNED],
  ['looted', /^You pocket (\d+) coins? from the corpse of .+\.$/, EARNED],
  ['pocketed', /^You pocket (\d+) coins?(?: from .+)?\.$/, GOT],
  ['laid down', /^You put down (\d+) coins?\.$/, GONE],
  ['laid down', /^You count (\d+) coins? into .+\.$/, GONE],
  ['given', /^You give (\d+) coins? to \w+\.$/, GONE],
  ['saved', / counts (\d+) coins? into the vault, and writes it down\.$/, { gold: -1, saved: 1 }],
  ['drawn', / counts (\d+) coins? into your hand, and writes it down\.$/, { gold: 1, saved: -1 }],
]

/** What comes to one who does nothing, or fights. */
const OF_EVENTS: readonly Sentence[] = [
  ['got', /^\w+ gives you (\d+) coins?\.$/, GOT],
  ['learnt', /^You have learnt something: (\d+) experience\.$/, { experience: 1 }],
  ['fallen', / slipped your mind: (\d+) experience\.$/, { experience: -1 }],
]

const ROSE = /^You have reached level (\d+)\./

/**
 * What bots were told of their gold and of their experience, and what they asked for and have no
 * answer to: afterwards they must have just that, or what such an answer would have made of it.
 */
export class Accounts {
  readonly #names: ReadonlyMap<Place, string>
  readonly #accounts = new Map<Place, Account>()
  #gifts: Gift[] = []
  /** How often what was told. */
  readonly tally = new Map<string, number>()
  /** What cannot be: words and numbers that do not agree. */
  readonly contradictions: Violation[] = []

  /** @param characters  as they are kept; one of whom nothing is kept is new */
  constructor(characters: Iterable<KeptCharacter>, names: ReadonlyMap<Place, string>) {
    this.#names = names
    for (const { uid, funds, standing } of characters) {
      const told = { ...funds, ...standing }
      const log = [`begins with ${JSON.stringify(told)}`]
      this.#accounts.set(uid, { told, shown: {}, fights: false, deal: undefined, log })
    }
  }

  /** Coins at hand, by what was told. */
  goldOf(bot: Place): number {
    return this.#accounts.get(bot)?.told.gold ?? 0
  }

  /** Coins in the bank, by what was told. */
  savedOf(bot: Place): number {
    return this.#accounts.get(bot)?.told.saved ?? 0
  }

  begins(doing: Doing): void {
    const account = this.#accounts.get(doing.bot)
    if (!account) return
    account.deal = doing.deal
    note(account, `types "${doing.line}"`)
    const count = -(doing.deal?.gold ?? 0)
    if (doing.deal?.taker !== undefined) this.#gifts.push({ doing, count, isGiven: false })
    if (doing.line.startsWith('kill ')) account.fights = true
  }

  /** Its answer has come: what it has not been told to do by now, it has not done. */
  ends(doing: Doing, isFighting: boolean): void {
    const account = this.#accounts.get(doing.bot)
    if (!account) return
    account.deal = undefined
    account.fights = isFighting
    this.#gifts = this.#gifts.filter((gift) => gift.doing !== doing || gift.isGiven)
    this.#agree(doing.bot, account)
  }

  /** `bot` was shown numbers. */
  shown(bot: Place, shown: Shown): void {
    const account = this.#accounts.get(bot)
    if (!account) return
    Object.assign(account.shown, shown)
    note(account, `is shown ${JSON.stringify(shown)}`)
  }

  /** `bot` has read a line. */
  line(bot: Place, text: string): void {
    const account = this.#accounts.get(bot)
    if (!account) return
    const own = this.#numberIn(OF_DOINGS, text, account)
    const count = own ?? this.#numberIn(OF_EVENTS, text, account)
    const [, level] = ROSE.exec(text) ?? []
    if (level !== undefined) {
      account.told.level = Number(level)
      this.tally.set('risen', (this.tally.get('risen') ?? 0) + 1)
    }
    if (count === undefined && level === undefined) return
    if (own !== undefined) account.deal = undefined
    note(account, `reads "${text}"`)
    if (count !== undefined) this.#hear(bot, text, count)
  }

  /** Notes what the first of `sentences` that `text` is tells. @returns the number in it */
  #numberIn(sentences: readonly Sentence[], text: string, { told }: Account): number | undefined {
    for (const [name, sentence, effect] of sentences) {
      const digits = sentence.exec(text)?.[1]
      if (digits === undefined) continue
      this.tally.set(name, (this.tally.get(name) ?? 0) + 1)
      for (const [column, factor] of Object.entries(effect) as [keyof Funds, number][]) {
        told[column] += factor * Number(digits)
      }
      return Number(digits)
    }
    return undefined
  }

  /** Who gets coins may hear of it before the giver does, and the other way round. */
  #hear(bot: Place, text: string, count: number): void {
    if (text.startsWith('You give ')) {
      const gift = this.#gifts.find(({ doing, isGiven }) => doing.bot === bot && !isGiven)
      if (gift) gift.isGiven = true
      return
    }
    const [, giver] = /^(\w+) gives you /.exec(text) ?? []
    if (giver === undefined) return
    const at = this.#gifts.findIndex(({ doing, count: given }) => {
      return doing.deal?.taker === bot && given === count && this.#names.get(doing.bot) === giver
    })
    if (at < 0) this.#contradict(bot, `was given ${count} coins by ${giver}, who gave none`)
    else this.#gifts.splice(at, 1)
  }

  /** Words and numbers must tell the same; where they do not, numbers count from then on. */
  #agree(bot: Place, { told, shown }: Account): void {
    for (const [name, value] of Object.entries(shown) as [keyof Shown, number][]) {
      const said = told[name]
      if (value === said) continue
      this.#contradict(bot, `is shown ${value} ${name}, and was told ${said}`)
      told[name] = value
    }
  }

  #contradict(bot: Place, wrong: string): void {
    const log = [...(this.#accounts.get(bot)?.log ?? [])]
    this.contradictions.push({ kind: 'broken', words: `${this.#names.get(bot)} ${wrong}`, log })
  }

  /** Compares what was told with what is kept. `facts` is how many bots anything was told. */
  compare(kept: Iterable<KeptCharacter>): { facts: number; violations: Violation[] } {
    const violations = [...this.contradictions]
    let facts = 0
    for (const { uid, funds, standing } of kept) {
      const account = this.#accounts.get(uid)
      if (!account) continue
      facts += 2
      const wrongs = [this.#faultOfFunds(uid, account, funds), faultOfStanding(account, standing)]
      for (const wrong of wrongs) {
        if (wrong === undefined) continue
        const words = `${this.#names.get(uid)} ${wrong}`
        violations.push({ kind: 'lost', words, log: [...account.log, wrong] })
      }
    }
    return { facts, violations }
  }

  #faultOfFunds(uid: Place, { told, deal }: Account, kept: Funds): string | undefined {
    const gifts = this.#gifts.filter(({ doing }) => doing.deal?.taker === uid)
    const deals = gifts.map(({ count }) => dealOf({ gold: count }))
    if (deal) deals.push(deal)
    if (isMadeUp(less(kept, told), deals)) return undefined
    return `was told to have ${wordsFor(told)}, and has ${wordsFor(kept)}`
  }
}

function faultOfStanding({ told, fights }: Account, kept: Standing): string | undefined {
  const wrong = faultIn(kept)
  if (wrong !== undefined) return wrong
  if (kept.experience === told.experience && kept.level === told.level) return undefined
  if (fights && mayHaveBecome(told.experience, kept.experience)) return undefined
  const was = `level ${told.level} with ${told.experience} experience`
  return `was told to be of ${was}, and is of ${kept.level} with ${kept.experience}`
}

/** Whether some of `deals`, each made once at most, make up for what is missing. */
function isMadeUp(missing: Funds, deals: readonly Deal[], finder?: Deal): boolean {
  const { gold, saved, minted, burned } = missing
  const isRight = saved === 0 && burned === 0 && minted === (finder?.mints === true ? gold : 0)
  if (isRight && gold >= 0 && gold <= (finder?.found ?? 0)) return true
  return deals.some((deal, i) => {
    const others = deals.slice(i + 1)
    return isMadeUp(less(missing, deal), others, deal.found > 0 ? deal : finder)
  })
}

function less(funds: Funds, other: Funds): Funds {
  return {
    gold: funds.gold - other.gold,
    saved: funds.saved - other.saved,
    minted: funds.minted - other.minted,
    burned: funds.burned - other.burned,
  }
}

function wordsFor({ gold, saved, minted, burned }: Funds): string {
  return `${gold} coins and ${saved} in the bank (${minted} ever paid, ${burned} taken back)`
}

function note({ log }: Account, words: string): void {
  log.push(words)
  if (log.length > LOG_MAX) log.splice(1, 1)
}
