import t from 'tap'
import { QuestLog } from '#components/questLog.ts'
import { keep } from '#systems/waymark/quests/questLog.ts'
import { TestMill } from '#systems/waymark/quests/testMill.ts'

t.test('quests lists what is to be done next, and what may be begun', async (t) => {
  const mill = new TestMill()
  t.same(mill.events('quests'), [{ verb: 'quests', list: [], names: ['First Steps'], count: 0 }])
  keep(mill.zone, mill.ada, { quest: mill.quest('errand'), step: 1, count: 1 })
  keep(mill.zone, mill.ada, { quest: mill.quest('first'), step: 0, count: 0 })
  for (const line of ['quests', 'journal', 'quest progress', 'quests list']) {
    t.same(
      mill.events(line),
      [
        {
          verb: 'quests',
          list: [
            { title: "The Miller's Errand", step: 'Two hens fewer.', count: 1, of: 2 },
            { title: 'First Steps', step: 'LOOK about you.' },
          ],
          names: [],
          count: 0,
        },
      ],
      line,
    )
  }
})

t.test('quests and a name shows the steps so far, and none to come', async (t) => {
  const mill = new TestMill()
  keep(mill.zone, mill.ada, { quest: mill.quest('errand'), step: 1, count: 1 })
  const page = {
    verb: 'questPage',
    title: "The Miller's Errand",
    giver: 'the old miller',
    text: 'Two letters,\nif you please.',
  }
  const brought = { step: 'Bring the miller two letters.', done: true }
  const slain = { step: 'Two hens fewer.', count: 1, of: 2, done: false }
  t.same(mill.events('quests errand'), [{ ...page, list: [brought, slain] }])
  t.same(mill.events('quests progress mil'), [{ ...page, list: [brought, slain] }])

  QuestLog.active[mill.ada] = ''
  QuestLog.done[mill.ada] = 'house:errand house:gone'
  const told = { step: 'Tell the cat.', done: true }
  const list = [brought, { step: 'Two hens fewer.', done: true }, told]
  t.same(mill.events('quests errand'), [{ ...page, list }])
  t.same(mill.events('quests done'), [{ verb: 'questsDone', names: ["The Miller's Errand"] }])
})

t.test('a quest that is abandoned can be begun again, from its beginning', async (t) => {
  const mill = new TestMill()
  const { ada } = mill
  keep(mill.zone, ada, { quest: mill.quest('errand'), step: 1, count: 1 })
  t.same(mill.events('quests abandon errand'), [
    { verb: 'questAbandoned', actor: ada, title: "The Miller's Errand" },
  ])
  t.equal(QuestLog.active[ada], '')
  mill.events('accept errand')
  t.equal(QuestLog.active[ada], 'house:errand 0 0')
})

t.test('quests explains every refusal', async (t) => {
  const mill = new TestMill()
  const { zone, ada } = mill
  t.equal(mill.refusal('quests moon'), 'You know of no quest "moon". Try "quests".')
  t.equal(mill.refusal('quests abandon'), 'Abandon which quest? "quests" lists them.')
  t.equal(mill.refusal('quests abandon moon'), 'You are on no quest "moon".')
  keep(zone, ada, { quest: mill.quest('errand'), step: 0, count: 0 })
  keep(zone, ada, { quest: mill.quest('later'), step: 0, count: 0 })
  t.equal(mill.refusal('quests m'), `Do you mean "The Miller's Errand" or "The Miller's Hope"?`)
  t.equal(mill.refusal('quests abandon m'), `Abandon "The Miller's Errand" or "The Miller's Hope"?`)
  zone.holdsBreath = true
  t.match(mill.refusal('quests abandon hope'), /^The world is holding its breath/)
  t.equal(mill.refusal('quests'), undefined, 'one may read meanwhile')
})
