import t from 'tap'
import { Door } from '#components/door.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { type } from '#systems/testing.ts'

t.test('examine shows a thing, and what lies in it', async (t) => {
  const house = new TestHouse()
  const chest = house.item('chest', house.hall)
  const coin = house.item('coin', chest)
  const thing = { verb: 'thing', item: chest, text: 'It is an iron chest.' }
  t.same(house.events('examine chest'), [{ ...thing, closed: true }])

  Door.closed[chest] = 0
  t.same(house.events('exa chest'), [
    { ...thing, closed: false, empty: false },
    { verb: 'contents', container: chest, items: [{ item: coin }] },
  ])
})

t.test('examine of an empty container says so once', async (t) => {
  const house = new TestHouse()
  const sack = house.item('sack', house.ada)

  t.same(house.events('x sack'), [
    { verb: 'thing', item: sack, text: 'It is a grey sack.', empty: true },
  ])
})

t.test('who is examined knows it', async (t) => {
  const house = new TestHouse()
  const { zone, ada, hall } = house
  const ferryman = house.ferryman(hall)

  t.same(type(zone, ada, 'examine ferryman'), [
    {
      to: ada,
      event: { verb: 'being', target: ferryman, text: 'A man of few words.', items: [] },
    },
    { room: hall, event: { verb: 'examine', actor: ada, target: ferryman } },
  ])
})

t.test('examine shows a detail', async (t) => {
  const house = new TestHouse()

  t.same(house.events('examine carving'), [{ verb: 'detail', text: 'A hare runs there.' }])
})

t.test('examine explains every refusal', async (t) => {
  const house = new TestHouse()

  t.equal(house.refusal('examine'), 'Examine what? Name a thing, a person or a detail.')
  t.equal(house.refusal('examine unicorn'), 'You see no "unicorn" here.')
})
