import fc from 'fast-check'
import t from 'tap'
import { defineQuery, type Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Item } from '#components/item.ts'
import { Location } from '#components/location.ts'
import { Purse } from '#components/purse.ts'
import { runLine } from '#systems/commands/dispatch.ts'
import { contentsOf } from '#systems/containment.ts'
import { goldKept } from './gold.ts'
import { TestMarket } from './testMarket.ts'

const items = defineQuery(Item)

const sum = fc.constantFrom('1', '3', '7', '40', 'all')
const thing = fc.constantFrom('hat', 'sword', 'loaf', 'box', 'spear', 'coins', '2 coins', 'all')
const whom = fc.constantFrom('ada', 'bob', 'clerk', 'chandler')

/** Lines that move things and gold about, and some that are mistakes. */
const line = fc.oneof(
  fc.tuple(fc.constantFrom('get', 'drop', 'sell', 'trade add', 'trade remove'), thing),
  fc.tuple(fc.constantFrom('drop', 'get', 'trade add', 'trade remove'), sum, fc.constant('coins')),
  fc.tuple(fc.constant('put'), thing, fc.constant('in box')),
  fc.tuple(fc.constant('put'), sum, fc.constant('coins in box')),
  fc.tuple(fc.constant('get'), thing, fc.constant('from box')),
  fc.tuple(fc.constant('give'), thing, fc.constant('to'), whom),
  fc.tuple(fc.constant('give'), sum, fc.constant('coins to'), whom),
  fc.tuple(fc.constant('buy'), fc.constantFrom('loaf', 'sword', '3 loaf', 'spear', 'hat', '4')),
  fc.tuple(fc.constantFrom('deposit', 'withdraw'), sum),
  fc.tuple(fc.constant('trade'), fc.constantFrom('ada', 'bob', 'accept', 'accept', 'cancel')),
)

/** What Ada (0) or Bob (1) types. */
interface Deed {
  who: number
  words: string
}

const anybody = fc.integer({ min: 0, max: 1 })

const lone: fc.Arbitrary<Deed[]> = fc
  .tuple(anybody, line)
  .map(([who, words]) => [{ who, words: words.join(' ') }])

/** A trade as it should go, with a line of somebody's in the middle. */
const whole: fc.Arbitrary<Deed[]> = fc
  .tuple(thing, sum, lone)
  .map(([given, coins, between]) => [
    { who: 0, words: 'trade bob' },
    { who: 1, words: 'trade ada' },
    { who: 0, words: `trade add ${given}` },
    { who: 1, words: `trade add ${coins} coins` },
    { who: 0, words: 'trade accept' },
    ...between,
    { who: 1, words: 'trade accept' },
  ])

const errand: fc.Arbitrary<Deed[]> = anybody.map((who) => [
  { who, words: 'get all' },
  { who, words: 'sell all' },
])

const deeds = fc
  .array(fc.oneof({ weight: 12, arbitrary: lone }, whole, errand), { minLength: 1, maxLength: 60 })
  .map((some) => some.flat())

/** Every thing by its uid, as found by walking from the rooms down; throws if one is met twice. */
function thingsFound(market: TestMarket): Set<number> {
  const met = new Set<number>()
  const walk = (holder: Entity) => {
    for (const each of contentsOf(holder)) {
      const uid = Identity.uid[each]!
      if (met.has(uid)) throw new Error(`${uid} is in two places`)
      if (Location.holder[each] !== holder) throw new Error(`${uid} is not where it says it is`)
      met.add(uid)
      walk(each)
    }
  }
  for (const room of market.zone.rooms.values()) walk(room)
  return met
}

/** Ada and Bob with some gold, and a square with things and wild coins. */
function furnished(): TestMarket {
  const market = new TestMarket()
  market.pay(market.ada, 60)
  market.pay(market.bob, 30)
  market.item('box', market.square)
  for (const word of ['hat', 'sword', 'spear', 'hat']) market.item(word, market.ada)
  return market
}

/** Does them all, one after the other; more and more lies about meanwhile. */
function doAll(market: TestMarket, done: readonly Deed[], after: (words: string) => void): void {
  const { zone, ada, bob, square } = market
  done.forEach(({ who, words }, i) => {
    if (i % 8 === 0) market.coins(1 + (i % 3), square)
    if (i % 12 === 0) market.item('hat', square)
    runLine(zone, who === 0 ? ada : bob, words)
    after(words)
  })
}

t.test('whatever is done, gold is what was minted less what was burned', async (t) => {
  fc.assert(
    fc.property(deeds, (done) => {
      const market = furnished()
      const { zone } = market
      doAll(market, done, (words) => {
        const { held, owed } = goldKept(zone)
        if (held !== owed) throw new Error(`"${words}": ${held} coins of ${owed}`)
        const things = [...items(zone.world)].map((item) => Identity.uid[item]!)
        const met = thingsFound(market)
        if (things.some((uid) => !met.has(uid))) throw new Error(`"${words}": a thing is nowhere`)
      })
    }),
    { numRuns: 200 },
  )
  t.pass()
})

t.test('such deeds are trades, sales and all the others', async (t) => {
  const market = furnished()
  for (const done of fc.sample(deeds, { numRuns: 40, seed: 7 })) doAll(market, done, () => {})
  const verbs = new Set(market.zone.reported.map(({ event }) => event.verb))
  const wanted = ['getCoins', 'dropCoins', 'giveCoins', 'putCoins', 'buy', 'sell', 'deposit']
  for (const verb of [...wanted, 'withdraw', 'tradeDone', 'give']) t.ok(verbs.has(verb), verb)
})

t.test('buying and selling the same thing again and again never pays', async (t) => {
  const market = new TestMarket()
  const { zone, ada } = market
  market.item('hat', ada)
  market.pay(ada, 100)
  for (const word of ['sword', 'hat']) {
    for (let round = 0; round < 3; round++) {
      const before = Purse.gold[ada]!
      for (const deed of word === 'hat' ? ['sell', 'buy'] : ['buy', 'sell']) {
        runLine(zone, ada, `${deed} ${word}`)
      }
      t.ok(Purse.gold[ada]! < before, `${word}, round ${round}`)
    }
  }
})
