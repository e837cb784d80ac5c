import type { Purse } from '#edges/text/own.ts'

/** What a line may do to a purse, at most once. */
export type Deal =
  | { kind: 'save'; amount: number }
  /** Of what is bought and sold only the direction is known. */
  | { kind: 'buy' | 'sell' }

/**
 * What one player was told of its coins: they are only to become more or fewer by what it has asked
 * for, and by each such thing once.
 */
export class ToldPurse {
  #known: Purse | undefined
  #open: Deal[] = []
  readonly #complain: (words: string) => void

  constructor(complain: (words: string) => void) {
    this.#complain = complain
  }

  get known(): Purse | undefined {
    return this.#known
  }

  begins(deal: Deal): void {
    this.#open.push(deal)
  }

  /** It is answered: what it has not done by now it has not done. */
  ends(deal: Deal): void {
    this.#open = this.#open.filter((each) => each !== deal)
  }

  endAll(): void {
    this.#open = []
  }

  /** The player is shown its purse. */
  see(purse: Purse): void {
    const before = this.#known ?? { gold: 0, saved: 0 }
    this.#known = purse
    const change = { gold: purse.gold - before.gold, saved: purse.saved - before.saved }
    if (change.gold === 0 && change.saved === 0) return
    const done = dealsFor(change, this.#open)
    if (done) this.#open = this.#open.filter((deal) => !done.includes(deal))
    else {
      const open = this.#open.map(wordsOf).join(', ') || 'nothing'
      const words = (one: Purse) => `${one.gold} at hand and ${one.saved} saved`
      this.#complain(`had ${words(before)}, and has ${words(purse)}, having asked for ${open}`)
    }
  }
}

/** Those of `open` that make such a change together; undefined if none do. */
function dealsFor({ gold, saved }: Purse, open: readonly Deal[]): readonly Deal[] | undefined {
  if (saved === 0 && gold === 0) return []
  for (const [i, deal] of open.entries()) {
    const others = open.slice(i + 1)
    if (deal.kind === 'save') {
      const rest = dealsFor({ gold: gold + deal.amount, saved: saved - deal.amount }, others)
      if (rest) return [deal, ...rest]
    } else if (saved === 0 && (deal.kind === 'buy' ? gold < 0 : gold > 0)) return [deal]
  }
  return undefined
}

function wordsOf(deal: Deal): string {
  return deal.kind === 'save' ? `saving ${deal.amount}` : deal.kind
}
