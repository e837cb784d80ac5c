import t from 'tap'
import { Coins } from '#components/coins.ts'
import { Described } from '#components/described.ts'
import type { Entity } from '#components/entities.ts'
import { attach } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Party } from '#components/party.ts'
import { Preferences } from '#components/preferences.ts'
import { Purse } from '#components/purse.ts'
import { contentsOf, moveTo } from '#systems/containment.ts'
import { isPile } from './coins.ts'
import { GOLD_MAX, goldKept } from './gold.ts'
import { TestMarket } from './testMarket.ts'

function pilesIn(market: TestMarket, holder: Entity): number[] {
  return contentsOf(holder).flatMap((item) =>
    isPile(market.zone, item) ? [Coins.amount[item]!] : [],
  )
}

t.test('coins that are taken up become gold in the purse, and are minted then', async (t) => {
  const market = new TestMarket()
  const { zone, ada, square } = market
  market.coins(12, square)

  t.same(market.events('get coins'), [{ verb: 'getCoins', actor: ada, count: 12 }])
  t.same([Purse.gold[ada], Purse.minted[ada]], [12, 12])
  t.same(pilesIn(market, square), [])
  t.equal(zone.counted.get('gold.minted.loot'), 12)
})

t.test('get all takes coins and things, each told as what it is', async (t) => {
  const market = new TestMarket()
  const { ada, square } = market
  const box = market.item('box', square)
  market.coins(3, box)
  market.coins(4, box)
  const hat = market.item('hat', box)

  t.same(market.events('get all from box'), [
    { verb: 'getCoins', actor: ada, count: 7, container: box },
    { verb: 'get', actor: ada, item: hat, container: box },
  ])
})

t.test('a part of a pile can be taken', async (t) => {
  const market = new TestMarket()
  const { ada, square } = market
  const box = market.item('box', square)
  const pile = market.coins(10, box)

  t.same(market.events('get 3 coins from box'), [
    { verb: 'getCoins', actor: ada, count: 3, container: box },
  ])
  t.equal(Described.name[pile], 'a pile of 7 coins')
  t.equal(market.refusal('get 8 coins from box'), 'There are only 7 coins in the tin box.')
  market.events('get 6 coins from box')
  t.equal(Described.name[pile], 'a coin')
  t.equal(market.refusal('get 2 gold from box'), 'There is only 1 coin in the tin box.')
})

t.test('coins that are dropped lie on one pile, and come back as they were', async (t) => {
  const market = new TestMarket()
  const { zone, ada, square } = market
  market.pay(ada, 20)

  t.same(market.events('drop 5 coins'), [{ verb: 'dropCoins', actor: ada, count: 5 }])
  market.events('drop 3 gold')
  t.same(pilesIn(market, square), [8])
  t.ok(zone.isKept(contentsOf(square).at(-1)!), 'they are somebody’s from birth')
  t.same(goldKept(zone), { held: 20, owed: 20 })
  market.coins(100, square)
  market.events('drop all coins')
  t.same(pilesIn(market, square), [20, 100], 'what nobody has had stays apart')
  market.events('get 30 coins')
  t.same(pilesIn(market, square), [90], 'one’s own come first')
  t.same(goldKept(zone), { held: 30, owed: 30 })
})

t.test('coins are given to a player, and to a creature as a gift to the world', async (t) => {
  const market = new TestMarket()
  const { zone, ada, bob, clerk } = market
  market.pay(ada, 20)

  t.same(market.events('give 5 coins to bob'), [
    { verb: 'giveCoins', actor: ada, target: bob, count: 5 },
  ])
  t.same([Purse.gold[ada], Purse.gold[bob]], [15, 5])
  t.same(market.events('give 1 coin clerk'), [
    { verb: 'giveCoins', actor: ada, target: clerk, count: 1 },
  ])
  t.equal(zone.counted.get('gold.burned.gift'), 1)
  t.same(goldKept(zone), { held: 19, owed: 19 })
})

t.test('coins are put into what has room for them', async (t) => {
  const market = new TestMarket()
  const { ada, square } = market
  const box = market.item('box', square)
  market.pay(ada, 9_000)

  t.same(market.events('put 4 coins in box'), [
    { verb: 'putCoins', actor: ada, count: 4, container: box },
  ])
  t.equal(
    market.refusal('put 4000 coins in box'),
    'There is no room left for 4000 coins in the tin box.',
  )
  t.same(pilesIn(market, box), [4])
})

t.test('every mistake with coins is explained, and nothing changes', async (t) => {
  const market = new TestMarket()
  const { zone, ada, bob, square } = market
  market.item('box', square)
  const howMany = 'How many coins? Say "10 coins", or "all coins".'
  const poor: [line: string, answer: string][] = [
    ['drop 5 coins', 'You have no coins at hand.'],
    ['drop all coins', 'You have no coins at hand.'],
    ['drop coins', howMany],
    ['get coins', 'You see no "coins" here.'],
    ['get 5 coins', 'There are no coins here.'],
    ['get 5 coins from box', 'There are no coins in the tin box.'],
  ]
  for (const [line, answer] of poor) t.equal(market.refusal(line), answer, line)
  market.pay(ada, 3)
  Purse.gold[bob] = GOLD_MAX
  const refusals: [line: string, answer: string][] = [
    ['drop 5 coins', 'You have only 3 coins at hand.'],
    ['drop 0 coins', howMany],
    ['drop -1 coins', 'You carry no "-1 coins".'],
    ['drop 1.5 coins', 'You carry no "1.5 coins".'],
    ['drop 99999999999 coins', 'You carry no "99999999999 coins".'],
    ['give 5 coins', 'Give it to whom? Try "give coin to bob".'],
    ['give 1 coin to bob', 'Bob cannot carry so many coins.'],
    ['give 1 coin to carl', 'You see no "carl" here.'],
    ['give 1 coin to me', 'You give to yourself, and have as much as before.'],
    ['give gold to clerk', howMany],
    ['put 2 coins', 'Put it into what? Try "put coin in chest".'],
    ['put 2 coins in chandler', 'The chandler is no container.'],
  ]
  for (const [line, answer] of refusals) t.equal(market.refusal(line), answer, line)
  t.equal(Purse.gold[ada], 3)
  market.coins(9, square)
  moveTo(zone, ada, market.room('cellar'))
  market.coins(9, market.room('cellar'))
  t.equal(market.refusal('get 2 coins'), 'It is too dark to see any coins here.')
})

t.test('a full purse takes no more', async (t) => {
  const market = new TestMarket()
  const { ada, square } = market
  market.coins(9, square)
  const hat = market.item('hat', square)
  Purse.gold[ada] = GOLD_MAX - 8

  t.same(market.events('get all'), [
    { verb: 'refuse', text: 'Your purse holds no more. The bank will take some of it.' },
    { verb: 'get', actor: ada, item: hat },
  ])
  t.same(pilesIn(market, square), [9])
})

t.test('who wishes shares the coins that are found with its party here', async (t) => {
  const market = new TestMarket()
  const { zone, ada, bob, square } = market
  const carl = market.player('Carl')
  const far = market.player('Dora')
  moveTo(zone, far, market.room('yard'))
  for (const being of [ada, bob, far])
    attach(zone.world, being, Party, { leaderUid: Identity.uid[ada]! })
  Preferences.autosplit[ada] = 1
  market.coins(11, square)

  t.same(market.events('get coins'), [
    { verb: 'getCoins', actor: ada, count: 11 },
    { verb: 'shareCoins', actor: ada, target: bob, count: 5 },
    { verb: 'shareCoins', actor: ada, count: 5, each: 5 },
  ])
  t.same(
    [ada, bob, carl, far].map((each) => Purse.gold[each]),
    [6, 5, 0, 0],
  )
  market.events('drop 6 coins')
  t.same(market.events('get coins'), [{ verb: 'getCoins', actor: ada, count: 6 }], 'not its own')
})

t.test('split shares coins at hand', async (t) => {
  const market = new TestMarket()
  const { zone, ada, bob } = market
  market.pay(ada, 11)
  t.equal(market.refusal('split 4'), 'You belong to no party. "party invite <name>" begins one.')
  for (const being of [ada, bob])
    attach(zone.world, being, Party, { leaderUid: Identity.uid[ada]! })
  moveTo(zone, bob, market.room('yard'))
  t.equal(market.refusal('split 4'), 'Nobody of your party is here.')
  moveTo(zone, bob, market.room('square'))
  const refusals: [line: string, answer: string][] = [
    ['split', 'Split how much? Say a number of coins, or "all".'],
    ['split hat', '"hat" is no number of coins.'],
    ['split 12', 'You have only 11 coins at hand.'],
    ['split 1', 'That cannot be shared out: it is too little, or their purses are full.'],
  ]
  for (const [line, answer] of refusals) t.equal(market.refusal(line), answer, line)
  t.same(market.events('split 5'), [
    { verb: 'shareCoins', actor: ada, target: bob, count: 2 },
    { verb: 'shareCoins', actor: ada, count: 2, each: 2 },
  ])
  market.events('split all')
  t.same([Purse.gold[ada], Purse.gold[bob]], [5, 6])
  Purse.gold[bob] = GOLD_MAX
  t.equal(
    market.refusal('split all'),
    'That cannot be shared out: it is too little, or their purses are full.',
  )
})

t.test('inventory and worth tell of it', async (t) => {
  const market = new TestMarket()
  market.pay(market.ada, 3)
  t.equal(market.events('inventory')[0]!['gold'], 3)
  t.same(market.events('worth'), [{ verb: 'worth', gold: 3, saved: 0 }])
})
