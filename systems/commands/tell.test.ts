import t from 'tap'
import { Player } from '#components/player.ts'
import { moveTo } from '#systems/containment.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { spawnPlayer, type } from '#systems/testing.ts'

t.test('tell asks the edge, which knows all players of the world', async (t) => {
  for (const [line, name] of [
    ['tell bob come  here', 'bob'],
    ['t BO come  here', 'BO'],
    ['page "bob" come  here', 'bob'],
    ['tell eve come  here', 'eve'],
  ] as const) {
    const house = new TestHouse()
    const { zone, ada, bob } = house
    moveTo(zone, bob, house.room('cellar'))
    const event = { verb: 'chat', deed: 'tell', name, text: 'come  here' }
    t.same(type(zone, ada, line), [{ to: ada, event }], line)
  }
})

t.test('tell names whom it is for as far as the zone knows', async (t) => {
  const house = new TestHouse()
  spawnPlayer(house.zone, 'Bobby', house.hall)

  t.equal(house.refusal('tell bob'), 'What do you want to tell Bob?')
  t.equal(house.refusal('tell bobb'), 'What do you want to tell Bobby?')
  t.equal(house.refusal('tell bo'), 'What do you want to tell "bo"?')
})

t.test('tell explains every refusal', async (t) => {
  const house = new TestHouse()
  const self = 'You need no words to reach yourself: thinking will do.'
  const refusals: [line: string, answer: string][] = [
    ['tell', 'Tell whom what? Try "tell <player> <text>".'],
    ['tell bob', 'What do you want to tell Bob?'],
    ['tell ada hello', self],
    ['tell me hello', self],
    [`tell bob ${'x'.repeat(1_001)}`, 'That is too much at once: 1,000 letters at most.'],
  ]
  for (const [line, answer] of refusals) t.equal(house.refusal(line), answer, line)
  Player.linkDead[house.bob] = 1
  t.equal(house.refusal('tell bob hi'), 'Bob has lost the link and cannot hear you now.')
})
