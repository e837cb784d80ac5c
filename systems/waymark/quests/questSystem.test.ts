import t from 'tap'
import { attach } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Party } from '#components/party.ts'
import { Progress } from '#components/progress.ts'
import { Purse } from '#components/purse.ts'
import { QuestLog } from '#components/questLog.ts'
import { moveTo } from '#systems/containment.ts'
import { destroy } from '#systems/spawn.ts'
import { beginFirst } from './progress.ts'
import { keep } from './questLog.ts'
import { TestMill } from './testMill.ts'

function enter(mill: TestMill): void {
  mill.zone.report.show(mill.hall, { verb: 'enterWorld', actor: mill.ada })
}

t.test('a new character is set on the first quests as it comes into the world', async (t) => {
  const mill = new TestMill()
  const { ada } = mill
  enter(mill)
  const [begun] = mill.tick()
  t.same(begun, {
    to: ada,
    verb: 'questBegun',
    actor: ada,
    title: 'First Steps',
    text: 'One begins by looking.',
    step: 'LOOK about you.',
  })
  t.equal(QuestLog.active[ada], 'house:first 0 0')

  QuestLog.active[ada] = ''
  Progress.experience[ada] = 1
  enter(mill)
  t.notMatch(mill.tick(), [{ verb: 'questBegun' }], 'one who has begun already is left alone')
})

t.test('using a command counts, unless it was refused, and the next step follows', async (t) => {
  const mill = new TestMill()
  const { zone, ada } = mill
  beginFirst(zone, ada)
  mill.events('look at moon')
  mill.events('inventory')
  t.same(mill.tick(), [])
  mill.events('look')
  t.same(mill.tick(), [
    { to: ada, verb: 'questStep', actor: ada, title: 'First Steps', step: 'Go DOWN.' },
  ])
  t.equal(QuestLog.active[ada], 'house:first 1 0')
})

t.test('coming to a place counts; the end is told, and what comes after begins', async (t) => {
  const mill = new TestMill()
  const { zone, ada } = mill
  keep(zone, ada, { quest: mill.quest('first'), step: 1, count: 0 })
  mill.events('down')
  t.same(mill.tick(), [
    { to: ada, verb: 'questDone', actor: ada, title: 'First Steps' },
    { to: ada, verb: 'experience', actor: ada, count: 10 },
    {
      to: ada,
      verb: 'questBegun',
      actor: ada,
      title: 'Second Steps',
      text: 'Then one speaks.',
      step: 'SAY something.',
    },
  ])
  t.same([QuestLog.active[ada], QuestLog.done[ada]], ['house:second 0 0', 'house:first'])
})

t.test('who is to reach where it stands has reached it', async (t) => {
  const mill = new TestMill()
  const { zone, ada } = mill
  moveTo(zone, ada, zone.rooms.get('house:cellar')!)
  beginFirst(zone, ada)
  mill.events('look')
  const verbs = mill.tick().map(({ verb }) => verb)
  t.same(verbs, ['questStep', 'questDone', 'experience', 'questBegun'])
})

t.test('without anybody to say it, thanks are written down', async (t) => {
  const mill = new TestMill()
  const { zone, ada } = mill
  keep(zone, ada, { quest: mill.quest('second'), step: 0, count: 0 })
  mill.events('say hello')
  t.same(mill.tick(), [
    { to: ada, verb: 'questDone', actor: ada, title: 'Second Steps', text: 'Well said.', gold: 3 },
  ])
  t.same([Purse.gold[ada], zone.counted.get('gold.minted.quest')], [3, 3])
})

t.test('what is slain counts for the killer and for its party in the room', async (t) => {
  const mill = new TestMill()
  const { zone, ada } = mill
  const [bob, cy, dora] = ['Bob', 'Cy', 'Dora'].map((name) => mill.player(name))
  const all = [ada, bob!, cy!, dora!]
  for (const each of all) keep(zone, each, { quest: mill.quest('errand'), step: 1, count: 0 })
  for (const each of [ada, bob!, cy!])
    attach(zone.world, each, Party, { leaderUid: Identity.uid[ada]! })
  moveTo(zone, cy!, zone.rooms.get('house:loft')!)

  mill.slain(ada)
  const title = "The Miller's Errand"
  const told = { verb: 'questStep', title, step: 'Two hens fewer.', count: 1, of: 2 }
  t.same(mill.tick(), [
    { ...told, to: ada, actor: ada },
    { ...told, to: bob, actor: bob },
  ])
  mill.slain(dora!)
  mill.slain(ada)
  mill.tick()
  t.same(
    all.map((each) => QuestLog.active[each]),
    ['2 0', '2 0', '1 0', '1 1'].map((at) => `house:errand ${at}`),
  )
})

t.test('the deeds of those who have left, and of mobiles, count for nothing', async (t) => {
  const mill = new TestMill()
  const { zone, ada } = mill
  keep(zone, ada, { quest: mill.quest('errand'), step: 1, count: 0 })
  mill.slain(mill.cat)
  mill.slain(ada)
  destroy(zone, ada)
  t.same(mill.tick(), [])
})

t.test('while the zone holds its breath deeds wait, and none is lost', async (t) => {
  const mill = new TestMill()
  const { zone, ada } = mill
  keep(zone, ada, { quest: mill.quest('errand'), step: 1, count: 0 })
  keep(zone, ada, { quest: mill.quest('second'), step: 0, count: 0 })
  zone.holdsBreath = true
  mill.slain(ada)
  t.same(mill.tick(), [])
  mill.slain(ada)
  mill.events('say hello')
  t.same(mill.tick(), [])

  zone.holdsBreath = false
  const told = mill.tick()
  t.same(
    told.map(({ verb }) => verb),
    ['questStep', 'questStep', 'questDone'],
  )
  t.equal(QuestLog.active[ada], 'house:errand 2 0')
  t.same(mill.tick(), [], 'and each counts once')
})

t.test('who comes in is told who has something to ask, or waits to hear', async (t) => {
  const mill = new TestMill()
  const { zone, ada, miller, cat, hall } = mill
  zone.report.show(hall, { verb: 'arrive', actor: ada })
  t.same(mill.tick(), [{ to: ada, verb: 'questOpen', actor: miller }])

  keep(zone, ada, { quest: mill.quest('errand'), step: 2, count: 0 })
  zone.report.show(hall, { verb: 'arrive', actor: ada })
  t.same(mill.tick(), [{ to: ada, verb: 'questAwaited', actor: cat }])
})
