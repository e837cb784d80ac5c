import t from 'tap'
import { renderEvent } from '#edges/text/render.ts'
import { ADA, BO, CHEST, COIN, LANTERN, ROPE, SIGHTED, SPOKEN } from '#edges/text/sample.fixture.ts'
import type { WireEvent } from '#protocol/event.ts'

const KEEPER = { uid: 50, name: 'the chandler' }
const CLERK = { uid: 51, name: 'Mrs Pell' }

const sword = {
  kind: 'weapon',
  damage: 4.5,
  armour: 0,
  level: 3,
  value: 20,
  weightGrams: 1_500,
  lends: [
    { name: 'might', points: 1 },
    { name: 'grace', points: -2 },
  ],
  spell: '',
  charges: 0,
}

const bread = {
  ...sword,
  kind: 'food',
  damage: 0,
  armour: 0,
  level: 0,
  value: 0,
  lends: [],
  spell: 'mend',
  charges: 2,
}

const offers = {
  target: BO,
  mine: [],
  theirs: [
    { item: ROPE, holds: 0 },
    { item: CHEST, holds: 2 },
  ],
  myCoins: 20,
  theirCoins: 0,
  iAgree: false,
  theyAgree: true,
}

/** What eyes read, then what ears hear, of the same event. */
const table: [verb: string, fields: WireEvent['fields'], seen: string, heard: string][] = [
  [
    'wares',
    {
      target: KEEPER,
      gold: 1,
      list: [
        { number: 1, name: 'a brown loaf', level: 0, price: 3, left: 0 },
        { number: 2, name: 'a short sword', level: 3, price: 1, left: 1 },
        { number: 3, name: 'a felt hat', level: 1, price: 6, left: 4 },
        { number: 4, name: 'a hazel wand', level: 0, price: 12, left: 1, uses: 1 },
        { number: 5, name: 'a hazel wand', level: 0, price: 24, left: 3, uses: 2 },
      ],
    },
    `The chandler sells:
  1  a brown loaf   3 coins
  2  a short sword  1 coin, from level 3 on, the only one
  3  a felt hat     6 coins, 4 left
  4  a hazel wand   12 coins, with one use left, the only one
  5  a hazel wand   24 coins, with 2 uses left, 3 left
You have 1 coin at hand.
`,
    `The chandler sells:
1: a brown loaf. 3 coins.
2: a short sword. 1 coin, from level 3 on, the only one.
3: a felt hat. 6 coins, 4 left.
4: a hazel wand. 12 coins, with one use left, the only one.
5: a hazel wand. 24 coins, with 2 uses left, 3 left.
You have 1 coin at hand.
`,
  ],
  [
    'wares',
    { target: KEEPER, gold: 0, list: [] },
    'The chandler has nothing for sale just now.\n',
    'The chandler has nothing for sale just now.\n',
  ],
  [
    'valued',
    { target: KEEPER, list: [{ item: ROPE, price: 2 }] },
    'The chandler would give you 2 coins for the rope.\n',
    'The chandler would give you 2 coins for the rope.\n',
  ],
  [
    'valued',
    {
      target: KEEPER,
      list: [
        { item: ROPE, price: 2 },
        { item: LANTERN, price: 1 },
      ],
    },
    'The chandler would give you:\n  a rope           2 coins\n  a brass lantern  1 coin\n',
    'The chandler would give you:\nA rope: 2 coins.\nA brass lantern: 1 coin.\n',
  ],
  [
    'balance',
    { target: CLERK, gold: 3, saved: 40 },
    'Mrs Pell looks it up: the bank keeps 40 coins for you.\nYou have 3 coins at hand.\n',
    'Mrs Pell looks it up: the bank keeps 40 coins for you.\nYou have 3 coins at hand.\n',
  ],
  [
    'worth',
    { gold: 3, saved: 40 },
    'You have 3 coins at hand, and 40 coins in the bank.\n',
    'You have 3 coins at hand, and 40 coins in the bank.\n',
  ],
  ['worth', { gold: 0, saved: 0 }, 'You have 0 coins at hand.\n', 'You have 0 coins at hand.\n'],
  [
    'appraise',
    { item: ROPE, ...sword },
    `A rope:
  kind    weapon
  harm    4.5 a blow, on average
  lends   might +1, grace -2
  for     level 3 and above
  weighs  1.5 kg
  worth   20 coins
`,
    `A rope:
Kind: weapon.
Harm: 4.5 a blow, on average.
Lends: might +1, grace -2.
For: level 3 and above.
Weighs: 1.5 kg.
Worth: 20 coins.
`,
  ],
  [
    'comparison',
    {
      list: [
        { item: ROPE, ...bread },
        { item: COIN, ...bread, armour: 2 },
      ],
      item: COIN,
    },
    `A rope:
  kind    food
  works   mend, two times
  weighs  1.5 kg
  worth   nothing to a shop
A brass coin:
  kind    food
  armour  2
  works   mend, two times
  weighs  1.5 kg
  worth   nothing to a shop
The brass coin is the better one.
`,
    `A rope:
Kind: food.
Works: mend, two times.
Weighs: 1.5 kg.
Worth: nothing to a shop.
A brass coin:
Kind: food.
Armour: 2.
Works: mend, two times.
Weighs: 1.5 kg.
Worth: nothing to a shop.
The brass coin is the better one.
`,
  ],
  ['comparison', { list: [] }, 'One is as good as the other.\n', 'One is as good as the other.\n'],
  [
    'offers',
    offers,
    `Your trade with Bo:
  you offer  20 coins
  Bo offers  a rope, an oak chest with two things in it
Bo has agreed to it. "trade accept" seals it.
`,
    `Your trade with Bo:
You offer: 20 coins.
Bo offers: a rope, an oak chest with two things in it.
Bo has agreed to it. "trade accept" seals it.
`,
  ],
  [
    'offersChanged',
    { ...offers, theirs: [], iAgree: true, theyAgree: false },
    `Bo changes the offer.
Your trade with Bo:
  you offer  20 coins
  Bo offers  nothing yet
You have agreed to it; Bo has not yet.
`,
    `Bo changes the offer.
Your trade with Bo:
You offer: 20 coins.
Bo offers: nothing yet.
You have agreed to it; Bo has not yet.
`,
  ],
  [
    'tradeGot',
    { target: BO, items: [{ item: ROPE }], count: 3 },
    'You get from Bo: a rope, 3 coins.\n',
    'You get from Bo: a rope, 3 coins.\n',
  ],
  [
    'tradeGot',
    { target: BO, items: [], count: 0 },
    'You get nothing from Bo.\n',
    'You get nothing from Bo.\n',
  ],
]

t.test('trade is tables for eyes and sentences for ears', async (t) => {
  for (const [verb, fields, seen, heard] of table) {
    t.equal(renderEvent({ verb, fields }, ADA.uid, SIGHTED), seen, `${verb}, seen`)
    t.equal(renderEvent({ verb, fields }, ADA.uid, SPOKEN), heard, `${verb}, heard`)
  }
})

t.test('an inventory ends with the gold at hand', async (t) => {
  const fields = { items: [], weightGrams: 0, weightMaxGrams: 1, gold: 5 }
  t.equal(
    renderEvent({ verb: 'inventory', fields }, ADA.uid, SIGHTED),
    'You carry nothing.\nYou have 5 coins.\n',
  )
})
