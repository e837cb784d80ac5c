import t from 'tap'
import { moveTo } from '#systems/containment.ts'
import { postureOf, setPosture } from '#systems/posture.ts'
import { TestHouse } from '#systems/testHouse.ts'

t.test('one sits, rests, sleeps, wakes and stands, and all see it', async (t) => {
  const house = new TestHouse()
  const { zone, ada } = house
  const postures = ['sit', 'rest', 'sleep', 'wake', 'stand'].map((line) => {
    t.same(house.events(line), [{ verb: line, actor: ada }])
    return postureOf(zone, ada)
  })
  t.same(postures, [2, 1, 0, 2, 3])
})

t.test('who has that posture already is told so', async (t) => {
  const house = new TestHouse()
  t.equal(house.refusal('stand'), 'You are on your feet already.')
  t.equal(house.refusal('wake'), 'You are awake, and on your feet.')
  house.events('sit')
  t.equal(house.refusal('sit'), 'You sit already.')
  house.events('rest')
  t.equal(house.refusal('rest'), 'You rest already.')
  house.events('sleep')
  t.equal(house.refusal('sleep'), 'You are asleep already.')
})

t.test('who lies about can do less: asleep hardly anything', async (t) => {
  const house = new TestHouse()
  house.events('sit')
  t.equal(house.refusal('up'), 'Not while you sit. "stand" up first.')
  house.events('sleep')
  t.equal(house.refusal('look'), 'You are asleep. "wake" first.')
  t.equal(house.refusal('say hello'), 'You are asleep. "wake" first.')
  t.equal(house.refusal('score'), undefined)
})

t.test('one can be woken by another', async (t) => {
  const house = new TestHouse()
  const { zone, ada, bob } = house
  setPosture(zone, bob, 'sleeping')
  t.same(house.events('wake bob'), [{ verb: 'wake', actor: ada, target: bob }])
  t.equal(postureOf(zone, bob), 2)
})

t.test('waking others explains every refusal', async (t) => {
  const house = new TestHouse()
  const { zone, ada, bob } = house
  house.ferryman(house.hall)
  t.equal(house.refusal('wake bob'), 'Bob is awake.')
  t.equal(house.refusal('wake ferryman'), 'The ferryman is awake.')
  t.equal(house.refusal('wake carl'), 'You see no "carl" here.')
  t.equal(house.refusal('wake all'), 'One at a time, please.')
  t.equal(house.refusal('wake ada'), 'You are awake, and on your feet.')
  house.events('sleep')
  t.equal(house.refusal('wake bob'), 'You are asleep yourself. "wake" first.')
  t.same(house.events('wake me'), [{ verb: 'wake', actor: ada }])
  house.events('stand')
  for (const being of [ada, bob]) moveTo(zone, being, house.room('cellar'))
  t.equal(house.refusal('wake bob'), 'It is too dark to see any "bob" here.')
})
