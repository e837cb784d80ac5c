import t from 'tap'
import { Preferences } from '#components/preferences.ts'
import { TestHouse } from '#systems/testHouse.ts'

t.test('what only the edge can answer is asked of it', async (t) => {
  const house = new TestHouse()
  t.same(house.events('terminal'), [{ verb: 'terminal' }])
  t.same(house.events('term'), [{ verb: 'terminal' }])
  t.same(house.events('password'), [{ verb: 'password' }])
})

t.test('nobody is asked for a password by a slip', async (t) => {
  t.match(new TestHouse().refusal('passw'), 'Did you mean password?')
})

t.test('colour asks for a test, and chooses', async (t) => {
  const house = new TestHouse()
  t.same(house.events('colour'), [{ verb: 'colours', text: 'auto' }])
  t.same(house.events('color TrueColor'), [{ verb: 'colours', text: 'truecolour' }])
  t.equal(Preferences.colour[house.ada], 'truecolour')
  t.same(house.events('colours off'), [{ verb: 'colours', text: 'none' }])
  t.equal(
    house.refusal('colour mauve'),
    'Colours cannot be "mauve". They can be none, 16, 256, truecolour or auto.',
  )
  t.equal(Preferences.colour[house.ada], 'none')
})
