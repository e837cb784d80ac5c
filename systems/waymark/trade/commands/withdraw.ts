import { Purse } from '#components/purse.ts'
import { defineCommand, refuse } from '#systems/commands/define.ts'
import { quote } from '#systems/commands/quote.ts'
import { amountIn, bankerHere } from '#systems/waymark/trade/bank.ts'
import { purseRoom, save, savedOf } from '#systems/waymark/trade/gold.ts'
import { coinsIn } from '#systems/waymark/trade/money.ts'

export const withdraw = defineCommand({
  name: 'withdraw',
  usage: 'withdraw <amount>',
  section: 'trade',
  help: 'Has a banker give you some of what you have saved, or "all" of it.',
  seeAlso: ['deposit', 'balance', 'bank'],
  lasting: true,
  writes: [Purse],
  run(zone, actor, { amount: phrase = '' }) {
    const banker = bankerHere(zone, actor)
    if (typeof banker !== 'number') return banker
    if (phrase === '') return refuse('Withdraw how much? Say a number of coins, or "all".')
    const saved = savedOf(zone, actor)
    const count = amountIn(phrase, saved)
    if (count === undefined) return refuse(`${quote(phrase)} is no number of coins.`)
    if (saved === 0) return refuse('You have nothing in the bank.')
    if (count === 0) return refuse('You withdraw nothing, and have as much as before.')
    if (count > saved) return refuse(`You have only ${coinsIn(saved)} in the bank.`)
    if (count > purseRoom(zone, actor)) return refuse('Your purse cannot hold so many coins.')
    save(actor, -count)
    return { verb: 'withdraw', actor, target: banker, count }
  },
})
