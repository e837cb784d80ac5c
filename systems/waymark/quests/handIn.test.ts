import t from 'tap'
import { QuestLog } from '#components/questLog.ts'
import { keep } from './questLog.ts'
import { TestMill } from './testMill.ts'

t.test('give hands over what a quest asks for, and no more of it', async (t) => {
  const mill = new TestMill()
  const { zone, ada, miller } = mill
  keep(zone, ada, { quest: mill.quest('errand'), step: 0, count: 0 })
  const letters = [mill.item('letter'), mill.item('letter'), mill.item('letter')]
  const events = mill.events('give all.letter to miller')
  t.same(events[0], {
    verb: 'give',
    actor: ada,
    items: letters.slice(0, 2).map((item) => ({ item })),
    target: miller,
  })
  t.same(mill.held(), ['house:letter'])
  t.equal(QuestLog.active[ada], 'house:errand 1 0')
})

t.test('what nobody asked for is declined', async (t) => {
  const mill = new TestMill()
  const { zone, ada } = mill
  const declined = 'The old miller politely declines your gift.'
  mill.item('letter')
  t.equal(mill.refusal('give letter to miller'), declined)
  keep(zone, ada, { quest: mill.quest('errand'), step: 0, count: 0 })
  mill.item('ring')
  t.equal(mill.refusal('give ring to miller'), declined)
  t.equal(mill.refusal('give letter to cat'), 'The grey cat politely declines your gift.')
  t.same(mill.held(), ['house:letter', 'house:ring'])
})

t.test('what holds something is not handed over: that would be lost with it', async (t) => {
  const mill = new TestMill()
  const { zone, ada } = mill
  keep(zone, ada, { quest: mill.quest('errand'), step: 0, count: 0 })
  const letter = mill.item('letter')
  mill.item('ring', letter)
  t.equal(mill.refusal('give letter to miller'), 'The old miller politely declines your gift.')
  t.same(mill.held(letter), ['house:ring'])
})
