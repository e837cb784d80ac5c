import t from 'tap'
import { Identity } from '#components/identity.ts'
import { Purse } from '#components/purse.ts'
import { contentsOf, moveTo } from '#systems/containment.ts'
import { setPosture } from '#systems/posture.ts'
import { chargesOf, isPartUsed, setCharges } from '#systems/waymark/magic/charges.ts'
import { setWorn } from '#systems/wearing.ts'
import { goldKept } from './gold.ts'
import { isOpen } from './shop.ts'
import { TestMarket } from './testMarket.ts'

/** What the list shows of each ware. */
function rows(market: TestMarket, line = 'list') {
  const list = market.events(line)[0]!['list'] as { [column: string]: unknown }[]
  return list.map(({ number, name, price, left }) => [number, name, price, left])
}

t.test('list shows what a shop sells, with a number and a price', async (t) => {
  const market = new TestMarket()
  market.pay(market.ada, 7)
  const [event] = market.events('list')
  t.same(event, {
    verb: 'wares',
    target: market.chandler,
    gold: 7,
    list: [
      { number: 1, name: 'a brown loaf', level: 0, price: 3, left: 0, uses: 0 },
      { number: 2, name: 'a short sword', level: 3, price: 24, left: 0, uses: 0 },
      { number: 3, name: 'a lead anvil', level: 0, price: 2, left: 0, uses: 0 },
    ],
  })
  t.same(rows(market, 'list sword'), [[2, 'a short sword', 24, 0]])
  t.same(rows(market, 'list swords from chandler'), [[2, 'a short sword', 24, 0]])
  t.equal(market.refusal('list moon'), 'No "moon" is for sale here.')
})

t.test('buy takes the price and hands over the thing, in one', async (t) => {
  const market = new TestMarket()
  const { zone, ada, chandler } = market
  market.pay(ada, 40)

  const [event] = market.events('buy sword')
  const [sword] = contentsOf(ada)
  t.same(event, { verb: 'buy', actor: ada, target: chandler, item: sword, price: 24 })
  t.equal(Identity.prefab[sword!], 'market:sword')
  t.ok(zone.isKept(sword!))
  t.equal(Purse.gold[ada], 16)
  t.equal(market.events('buy 3 loaf from chandler').length, 1)
  t.equal(market.events('buy 1')[0]!['price'], 3)
  t.equal(contentsOf(ada).length, 5)
  t.same(goldKept(zone), { held: 4, owed: 4 })
  t.equal(zone.counted.get('gold.burned.purchase'), 36)
})

t.test('every refusal to sell is explained, and costs nothing', async (t) => {
  const market = new TestMarket()
  const { ada } = market
  market.pay(ada, 50)
  market.item('anvil', ada)
  const refusals: [line: string, answer: string][] = [
    ['buy', 'Buy what? "list" shows what there is.'],
    ['buy moon', `The chandler says, "I have no 'moon'. My list is there for the asking."`],
    ['buy 4', `The chandler says, "I have no '4'. My list is there for the asking."`],
    ['buy 0 loaf', 'You buy none, and have as much as before.'],
    ['buy 21 loaf', 'At most 20 at a time, please.'],
    [
      'buy 3 swords',
      'The chandler says, "That will be 72 coins, and I do not give credit." ' +
        'You have 50 coins at hand.',
    ],
    ['buy anvil', 'With all that you carry, that is too heavy.'],
    ['buy loaf from clerk', 'The clerk keeps no shop.'],
    ['buy loaf from carl', 'You see no "carl" here.'],
  ]
  for (const [line, answer] of refusals) t.equal(market.refusal(line), answer, line)
  t.equal(Purse.gold[ada], 50)
  for (let i = contentsOf(ada).length; i < 200; i++) market.item('feather', ada)
  t.equal(market.refusal('buy loaf'), 'You cannot carry more than 200 things.')
})

t.test('sell pays for a thing, and it stands on the shelf to be bought back', async (t) => {
  const market = new TestMarket()
  const { zone, ada, chandler } = market
  const spear = market.item('spear', ada)

  t.same(market.events('value spear'), [
    { verb: 'valued', target: chandler, list: [{ item: spear, price: 15 }] },
  ])
  t.same(market.events('sell spear'), [
    { verb: 'sell', actor: ada, target: chandler, item: spear, price: 15 },
  ])
  t.same(contentsOf(ada), [])
  t.equal(Purse.gold[ada], 15)
  market.pay(ada, 50)
  t.same(rows(market).at(-1), [4, 'a long spear', 38, 1])
  t.equal(market.refusal('buy 2 spear'), 'The chandler says, "I have only 1 of those."')
  t.equal(market.events('buy 4')[0]!['price'], 38)
  t.equal(rows(market).length, 3)
  t.same(goldKept(zone), { held: 27, owed: 27 })
})

t.test('the shelf holds the last ten', async (t) => {
  const market = new TestMarket()
  market.item('spear', market.ada)
  market.events('sell spear')
  for (let i = 0; i < 10; i++) market.item('hat', market.ada)
  market.events('sell all.hat')
  t.same(rows(market).slice(3), [[4, 'a felt hat', 6, 10]])
})

t.test('what is part-used is bought and sold for what is left of it, and as it is', async (t) => {
  const market = new TestMarket()
  const { zone, ada } = market
  market.pay(ada, 100)
  const wand = market.item('wand', ada)
  t.match(market.events('value wand')[0]!['list'], [{ price: 15 }])
  setCharges(zone, wand, 1)
  t.equal(market.events('appraise wand')[0]!['value'], 10)
  t.equal(market.events('sell wand')[0]!['price'], 5)
  setCharges(zone, market.item('wand', ada), 2)
  market.item('wand', ada)
  market.events('sell all.wand')
  const used = market.events('list wand')[0]!['list'] as { [column: string]: unknown }[]
  t.same(
    used.map(({ number, price, left, uses }) => [number, price, left, uses]),
    [
      [4, 12, 1, 1],
      [5, 24, 1, 2],
      [6, 36, 1, 0],
    ],
  )
  market.events('buy 4')
  market.events('buy 5')
  t.same(
    contentsOf(ada).map((item) => [chargesOf(zone, item), isPartUsed(zone, item)]),
    [
      [1, true],
      [3, false],
    ],
    'by now the whole one is the fifth',
  )
  t.same(rows(market).at(-1)?.slice(2), [24, 1])
})

t.test('sell all sells what is wanted, all of a kind, or all of a name', async (t) => {
  const market = new TestMarket()
  const { ada } = market
  const [sword, spear] = [market.item('sword', ada), market.item('spear', ada)]
  const hat = market.item('hat', ada)
  const pebble = market.item('pebble', ada)
  const box = market.item('box', ada)

  t.same(market.events('sell all.weapon')[0]!.items, [{ item: sword }, { item: spear }])
  t.same(market.events('sell all')[0]!.items, [{ item: hat }, { item: box }])
  t.same(contentsOf(ada), [pebble])
  t.equal(market.refusal('sell all'), `The chandler says, "${WORTHLESS}"`)
  market.item('loaf', ada)
  t.equal(market.refusal('sell all'), 'You carry nothing that is wanted here.')
})

const WORTHLESS = 'There is no call for that. I would not know what to ask for it.'

t.test('every refusal to buy is explained', async (t) => {
  const market = new TestMarket()
  const { ada } = market
  for (const word of ['pebble', 'loaf', 'key', 'letter', 'feather']) market.item(word, ada)
  market.item('pebble', market.item('box', ada))
  setWorn(market.item('hat', ada), true)
  const says = (words: string) => `The chandler says, "${words}"`
  const kinds = 'weapons, clothes, armour, odds and ends and bags and boxes'
  const refusals: [line: string, answer: string][] = [
    ['sell', 'Sell what? "value all" tells what you would get for what.'],
    ['value', 'Value what? Name a thing you carry, or "all".'],
    ['sell moon', 'You carry no "moon".'],
    ['sell all.potion', 'You carry no "all.potion".'],
    ['sell hat', 'You must remove the felt hat first.'],
    ['sell pebble', says(WORTHLESS)],
    ['sell feather', says(WORTHLESS)],
    ['value loaf', says(`I do not deal in food. I buy ${kinds}.`)],
    ['sell key', says('I buy no keys. Somebody will want that back.')],
    ['sell letter', says('Somebody is waiting for that. Take it where it belongs.')],
    ['sell box', says('Empty it first. I buy things, not surprises.')],
  ]
  for (const [line, answer] of refusals) t.equal(market.refusal(line), answer, line)
  t.equal(Purse.gold[ada], 0)
  t.equal(contentsOf(ada).length, 7)
})

t.test('a shop needs its keeper: here, awake, in sight, and in its hours', async (t) => {
  const market = new TestMarket()
  const { zone, ada, chandler } = market
  const answers = (answer: string) => {
    for (const line of ['list', 'buy loaf', 'sell hat', 'value hat']) {
      t.equal(market.refusal(line), answer, line)
    }
  }
  market.wait(20)
  answers('The chandler says, "We are closed. Come back at 8 in the morning."')
  market.wait(19)
  setPosture(zone, chandler, 'sleeping')
  answers('The chandler is asleep.')
  moveTo(zone, chandler, market.room('yard'))
  answers('Nobody here keeps a shop.')
  moveTo(zone, ada, market.room('cellar'))
  answers('It is too dark to do business here.')
})

t.test('hours may go on past midnight', async (t) => {
  const shop = { sells: [], buys: [], sellsAt: 1, buysAt: 1 }
  const open = (from: number, until: number) =>
    [0, 3, 8, 19, 20, 23].filter((hour) => isOpen({ ...shop, hours: [from, until] }, hour))
  t.same(open(8, 20), [8, 19])
  t.same(open(20, 4), [0, 3, 20, 23])
  t.same(open(0, 24), [0, 3, 8, 19, 20, 23])
})

t.test('who sits may trade; who lies down or fights may not', async (t) => {
  const market = new TestMarket()
  const { zone, ada } = market
  setPosture(zone, ada, 'sitting')
  t.equal(market.refusal('list'), undefined)
  setPosture(zone, ada, 'resting')
  t.equal(market.refusal('list'), 'You are too comfortable for that. "sit" or "stand" up first.')
  setPosture(zone, ada, 'sleeping')
  t.equal(market.refusal('buy loaf'), 'You are asleep. "wake" first.')
})
