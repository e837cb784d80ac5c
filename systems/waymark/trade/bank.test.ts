import t from 'tap'
import { Purse } from '#components/purse.ts'
import { moveTo } from '#systems/containment.ts'
import { goldKept } from './gold.ts'
import { TestMarket } from './testMarket.ts'

t.test('a banker keeps gold and gives it back', async (t) => {
  const market = new TestMarket()
  const { zone, ada, clerk } = market
  market.pay(ada, 100)

  t.same(market.events('deposit 60'), [{ verb: 'deposit', actor: ada, target: clerk, count: 60 }])
  t.same(market.events('balance'), [{ verb: 'balance', target: clerk, gold: 40, saved: 60 }])
  t.same(market.events('withdraw 10 coins'), [
    { verb: 'withdraw', actor: ada, target: clerk, count: 10 },
  ])
  market.events('deposit all')
  t.same([Purse.gold[ada], Purse.saved[ada]], [0, 100])
  market.events('withdraw all coins')
  t.same([Purse.gold[ada], Purse.saved[ada]], [100, 0])
  t.same(goldKept(zone), { held: 100, owed: 100 })
})

t.test('every refusal of the bank is explained', async (t) => {
  const market = new TestMarket()
  const { zone, ada } = market
  t.equal(market.refusal('deposit all'), 'You have no coins at hand.')
  t.equal(market.refusal('withdraw 1'), 'You have nothing in the bank.')
  market.pay(ada, 5)
  market.events('deposit 2')
  const refusals: [line: string, answer: string][] = [
    ['deposit', 'Deposit how much? Say a number of coins, or "all".'],
    ['withdraw', 'Withdraw how much? Say a number of coins, or "all".'],
    ['deposit 4', 'You have only 3 coins at hand.'],
    ['deposit 0', 'You deposit nothing, and have as much as before.'],
    ['withdraw 0', 'You withdraw nothing, and have as much as before.'],
    ['deposit -1', '"-1" is no number of coins.'],
    ['deposit hat', '"hat" is no number of coins.'],
    ['withdraw 1e3', '"1e3" is no number of coins.'],
    ['withdraw 3', 'You have only 2 coins in the bank.'],
  ]
  for (const [line, answer] of refusals) t.equal(market.refusal(line), answer, line)
  moveTo(zone, ada, market.room('yard'))
  for (const line of ['balance', 'deposit 1', 'withdraw 1']) {
    t.equal(market.refusal(line), 'Nobody here keeps a bank.', line)
  }
  t.same([Purse.gold[ada], Purse.saved[ada]], [3, 2])
})
