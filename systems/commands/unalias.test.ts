import t from 'tap'
import { TestHouse } from '#systems/testHouse.ts'
import { aliasesOf } from './alias.ts'

t.test('unalias takes an alias away', async (t) => {
  const house = new TestHouse()
  house.events('alias a look')
  house.events('alias b score')

  t.same(house.events('unalias A'), [{ verb: 'note', text: '"a" is your alias no longer.' }])
  t.same(aliasesOf(house.zone, house.ada), [{ word: 'b', text: 'score' }])
})

t.test('unalias explains every refusal', async (t) => {
  const house = new TestHouse()

  t.equal(house.refusal('unalias'), 'Which one? "alias" lists those you have.')
  t.equal(house.refusal('unalias x'), 'You have no alias "x". "alias" lists those you have.')
})
