import t from 'tap'
import { Identity } from '#components/identity.ts'
import { LastTold } from '#components/lastTold.ts'
import { Player } from '#components/player.ts'
import { moveTo } from '#systems/containment.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { spawnPlayer, type } from '#systems/testing.ts'

t.test('tell reaches a player in another room, and nobody else', async (t) => {
  for (const line of ['tell bob come  here', 't BO come  here', 'page "bob" come  here']) {
    const house = new TestHouse()
    const { zone, ada, bob } = house
    moveTo(zone, bob, house.room('cellar'))
    const event = { verb: 'tell', actor: ada, target: bob, text: 'come  here' }

    t.same(type(zone, ada, line), [
      { to: ada, event },
      { to: bob, event },
    ])
    t.equal(LastTold.uid[bob], Identity.uid[ada])
  }
})

t.test(
  'tell takes the beginning of a name that fits one, and a whole name before it',
  async (t) => {
    const house = new TestHouse()
    const { zone, hall, bob } = house
    const bobby = spawnPlayer(zone, 'Bobby', hall)

    t.equal(house.events('tell bob hi')[0]?.target, bob)
    t.equal(house.events('tell bobb hi')[0]?.target, bobby)
    t.equal(house.refusal('tell bo hi'), 'Whom do you mean: Bob or Bobby?')
  },
)

t.test('tell names but a few of many whom one may mean', async (t) => {
  const house = new TestHouse()
  for (const name of ['Cai', 'Cal', 'Cat', 'Cay', 'Coe', 'Cyd']) {
    spawnPlayer(house.zone, name, house.hall)
  }

  t.equal(house.refusal('tell c hi'), 'Whom do you mean: Cai, Cal, Cat, Cay, Coe or others?')
})

t.test('tell explains every refusal', async (t) => {
  const house = new TestHouse()
  house.ferryman(house.hall)
  const self = 'You need no words to reach yourself: thinking will do.'
  const refusals: [line: string, answer: string][] = [
    ['tell', 'Tell whom what? Try "tell <player> <text>".'],
    ['tell bob', 'What do you want to tell Bob?'],
    ['tell ada hello', self],
    ['tell me hello', self],
    ['tell eve hello', 'There is no player "eve" here now. "who" lists those there are.'],
    ['tell ferryman hi', 'There is no player "ferryman" here now. "who" lists those there are.'],
    [`tell bob ${'x'.repeat(1_001)}`, 'That is too much at once: 1,000 letters at most.'],
  ]
  for (const [line, answer] of refusals) t.equal(house.refusal(line), answer, line)
  Player.linkDead[house.bob] = 1
  t.equal(house.refusal('tell bob hi'), 'Bob has lost the link and cannot hear you now.')
})
