import t from 'tap'
import { Progress } from '#components/progress.ts'
import { Purse } from '#components/purse.ts'
import { QuestLog } from '#components/questLog.ts'
import { contentsOf } from '#systems/containment.ts'
import { keep } from './questLog.ts'
import { TestMill } from './testMill.ts'

const TITLE = "The Miller's Errand"

t.test('one who gives a quest tells it, and tells it again until it is taken up', async (t) => {
  const mill = new TestMill()
  const { ada, miller } = mill
  for (let i = 0; i < 2; i++) {
    t.same(mill.events('talk miller'), [
      { verb: 'talk', actor: ada, target: miller },
      { verb: 'sayTo', actor: miller, target: ada, text: 'Two letters, if you please.' },
      { verb: 'questOffered', actor: miller, title: TITLE },
    ])
  }
})

t.test('one who was sent for things is reminded, and hands over what it has', async (t) => {
  const mill = new TestMill()
  const { zone, ada, miller } = mill
  keep(zone, ada, { quest: mill.quest('errand'), step: 0, count: 0 })
  const step = { verb: 'questStep', actor: ada, title: TITLE, of: 2 }
  const asked = { ...step, step: 'Bring the miller two letters.' }
  const talk = { verb: 'talk', actor: ada, target: miller }
  t.same(mill.events('talk miller'), [talk, { ...asked, count: 0 }])

  const letter = mill.item('letter')
  const given = { verb: 'give', actor: ada, item: letter, target: miller }
  t.same(mill.events('talk miller'), [talk, given, { ...asked, count: 1 }])
  t.same(mill.held(), [])

  const [second] = [mill.item('letter'), mill.item('letter')]
  t.same(mill.events('talk miller'), [
    talk,
    { verb: 'give', actor: ada, item: second, target: miller },
    { verb: 'sayTo', actor: miller, target: ada, text: 'Two. Good.' },
    { ...step, step: 'Two hens fewer.', count: 0 },
  ])
  t.same(mill.held(), ['house:letter'], 'no more is taken than was asked for')
})

t.test('the last word is thanked for with coins, things and experience, once', async (t) => {
  const mill = new TestMill()
  const { zone, ada } = mill
  keep(zone, ada, { quest: mill.quest('errand'), step: 2, count: 0 })
  const events = mill.events('talk cat')
  t.same(
    events.map(({ verb, text }) => text ?? verb),
    ['talk', 'Hens?', 'Mrow.', 'questDone', 'experience'],
  )
  const done = events[3]
  t.match(done, { verb: 'questDone', actor: ada, title: TITLE, gold: 5 })
  t.notOk('text' in (done ?? {}), 'thanks were said by somebody')
  t.equal(done?.items?.length, 2)
  t.same(mill.held(), ['house:hat', 'house:coin'])
  t.same([Purse.gold[ada], Progress.experience[ada]], [5, 50])
  t.same([QuestLog.active[ada], QuestLog.done[ada]], ['', 'house:errand'])
  t.same(
    ['quests.done', 'gold.minted.quest'].map((name) => zone.counted.get(name)),
    [1, 5],
  )

  t.same(
    mill.events('talk cat').map(({ verb, text }) => text ?? verb),
    ['talk', 'Mew.'],
  )
  t.same(mill.held(), ['house:hat', 'house:coin'])
})

t.test('a quest is offered from its level on, and after the one before', async (t) => {
  const mill = new TestMill()
  const { ada } = mill
  const offered = () =>
    mill
      .events('talk miller')
      .map(({ title }) => title)
      .filter(Boolean)
  Progress.level[ada] = 2
  t.same(offered(), [TITLE])
  QuestLog.done[ada] = 'house:errand'
  t.same(offered(), ["The Miller's Hope"])
  Progress.level[ada] = 1
  t.same(offered(), [])
  Progress.level[ada] = 2
  QuestLog.done[ada] = 'house:errand house:later'
  t.same(offered(), [])
})

t.test('who has a part in what one is about reminds one of it', async (t) => {
  const mill = new TestMill()
  const { zone, ada, miller } = mill
  keep(zone, ada, { quest: mill.quest('errand'), step: 1, count: 1 })
  const step = { verb: 'questStep', actor: ada, title: TITLE, step: 'Two hens fewer.' }
  t.same(mill.events('talk miller').slice(1), [
    { ...step, count: 1, of: 2 },
    { verb: 'topics', actor: miller, names: ['flour', 'hens'] },
  ])
  t.same(mill.events('talk cat')[1], { ...step, count: 1, of: 2 }, 'it will want to hear of it')
  mill.mobile('gnome')
  t.notMatch(mill.events('talk gnome'), [{}, step])
})

t.test('with nothing to ask, one tells what there is to ask about, or a line', async (t) => {
  const mill = new TestMill()
  const { ada, miller, hall } = mill
  QuestLog.done[ada] = 'house:errand'
  const [, topics] = mill.events('talk miller')
  t.same(topics, { verb: 'topics', actor: miller, names: ['flour', 'hens'] })
  const gnome = mill.mobile('gnome')
  t.same(mill.events('talk gnome')[1], { verb: 'emote', actor: gnome, text: 'does not blink.' })
  t.same(mill.zone.reported.at(-1)?.room, hall)
  mill.mobile('hen')
  t.equal(mill.refusal('talk hen'), 'The red hen has nothing to say to you.')
})

t.test('what one cannot carry of a reward lies at the feet, and is one’s own', async (t) => {
  const mill = new TestMill()
  const { zone, ada, hall } = mill
  keep(zone, ada, { quest: mill.quest('errand'), step: 2, count: 0 })
  for (let i = 1; i < 200; i++) mill.item('ring')
  mill.events('talk cat')
  t.same(mill.held().slice(-1), ['house:hat'])
  t.same(mill.held(hall).slice(-1), ['house:coin'])
  t.ok(zone.kept.has(contentsOf(hall).at(-1)!))
})
