import t from 'tap'
import { Purse } from '#components/purse.ts'
import { contentsOf, moveTo } from '#systems/containment.ts'
import { destroy } from '#systems/spawn.ts'
import { runTurns } from '#systems/testing.ts'
import { setWorn } from '#systems/wearing.ts'
import { bargainSystem } from './bargainSystem.ts'
import { goldKept } from './gold.ts'
import { TestMarket } from './testMarket.ts'

/** A market in which Ada, with 50 coins, and Bob have begun to trade. */
function trading() {
  const market = new TestMarket()
  market.pay(market.ada, 50)
  market.events('trade bob')
  market.events('trade ada', market.bob)
  return market
}

t.test('a trade begins when both have named each other', async (t) => {
  const market = new TestMarket()
  const { ada, bob } = market
  t.same(market.events('trade bob'), [{ verb: 'tradeAsk', actor: ada, target: bob }])
  t.equal(market.refusal('trade'), 'Bob has not answered yet.')
  t.equal(market.refusal('trade add 5 coins'), 'Bob has not answered yet.')
  t.equal(market.refusal('trade bob'), 'Bob has not answered yet.')
  t.same(market.events('trade with ada', bob), [{ verb: 'tradeBegin', actor: bob, target: ada }])
  t.same(market.events('trade')[0], {
    verb: 'offers',
    target: bob,
    mine: [],
    theirs: [],
    myCoins: 0,
    theirCoins: 0,
    iAgree: false,
    theyAgree: false,
  })
})

t.test('what both have agreed to changes hands at once', async (t) => {
  const market = trading()
  const { zone, ada, bob } = market
  const hat = market.item('hat', ada)
  const sword = market.item('sword', bob)
  market.events('trade add 20 coins')
  market.events('trade add hat')
  const told = market.events('trade add sword', bob)
  t.same(
    told.map(({ verb }) => verb),
    ['offersChanged', 'offers'],
  )
  t.same(told[0]!['theirs'], [{ item: sword, holds: 0 }])

  t.same(market.events('trade accept'), [{ verb: 'tradeAccept', actor: ada, target: bob }])
  t.same(market.events('trade accept', bob), [
    { verb: 'tradeDone', actor: bob, target: ada },
    { verb: 'tradeGot', target: bob, items: [{ item: sword }], count: 0 },
    { verb: 'tradeGot', target: ada, items: [{ item: hat }], count: 20 },
  ])
  t.same([contentsOf(ada), contentsOf(bob)], [[sword], [hat]])
  t.same([Purse.gold[ada], Purse.gold[bob]], [30, 20])
  t.same(goldKept(zone), { held: 50, owed: 50 })
  t.equal(market.refusal('trade'), 'Trade with whom? Name a player who is here.')
})

t.test('whatever is changed after one has agreed must be agreed to anew', async (t) => {
  const changes: [what: string, line: string][] = [
    ['a thing taken back', 'trade remove hat'],
    ['a thing added', 'trade add pebble'],
    ['coins added', 'trade add 1 coin'],
    ['coins taken back', 'trade remove 5 coins'],
    ['a thing laid down', 'drop hat'],
    ['a thing put on', 'wear hat'],
    ['a thing given away', 'give hat to carl'],
    ['a bag emptied', 'get pebble from box'],
    ['a bag filled', 'put feather in box'],
    ['coins taken out of a bag', 'get 1 coin from box'],
  ]
  for (const [what, line] of changes) {
    const market = trading()
    const { ada, bob } = market
    market.player('Carl')
    const hat = market.item('hat', ada)
    const box = market.item('box', ada)
    for (const word of ['pebble', 'feather']) market.item(word, ada)
    market.item('pebble', box)
    market.events('put 5 coins in box')
    for (const offer of ['hat', 'box', '20 coins']) market.events(`trade add ${offer}`)
    market.events('trade accept', bob)
    t.equal(market.refusal(line), undefined, line)

    t.same(
      market.events('trade accept').map(({ verb }) => verb),
      ['tradeAccept'],
      `${what}: Bob has not agreed to that`,
    )
    t.notOk(contentsOf(bob).includes(box), what)
    t.notOk(contentsOf(bob).includes(hat), what)
  }
})

t.test('a change and a change back is as it was', async (t) => {
  const market = trading()
  market.item('hat', market.ada)
  market.events('trade add hat')
  market.events('trade accept', market.bob)
  market.events('drop hat')
  market.events('get hat')
  t.same(market.events('trade accept').at(0)!.verb, 'tradeDone')
})

t.test('coins that were spent meanwhile cannot be given', async (t) => {
  const market = trading()
  const { ada, bob } = market
  market.events('trade add 20 coins')
  market.events('trade accept', bob)
  market.events('drop 40 coins')
  t.equal(market.refusal('trade accept'), 'It cannot be done. Ada no longer has so many coins.')
  t.same([Purse.gold[ada], Purse.gold[bob]], [10, 0])
})

t.test('nobody gets by trade what could not be carried', async (t) => {
  const market = trading()
  const { ada, bob } = market
  market.item('anvil', ada)
  market.item('anvil', bob)
  market.events('trade add anvil')
  market.events('trade accept')
  t.equal(
    market.refusal('trade accept', bob),
    'It cannot be done. Bob cannot carry all that: it is too heavy.',
  )
  market.events('trade add anvil', bob)
  market.events('trade accept')
  t.equal(market.events('trade accept', bob)[0]!.verb, 'tradeDone', 'for another anvil he can')
})

t.test('every refusal of a trade is explained', async (t) => {
  const market = trading()
  const { ada } = market
  setWorn(market.item('hat', ada), true)
  const carl = market.player('Carl')
  const refusals: [line: string, answer: string][] = [
    ['trade add', 'Add what? Try "trade add sword" or "trade add 20 coins".'],
    ['trade remove', 'Take back what? Try "trade remove sword" or "trade remove 20 coins".'],
    ['trade add moon', 'You carry no "moon".'],
    ['trade add hat', 'You must remove the felt hat first.'],
    ['trade add 51 coins', 'You have only 50 coins at hand.'],
    ['trade add coins', 'How many coins? Try "trade add 20 coins".'],
    ['trade remove moon', 'You offer no "moon".'],
    ['trade remove 5 coins', 'You offer no coins.'],
    ['trade carl', 'You trade with Bob already. "trade cancel" ends it.'],
  ]
  for (const [line, answer] of refusals) t.equal(market.refusal(line), answer, line)
  const alone: [line: string, answer: string][] = [
    ['trade', 'Trade with whom? Name a player who is here.'],
    ['trade accept', 'Trade with whom? Name a player who is here.'],
    ['trade ada', 'Ada trades with somebody else just now.'],
    ['trade me', 'You need no words to reach yourself: thinking will do.'],
    ['trade dora', 'You see no "dora" here.'],
    [
      'trade chandler',
      'The chandler does not barter. A shopkeeper is dealt with by "list", "buy" and "sell".',
    ],
  ]
  for (const [line, answer] of alone) t.equal(market.refusal(line, carl), answer, line)
})

t.test('a trade ends by a word, by walking away, by leaving, and by silence', async (t) => {
  const cancelled = trading()
  t.same(cancelled.events('trade cancel'), [
    { verb: 'tradeCancel', actor: cancelled.ada, target: cancelled.bob },
  ])
  t.equal(cancelled.refusal('trade', cancelled.bob), 'Trade with whom? Name a player who is here.')

  const lapses = (market: TestMarket, runs = 1) => {
    market.zone.reported.length = 0
    runTurns(market.zone, bargainSystem, runs)
    return market.zone.reported.map(({ to, event }) => [to, event.verb])
  }
  const parted = trading()
  t.same(lapses(parted), [])
  moveTo(parted.zone, parted.bob, parted.room('yard'))
  t.equal(parted.refusal('trade accept'), 'Bob is not here any more.')
  t.same(lapses(parted), [
    [parted.ada, 'tradeLapse'],
    [parted.bob, 'tradeLapse'],
  ])

  const left = trading()
  destroy(left.zone, left.bob)
  t.same(lapses(left), [[left.ada, 'tradeLapse']])

  const silent = trading()
  t.same(lapses(silent, 239), [])
  silent.events('trade add 1 coin', silent.ada)
  t.same(lapses(silent, 239), [], 'each deed prolongs it')
  t.equal(lapses(silent, 1).length, 2)

  const asked = new TestMarket()
  asked.events('trade bob')
  t.same(lapses(asked, 240), [[asked.ada, 'tradeLapse']])
})
