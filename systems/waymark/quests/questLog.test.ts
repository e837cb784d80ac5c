import t from 'tap'
import { QuestLog } from '#components/questLog.ts'
import { activeIn, activeOf, doneBy, keep, noteDone, strike } from './questLog.ts'
import { TestMill } from './testMill.ts'

t.test('a log keeps how far one is with each quest, in the order of their beginning', async (t) => {
  const { zone, ada, ...mill } = new TestMill()
  const [first, errand] = [zone.quests.get('house:first')!, zone.quests.get('house:errand')!]
  t.same(activeOf(zone, ada), [])

  keep(zone, ada, { quest: errand, step: 1, count: 1 })
  keep(zone, ada, { quest: first, step: 0, count: 0 })
  keep(zone, ada, { quest: errand, step: 2, count: 0 })
  t.same(
    activeOf(zone, ada).map(({ quest, step, count }) => [quest.id, step, count]),
    [
      ['house:errand', 2, 0],
      ['house:first', 0, 0],
    ],
  )
  strike(zone, ada, errand)
  t.equal(activeIn(zone, ada, errand), undefined)
  t.equal(QuestLog.active[ada], 'house:first 0 0')
  t.same(activeOf(zone, mill.miller), [], 'a mobile has none')
})

t.test('what is done is noted once', async (t) => {
  const { zone, ada, miller } = new TestMill()
  const first = zone.quests.get('house:first')!
  t.same(doneBy(zone, ada), [])
  noteDone(zone, ada, first)
  noteDone(zone, ada, zone.quests.get('house:errand')!)
  noteDone(zone, ada, first)
  t.same(doneBy(zone, ada), ['house:first', 'house:errand'])
  t.same(doneBy(zone, miller), [])
})

t.test('a log outlives what builders do to quests', async (t) => {
  const { zone, ada } = new TestMill()
  QuestLog.active[ada] = 'gone:quest 3 1;house:errand 9 0;house:first 1 4'
  t.same(
    activeOf(zone, ada).map(({ quest, step, count }) => [quest.id, step, count]),
    [
      ['house:errand', 2, 0],
      ['house:first', 1, 0],
    ],
    'quests that are gone are passed over, and steps that are gone end at the last',
  )
  strike(zone, ada, zone.quests.get('house:errand')!)
  t.equal(QuestLog.active[ada], 'gone:quest 3 1;house:first 1 4', 'what is elsewhere is kept')
})
