import t from 'tap'
import { moveTo } from '#systems/containment.ts'
import { destroy } from '#systems/spawn.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { type } from '#systems/testing.ts'

t.test('reply answers who told one something last, and so back and forth', async (t) => {
  const house = new TestHouse()
  const { zone, ada, bob } = house
  moveTo(zone, bob, house.room('cellar'))
  type(zone, bob, 'tell ada where are you?')
  const answer = { verb: 'tell', actor: ada, target: bob, text: 'in the hall' }

  t.same(type(zone, ada, 'reply in the hall'), [
    { to: ada, event: answer },
    { to: bob, event: answer },
  ])
  t.equal(type(zone, bob, 'r coming')[0]?.event.target, ada)
})

t.test('reply explains every refusal', async (t) => {
  const house = new TestHouse()
  const { zone, bob } = house

  t.equal(
    house.refusal('reply hello'),
    'Nobody has told you anything yet. "tell <player> <text>" begins a talk.',
  )
  type(zone, bob, 'tell ada hello')
  t.equal(house.refusal('reply'), 'What do you want to tell Bob?')
  destroy(zone, bob)
  t.equal(house.refusal('reply hello'), 'Whoever told you something last is no longer here.')
})
