import t from 'tap'
import { moveTo } from '#systems/containment.ts'
import { runTurns } from '#systems/testing.ts'
import { TestMill } from './testMill.ts'
import { topicSystem } from './topicSystem.ts'

/** What is said once Ada has typed `line`. */
function answers(mill: TestMill, line: string) {
  mill.events(line)
  const before = mill.zone.reported.length
  runTurns(mill.zone, topicSystem, 1)
  return mill.zone.reported.slice(before).map(({ event }) => event.text)
}

t.test('who is spoken to of a topic tells what there is to tell', async (t) => {
  const mill = new TestMill()
  t.same(answers(mill, 'sayto miller What of the wheat?'), ['White, mostly.'])
  t.same(answers(mill, 'ask miller any hens?'), ['Do not speak of them.'])
  t.same(answers(mill, 'sayto miller good day'), [])
  t.same(answers(mill, 'sayto cat flour'), [])
})

t.test('what is said to all is meant for one if it names it, or is the bare word', async (t) => {
  const mill = new TestMill()
  t.same(answers(mill, 'say Miller, how is the flour?'), ['White, mostly.'])
  t.same(answers(mill, 'say Flour!'), ['White, mostly.'])
  t.same(answers(mill, 'say how is the flour?'), [])
})

t.test('mobiles do not answer each other, nor those who are gone', async (t) => {
  const mill = new TestMill()
  const { zone, ada, cat, miller, hall } = mill
  zone.report.show(hall, { verb: 'sayTo', actor: cat, target: miller, text: 'flour' })
  runTurns(zone, topicSystem, 1)
  t.equal(zone.reported.length, 1)

  zone.report.show(hall, { verb: 'sayTo', actor: ada, target: miller, text: 'flour' })
  moveTo(zone, ada, zone.rooms.get('house:loft')!)
  runTurns(zone, topicSystem, 1)
  t.equal(zone.reported.length, 2)
})
