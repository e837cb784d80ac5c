import { Purse } from '#components/purse.ts'
import { defineCommand, refuse } from '#systems/commands/define.ts'
import { quote } from '#systems/commands/quote.ts'
import { PARTYLESS, partyOf } from '#systems/company/parties.ts'
import { amountIn } from '#systems/waymark/trade/bank.ts'
import { goldOf } from '#systems/waymark/trade/gold.ts'
import { coinsIn } from '#systems/waymark/trade/money.ts'
import { companionsHere, shareCoins } from '#systems/waymark/trade/share.ts'

export const split = defineCommand({
  name: 'split',
  usage: 'split <amount>',
  section: 'company',
  help: 'Shares some of your coins with those of your party who are here.',
  more: 'Each gets the same, and so do you. "toggle autosplit" shares what you find by itself.',
  seeAlso: ['money', 'toggle'],
  lasting: true,
  writes: [Purse],
  run(zone, actor, { amount: phrase = '' }) {
    if (phrase === '') return refuse('Split how much? Say a number of coins, or "all".')
    const gold = goldOf(zone, actor)
    const count = amountIn(phrase, gold)
    if (count === undefined) return refuse(`${quote(phrase)} is no number of coins.`)
    if (partyOf(zone, actor) === 0) return refuse(PARTYLESS)
    if (companionsHere(zone, actor).length === 0) return refuse('Nobody of your party is here.')
    if (gold === 0) return refuse('You have no coins at hand.')
    if (count > gold) return refuse(`You have only ${coinsIn(gold)} at hand.`)
    if (shareCoins(zone, actor, count) > 0) return undefined
    return refuse('That cannot be shared out: it is too little, or their purses are full.')
  },
})
