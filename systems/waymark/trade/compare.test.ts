import t from 'tap'
import { moveTo } from '#systems/containment.ts'
import { setWorn } from '#systems/wearing.ts'
import { TestMarket } from './testMarket.ts'

t.test('appraise tells what a thing is good for', async (t) => {
  const market = new TestMarket()
  const sword = market.item('sword', market.ada)
  t.same(market.events('appraise sword'), [
    {
      verb: 'appraise',
      item: sword,
      kind: 'weapon',
      damage: 4.5,
      armour: 0,
      level: 3,
      value: 20,
      weightGrams: 500,
      lends: [{ name: 'might', points: 1 }],
      spell: '',
      charges: 0,
    },
  ])
})

t.test('compare tells the better of two', async (t) => {
  const market = new TestMarket()
  const { ada } = market
  const sword = market.item('sword', ada)
  const spear = market.item('spear', ada)
  const [event] = market.events('compare spear with sword')
  t.equal(event!.verb, 'comparison')
  t.equal(event!.item, sword, 'as much harm, and might beside')
  t.same(
    (event!['list'] as { item: number }[]).map(({ item }) => item),
    [spear, sword],
  )
  t.equal(market.events('compare spear sword')[0]!.item, sword)
  setWorn(sword, true)
  t.equal(market.events('compare long spear')[0]!.item, sword, 'with what is wielded')
})

t.test('every refusal to judge is explained', async (t) => {
  const market = new TestMarket()
  const { zone, ada, square } = market
  for (const word of ['sword', 'hat', 'pebble']) market.item(word, ada)
  market.item('well', square)
  const refusals: [line: string, answer: string][] = [
    ['appraise', 'Appraise what? Name a thing you have, or one that lies here.'],
    ['appraise all', 'One thing at a time, please.'],
    ['appraise moon', 'You see no "moon" here.'],
    ['appraise well', 'The stone well belongs to this place.'],
    ['compare', 'Compare what? Name one thing or two that you have.'],
    ['compare moon', 'You see no "moon" here.'],
    ['compare all with hat', 'One thing with one other, please.'],
    ['compare sword', 'You wear nothing in the place of the short sword to compare it with.'],
    ['compare pebble', 'With what? The grey pebble is nothing to wear or wield.'],
    ['compare hat pebble', 'The grey pebble is neither a weapon nor anything to wear.'],
    ['compare hat sword', 'A weapon and what one wears cannot be compared.'],
  ]
  for (const [line, answer] of refusals) t.equal(market.refusal(line), answer, line)
  moveTo(zone, ada, market.room('cellar'))
  t.equal(market.refusal('appraise well'), 'It is too dark to see any "well" here.')
})
