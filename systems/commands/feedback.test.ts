import t from 'tap'
import { moveTo } from '#systems/containment.ts'
import { setPosture } from '#systems/posture.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { spawnPlayer } from '#systems/testing.ts'

t.test('the edge is asked to write tickets, with the place', async (t) => {
  const house = new TestHouse()
  const place = 'house:hall'
  t.same(house.events('bug The door  opens twice.'), [
    { verb: 'ticket', kind: 'bug', text: 'The door  opens twice.', place },
  ])
  t.same(house.events('typo teh hall'), [{ verb: 'ticket', kind: 'typo', text: 'teh hall', place }])
  for (const word of ['idea', 'suggest']) {
    t.same(house.events(`${word} A cat`), [{ verb: 'ticket', kind: 'idea', text: 'A cat', place }])
  }
  moveTo(house.zone, house.ada, house.zone.rooms.get('house:cellar')!)
  t.match(house.events('bug dark'), [{ place: 'house:cellar' }])
})

t.test('nobody makes a ticket by a slip, or of nothing, or of a book', async (t) => {
  const house = new TestHouse()
  t.match(house.refusal('typ'), 'Did you mean typo?')
  t.equal(house.refusal('bug'), 'What do you want to say of the bug?')
  t.match(house.refusal(`idea ${'x'.repeat(1_001)}`), '1,000 letters at most')
})

t.test('tickets asks the edge for all, or for one', async (t) => {
  const house = new TestHouse()
  t.same(house.events('tickets'), [{ verb: 'tickets', count: 0 }])
  t.same(house.events('ticket 12'), [{ verb: 'tickets', count: 12 }])
  t.same(house.events('tickets #7'), [{ verb: 'tickets', count: 7 }])
  t.match(house.refusal('tickets mine'), '"mine" is no number of a ticket.')
})

t.test('report names whoever it is about, in the world or not', async (t) => {
  const house = new TestHouse()
  const { zone } = house
  const hall = zone.rooms.get('house:hall')!
  for (const name of ['Cyd', 'Cyril']) spawnPlayer(zone, name, hall)
  const reported = (name: string) => [
    { verb: 'ticket', kind: 'report', name, text: 'is rude', place: 'house:hall' },
  ]
  t.same(house.events('report cyr is rude'), reported('Cyril'))
  t.same(house.events('report Zed is rude'), reported('Zed'), 'the edge knows whether there is one')
  t.match(house.refusal('report cy is rude'), 'Whom do you mean: Cyd or Cyril?')
  t.match(house.refusal('report cyd'), 'What do you want to report "Cyd" for?')
  for (const self of ['me', 'ada']) {
    t.match(house.refusal(`report ${self} is rude`), 'You cannot report yourself')
  }
  t.match(house.refusal('report'), 'You belong to no party')
  setPosture(zone, house.ada, 'sleeping')
  t.match(house.events('report cyd is rude'), [{ name: 'Cyd' }], 'one need not be awake')
})

t.test('texts that are posted are shown by the edge', async (t) => {
  const house = new TestHouse()
  for (const text of ['news', 'motd', 'rules', 'credits']) {
    t.same(house.events(text), [{ verb: 'posted', text }])
  }
  t.same(house.events('policy'), [{ verb: 'posted', text: 'rules' }])
})
