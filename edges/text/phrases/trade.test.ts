import t from 'tap'
import { renderEvent } from '#edges/text/render.ts'
import { ADA, BO, CHEST, FOX, ROPE, SIGHTED } from '#edges/text/sample.fixture.ts'
import type { WireEvent } from '#protocol/event.ts'

const CARL = 99

/** What Ada does, as she, Bo and a bystander read it. */
const table: [verb: string, fields: WireEvent['fields'], ada: string, bo: string, other: string][] =
  [
    [
      'getCoins',
      { count: 1, container: CHEST },
      'You pocket 1 coin from the oak chest.',
      'Ada pockets some coins from the oak chest.',
      'Ada pockets some coins from the oak chest.',
    ],
    [
      'dropCoins',
      { count: 12 },
      'You put down 12 coins.',
      'Ada puts down some coins.',
      'Ada puts down some coins.',
    ],
    [
      'giveCoins',
      { target: BO, count: 12 },
      'You give 12 coins to Bo.',
      'Ada gives you 12 coins.',
      'Ada gives some coins to Bo.',
    ],
    [
      'shareCoins',
      { count: 10, each: 5 },
      'You share out 10 coins: 5 coins for each of your party.',
      '',
      '',
    ],
    ['shareCoins', { target: BO, count: 5 }, '', 'Ada gives you your share: 5 coins.', ''],
    [
      'buy',
      { target: FOX, items: [{ item: ROPE }, { item: ROPE }], price: 4 },
      'You buy two ropes from the grey fox for 4 coins.',
      'Ada buys two ropes from the grey fox.',
      'Ada buys two ropes from the grey fox.',
    ],
    [
      'sell',
      { target: FOX, item: ROPE, price: 1 },
      'You sell the rope to the grey fox for 1 coin.',
      'Ada sells the rope to the grey fox.',
      'Ada sells the rope to the grey fox.',
    ],
    [
      'tradeAsk',
      { target: BO },
      'You ask Bo to trade with you.',
      'Ada would trade with you. ("trade Ada" begins it.)',
      'Ada asks Bo for a trade.',
    ],
    [
      'tradeDone',
      { target: BO },
      'You and Bo shake hands on it.',
      'You and Ada shake hands on it.',
      'Ada and Bo trade, and shake hands on it.',
    ],
    ['tradeLapse', {}, 'Your trade has come to nothing.', '', ''],
    ['tradeLapse', { target: BO }, 'Your trade with Bo has come to nothing.', '', ''],
  ]

t.test('what a trade comes to is told to each as it concerns them', async (t) => {
  for (const [verb, fields, ...texts] of table) {
    const event = { verb, fields: { actor: ADA, ...fields } }
    const read = [ADA.uid, BO.uid, CARL].map((self) => renderEvent(event, self, SIGHTED))
    t.same(
      read,
      texts.map((text) => (text === '' ? '' : `${text}\n`)),
      verb,
    )
  }
})
