import t from 'tap'
import { Lore } from '#components/lore.ts'
import { moveTo } from '#systems/containment.ts'
import { exitsOf } from '#systems/names.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { type } from '#systems/testing.ts'
import { setWorn } from '#systems/wearing.ts'

t.test('look shows the room', async (t) => {
  for (const line of ['look', 'l', 'look here', 'look room', 'look at']) {
    const { zone, ada } = new TestHouse()
    t.same(type(zone, ada, line), [{ to: ada, event: { verb: 'view', text: 'look' } }], line)
  }
})

t.test('look at a thing shows it to the one who looks alone', async (t) => {
  for (const line of ['look lantern', 'look at lantern', 'l at the tin lantern', 'l lan']) {
    const house = new TestHouse()
    const { zone, ada } = house
    const lantern = house.item('lantern', house.hall)
    const event = { verb: 'thing', item: lantern, text: 'It is a tin lantern.' }
    t.same(type(zone, ada, line), [{ to: ada, event }], line)
  }
})

t.test('look finds what one carries and wears before what lies here, and counts on', async (t) => {
  const house = new TestHouse()
  const [lying, carried] = [house.item('hat', house.hall), house.item('hat', house.ada)]
  const seen = (line: string) => house.events(line)[0]?.item

  t.equal(seen('look hat'), carried)
  t.equal(seen('look 2.hat'), lying)
  t.equal(seen('look hat-2'), lying)
  setWorn(carried, true)
  t.equal(seen('look hat'), carried)
  t.equal(house.refusal('look 4.hat'), 'You see no "4.hat" here.', 'the third is the hatch')
})

t.test('look at somebody shows what they wear, and the room sees it', async (t) => {
  const house = new TestHouse()
  const { zone, ada, bob, hall } = house
  const cap = house.item('cap', bob)
  house.item('coin', bob)
  setWorn(cap, true)

  t.same(type(zone, ada, 'look bob'), [
    {
      to: ada,
      event: {
        verb: 'being',
        target: bob,
        text: 'There is nothing special about Bob.',
        items: [{ item: cap, slot: 'head' }],
      },
    },
    { room: hall, event: { verb: 'examine', actor: ada, target: bob } },
  ])
})

t.test('look at oneself troubles nobody', async (t) => {
  const { zone, ada } = new TestHouse()
  Lore.description[ada] = 'A tall woman.'
  const text = 'A tall woman. ("setdesc" says what others see of you.)'
  const event = { verb: 'being', target: ada, text, items: [] }

  for (const line of ['look me', 'look self', 'look ada']) {
    t.same(type(zone, ada, line), [{ to: ada, event }], line)
  }
})

t.test('look at a detail or a door shows it', async (t) => {
  const house = new TestHouse()
  const [north, , up] = exitsOf(house.zone, house.hall)

  t.same(house.events('look carving'), [{ verb: 'detail', text: 'A hare runs there.' }])
  t.same(house.events('look oak door'), [
    { verb: 'wayAhead', direction: 'north', exit: north, closed: true },
  ])
  house.events('open hatch')
  t.same(house.events('look hatch'), [
    { verb: 'wayAhead', direction: 'up', exit: up, closed: false, room: house.room('loft') },
  ])
})

t.test('look in a direction shows the next room if the way is open and it is lit', async (t) => {
  const house = new TestHouse()
  const [north] = exitsOf(house.zone, house.hall)

  t.same(house.events('look n'), [
    { verb: 'wayAhead', direction: 'north', exit: north, closed: true },
  ])
  t.same(house.events('look down'), [{ verb: 'wayAhead', direction: 'down' }], 'it is dark there')
  house.item('lantern', house.room('cellar'))
  t.same(house.events('look down'), [
    { verb: 'wayAhead', direction: 'down', room: house.room('cellar') },
  ])
  t.equal(house.refusal('look in'), 'There is no way in. You can go north, down or up.')
})

t.test('look in a container lists what lies in it', async (t) => {
  const house = new TestHouse()
  const sack = house.item('sack', house.ada)
  t.same(house.events('look in sack'), [{ verb: 'contents', container: sack, items: [] }])

  const coin = house.item('coin', sack)
  for (const line of ['look in sack', 'look into the sack', 'l inside grey sack']) {
    const items = [{ item: coin }]
    t.same(house.events(line), [{ verb: 'contents', container: sack, items }], line)
  }
})

t.test('look at a container tells whether it is closed, and empty if one sees that', async (t) => {
  const house = new TestHouse()
  const chest = house.item('chest', house.hall)
  const sack = house.item('sack', house.hall)

  t.same(house.events('look chest'), [
    { verb: 'thing', item: chest, text: 'It is an iron chest.', closed: true },
  ])
  t.same(house.events('look sack'), [
    { verb: 'thing', item: sack, text: 'It is a grey sack.', empty: true },
  ])
})

t.test('in the dark one sees what one carries, and nothing else', async (t) => {
  const house = new TestHouse()
  const cellar = house.room('cellar')
  const hat = house.item('hat', house.ada)
  for (const being of [house.ada, house.bob]) moveTo(house.zone, being, cellar)
  house.item('coin', cellar)

  t.same(house.events('look hat'), [{ verb: 'thing', item: hat, text: 'It is a felt hat.' }])
  t.equal(house.refusal('look coin'), 'It is too dark to see any "coin" here.')
  t.equal(house.refusal('look bob'), 'It is too dark to see any "bob" here.')
  t.same(house.events('look up'), [{ verb: 'wayAhead', direction: 'up', room: house.hall }])
})

t.test('look explains every refusal', async (t) => {
  const house = new TestHouse()
  house.item('chest', house.hall)
  const refusals: [line: string, answer: string][] = [
    ['look unicorn', 'You see no "unicorn" here.'],
    ['look at the grey unicorn', 'You see no "the grey unicorn" here.'],
    ['look all', 'You can look at one thing at a time.'],
    ['look west', 'There is no way west. You can go north, down or up.'],
    ['look in chest', 'The iron chest is closed: open it first.'],
    ['look in bob', 'Bob is no container.'],
    ['look in unicorn', 'You see no "unicorn" here.'],
  ]
  for (const [line, answer] of refusals) t.equal(house.refusal(line), answer, line)
})
