import { Purse } from '#components/purse.ts'
import { defineCommand, refuse } from '#systems/commands/define.ts'
import { quote } from '#systems/commands/quote.ts'
import { amountIn, bankerHere } from '#systems/waymark/trade/bank.ts'
import { GOLD_MAX, goldOf, save, savedOf } from '#systems/waymark/trade/gold.ts'
import { coinsIn } from '#systems/waymark/trade/money.ts'

export const deposit = defineCommand({
  name: 'deposit',
  usage: 'deposit <amount>',
  section: 'trade',
  help: 'Has a banker keep some of your gold, or "all" of it.',
  seeAlso: ['withdraw', 'balance', 'bank'],
  lasting: true,
  writes: [Purse],
  run(zone, actor, { amount: phrase = '' }) {
    const banker = bankerHere(zone, actor)
    if (typeof banker !== 'number') return banker
    if (phrase === '') return refuse('Deposit how much? Say a number of coins, or "all".')
    const gold = goldOf(zone, actor)
    const count = amountIn(phrase, gold)
    if (count === undefined) return refuse(`${quote(phrase)} is no number of coins.`)
    if (gold === 0) return refuse('You have no coins at hand.')
    if (count === 0) return refuse('You deposit nothing, and have as much as before.')
    if (count > gold) return refuse(`You have only ${coinsIn(gold)} at hand.`)
    if (savedOf(zone, actor) + count > GOLD_MAX) return refuse('The vault can hold no more of it.')
    save(actor, count)
    return { verb: 'deposit', actor, target: banker, count }
  },
})
