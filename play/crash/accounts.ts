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
  /** By what its client has shown; what the world paid and took, by what it did. */
  told: Funds & Standing
  /** Coins that it took up where they lay: some may have come out of a corpse that is dust. */
  lay: number
  /** What it got came by one deal or by another: nobody can tell. */
  isVague: boolean
  /** It fights, or may do so: then it learns, or falls, without doing anything. */
  fights: boolean
  /** What it has asked for that deals in coins, and has not been shown. */
  open: readonly Doing[]
  /** What came of its purse since it began what it does, and the gifts that explained it. */
  since: { gold: number; saved: number; gifts: readonly Gift[] }
  log: string[]
}

const LOG_MAX = 40

const NOTHING_SINCE: Account['since'] = { gold: 0, saved: 0, gifts: [] }

/** What is counted of all that bots read, and how it reads. */
const SENTENCES: readonly (readonly [name: string, sentence: RegExp])[] = [
  ['bought', /^You buy .+ for (\d+) coins?\.$/],
  ['sold', /^You sell /],
  ['looted', /^You pocket (\d+) coins? from the corpse of .+\.$/],
  ['pocketed', /^You pocket (\d+) coins?(?: from .+)?\.$/],
  ['laid down', /^You (?:put down|count) (\d+) coins?/],
  ['given', /^You give (\d+) coins? to \w+\.$/],
  ['saved', / counts (\d+) coins? into the vault, and writes it down\.$/],
  ['drawn', / counts (\d+) coins? into your hand, and writes it down\.$/],
  ['got', /^\w+ gives you (\d+) coins?\.$/],
  ['learnt', /^You have learnt something: (\d+) experience\.$/],
  ['fallen', / slipped your mind: (\d+) experience\.$/],
  ['risen', /^You have reached level (\d+)\./],
]

/** What tells one of its own doings. */
const OWN: ReadonlySet<string> = new Set(SENTENCES.slice(0, 8).map(([name]) => name))

/**
 * What bots were told of their gold and of their experience, and what they asked for and have no
 * answer to: afterwards they must have just that, or what such an answer would have made of it.
 *
 * It goes by the numbers that clients show. Sentences may come later, or, where frames are lost,
 * not at all.
 */
export class Accounts {
  readonly #names: ReadonlyMap<Place, string>
  readonly #accounts = new Map<Place, Account>()
  #gifts: Gift[] = []
  /** How often what was told. */
  readonly tally = new Map<string, number>()
  /** What cannot be: numbers that nothing explains. */
  readonly contradictions: Violation[] = []

  /** @param characters  as they are kept; one of whom nothing is kept is new */
  constructor(characters: Iterable<KeptCharacter>, names: ReadonlyMap<Place, string>) {
    this.#names = names
    for (const { uid, funds, standing } of characters) {
      const told = { ...funds, ...standing }
      const log = [`begins with ${JSON.stringify(told)}`]
      const nothing = { lay: 0, isVague: false, fights: false, open: [], since: NOTHING_SINCE }
      this.#accounts.set(uid, { told, ...nothing, log })
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
    if (doing.deal) account.open = [...account.open, doing]
    account.since = NOTHING_SINCE
    note(account, `types "${doing.line}"`)
    const count = -(doing.deal?.gold ?? 0)
    if (doing.deal?.taker !== undefined) this.#gifts.push({ doing, count, isGiven: false })
    if (doing.line.startsWith('kill ')) account.fights = true
  }

  /** Its answer has come: what it has not been told to do by now, it has not done. */
  ends(doing: Doing, isFighting: boolean): void {
    const account = this.#accounts.get(doing.bot)
    if (!account) return
    account.open = without(account.open, doing)
    account.since = NOTHING_SINCE
    account.fights = isFighting
    this.#gifts = this.#gifts.filter((gift) => gift.doing !== doing || gift.isGiven)
  }

  /** `bot` was shown numbers. */
  shown(bot: Place, shown: Shown): void {
    const account = this.#accounts.get(bot)
    if (!account) return
    note(account, `is shown ${JSON.stringify(shown)}`)
    const { told } = account
    const gold = (shown.gold ?? told.gold) - told.gold
    const saved = (shown.saved ?? told.saved) - told.saved
    if (gold !== 0 || saved !== 0) this.#explain(bot, account, { gold, saved })
    const { experience = told.experience, level = told.level } = shown
    const hasChanged = experience !== told.experience || level !== told.level
    if (hasChanged && !(account.fights && mayHaveBecome(told.experience, experience))) {
      this.#contradict(bot, `has ${experience} experience at once, after ${told.experience}`)
    }
    Object.assign(told, { experience, level })
  }

  /** `bot` has read a line. */
  line(bot: Place, text: string): void {
    const account = this.#accounts.get(bot)
    const found = SENTENCES.find(([, sentence]) => sentence.test(text))
    if (!account || !found) return
    const [name, sentence] = found
    const count = Number(sentence.exec(text)?.[1])
    this.tally.set(name, (this.tally.get(name) ?? 0) + 1)
    note(account, `reads "${text}"`)
    if (name === 'pocketed') account.lay += count
    const deal = account.open.at(-1)?.deal
    if (!deal || !OWN.has(name)) return
    const coins = deal.found > 0 ? count : 0
    const wasShown = this.#explainAnew(bot, account, deal, coins)
    const { gold, saved } = account.told
    this.#make(account, deal, coins)
    if (wasShown) Object.assign(account.told, { gold, saved })
  }

  /**
   * Its deal was made, as it has read: what it was shown since it asked for that may be the deal
   * and other gifts than those that were taken for it.
   *
   * @returns whether it may; else it was not shown, or hidden by something that did the opposite
   */
  #explainAnew(bot: Place, account: Account, deal: Deal, coins: number): boolean {
    const { since } = account
    const gifts = [...since.gifts, ...this.#giftsTo(bot)]
    const given = new Map(gifts.map((gift) => [dealOf({ gold: gift.count }), gift]))
    const others = { gold: since.gold - deal.gold - coins, saved: since.saved - deal.saved }
    const made = dealsFor(others, [...given.keys()])
    if (!made) return false
    const used = made.map((each) => given.get(each)!)
    this.#gifts = [...new Set([...this.#gifts, ...gifts])].filter((gift) => !used.includes(gift))
    account.since = { ...since, gifts: used }
    return true
  }

  #giftsTo(bot: Place): Gift[] {
    return this.#gifts.filter(({ doing }) => doing.deal?.taker === bot)
  }

  /**
   * What comes into a purse or goes is what gifts that are under way, or open deals, would make of
   * it, each of them once.
   */
  #explain(bot: Place, account: Account, change: Pick<Funds, 'gold' | 'saved'>): void {
    const gifts = this.#giftsTo(bot)
    const given = new Map(gifts.map((gift) => [dealOf({ gold: gift.count }), gift]))
    const own = account.open.map(({ deal }) => deal!)
    const deals = [...given.keys(), ...own]
    const made = dealsFor(change, deals)
    if (own.length > 0 && deals.length > 1) account.isVague = true
    if (!made) {
      this.#contradict(bot, `has ${change.gold} coins more, and ${change.saved} saved`)
      account.told.gold += change.gold
      account.told.saved += change.saved
      return
    }
    const { gold, saved } = account.since
    const used = made.flatMap((deal) => given.get(deal) ?? [])
    account.since = {
      gold: gold + change.gold,
      saved: saved + change.saved,
      gifts: [...account.since.gifts, ...used],
    }
    const found = change.gold - made.reduce((sum, { gold }) => sum + gold, 0)
    for (const deal of made) this.#make(account, deal, deal.found > 0 ? found : 0)
    this.#gifts = this.#gifts.filter((gift) => !used.includes(gift))
  }

  /** `deal` is made. @param found  coins that came to hand besides */
  #make(account: Account, deal: Deal, found: number): void {
    const { told } = account
    told.gold += deal.gold + found
    told.saved += deal.saved
    told.minted += deal.minted + (deal.mints ? found : 0)
    told.burned += deal.burned
    const doing = account.open.find((each) => each.deal === deal)
    if (doing) this.#isDone(account, doing)
  }

  #isDone(account: Account, doing: Doing): void {
    account.open = without(account.open, doing)
    const gift = this.#gifts.find((each) => each.doing === doing)
    if (gift) gift.isGiven = true
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

  #faultOfFunds(uid: Place, account: Account, kept: Funds): string | undefined {
    const { told, open, lay, isVague } = account
    const given = this.#giftsTo(uid).map(({ count }) => dealOf({ gold: count }))
    const deals = [...given, ...open.map(({ deal }) => deal!)]
    const { gold, saved } = less(kept, told)
    if (isVague && dealsFor({ gold, saved }, deals)) return undefined
    for (let minted = 0; minted <= lay; minted++) {
      const missing = less(kept, { ...told, minted: told.minted + minted })
      if (isMadeUp(missing, deals)) return undefined
    }
    return `was told to have ${wordsFor(told)}, and has ${wordsFor(kept)}`
  }
}

function without(doings: readonly Doing[], done: Doing): readonly Doing[] {
  return doings.filter((doing) => doing !== done)
}

function faultOfStanding({ told, fights }: Account, kept: Standing): string | undefined {
  const wrong = faultIn(kept)
  if (wrong !== undefined) return wrong
  if (kept.experience === told.experience && kept.level === told.level) return undefined
  if (fights && mayHaveBecome(told.experience, kept.experience)) return undefined
  const was = `level ${told.level} with ${told.experience} experience`
  return `was told to be of ${was}, and is of ${kept.level} with ${kept.experience}`
}

/** The fewest of `deals` that make up for coins that came or went; undefined: none do. */
function dealsFor(
  change: Pick<Funds, 'gold' | 'saved'>,
  deals: readonly Deal[],
): Deal[] | undefined {
  for (let count = 0; count <= deals.length; count++) {
    const made = soMany(count, change, deals, 0)
    if (made) return made
  }
  return undefined
}

function soMany(
  count: number,
  { gold, saved }: Pick<Funds, 'gold' | 'saved'>,
  deals: readonly Deal[],
  found: number,
): Deal[] | undefined {
  if (count === 0) return saved === 0 && gold >= 0 && gold <= found ? [] : undefined
  for (const [i, deal] of deals.entries()) {
    const left = { gold: gold - deal.gold, saved: saved - deal.saved }
    const others = soMany(count - 1, left, deals.slice(i + 1), found + deal.found)
    if (others) return [deal, ...others]
  }
  return undefined
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
