import t from 'tap'
import { Progress } from '#components/progress.ts'
import { QuestLog } from '#components/questLog.ts'
import { moveTo } from '#systems/containment.ts'
import { TestMill } from '#systems/waymark/quests/testMill.ts'

t.test('accept takes up what is asked here, by any word of its name or by none', async (t) => {
  for (const line of ['accept', 'accept errand', 'quests accept mill', 'quest accept']) {
    const mill = new TestMill()
    const { ada, zone } = mill
    t.same(
      mill.events(line),
      [
        {
          verb: 'questBegun',
          actor: ada,
          title: "The Miller's Errand",
          step: 'Bring the miller two letters.',
          count: 0,
          of: 2,
        },
      ],
      line,
    )
    t.equal(QuestLog.active[ada], 'house:errand 0 0')
    t.equal(zone.counted.get('quests.begun'), 1)
  }
})

t.test('what nobody gives can be begun anywhere', async (t) => {
  const mill = new TestMill()
  moveTo(mill.zone, mill.ada, mill.zone.rooms.get('house:loft')!)
  t.match(mill.events('accept'), [{ verb: 'questBegun', title: 'First Steps' }])
})

t.test('accept explains every refusal', async (t) => {
  const mill = new TestMill()
  const { ada, zone } = mill
  t.equal(mill.refusal('accept sword'), 'Nobody here asks "sword" of you.')
  Progress.level[ada] = 2
  QuestLog.done[ada] = 'house:first house:second house:errand'
  mill.mobile('miller')
  t.equal(mill.refusal('accept hope'), `Take up "The Miller's Hope" or "The Miller's Hope"?`)
  moveTo(zone, ada, zone.rooms.get('house:loft')!)
  t.equal(mill.refusal('accept hope'), 'Take that up with the old miller, face to face.')
  t.equal(mill.refusal('accept'), 'Nobody here asks anything of you. "quests" is what you are on.')
  QuestLog.active[ada] = 'house:later 0 0'
  t.equal(mill.refusal('accept hope'), `You are on "The Miller's Hope" already.`)
})

t.test('there is an end to what one can be about', async (t) => {
  const mill = new TestMill()
  const many = Array.from(
    { length: 20 },
    (_, i) => [`house:many${i}`, mill.quest('second')] as const,
  )
  for (const [id, quest] of many) {
    mill.zone.quests instanceof Map && mill.zone.quests.set(id, { ...quest, id })
  }
  QuestLog.active[mill.ada] = many.map(([id]) => `${id} 0 0`).join(';')
  t.equal(mill.refusal('accept'), 'You are on 20 quests already: end one, or "quests abandon" it.')
})
