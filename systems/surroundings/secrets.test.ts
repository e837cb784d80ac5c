import t from 'tap'
import { Attributes } from '#components/attributes.ts'
import { Exit } from '#components/exit.ts'
import { Room } from '#components/room.ts'
import { moveTo } from '#systems/containment.ts'
import { exitsOf } from '#systems/names.ts'
import { resetNow } from '#systems/reset.ts'
import { runTurns } from '#systems/testing.ts'
import { searchSystem } from './searchSystem.ts'
import { reveal, secretsOf } from './secrets.ts'
import { TestVale } from './testVale.ts'

const SEARCH_TICKS = 20
const WITTY = 30

t.test('a secret is in no room, and on no list, until it is found', async (t) => {
  const vale = new TestVale()
  const cellar = vale.room('vale:cellar')
  const ways = () => exitsOf(vale.zone, cellar).map((exit) => Exit.direction[exit])
  t.same(ways(), ['up'])

  reveal(vale.zone, secretsOf(vale.zone, cellar)[0]!)
  t.same(ways(), ['up', 'east'])
  t.same(secretsOf(vale.zone, cellar), [])
})

t.test('a search takes its time, and all who are there see what it finds', async (t) => {
  const vale = lit()
  const { zone, ada } = vale
  t.same(vale.events('search'), [{ verb: 'search', actor: ada }])
  t.equal(vale.answer('search'), 'You are still searching.')
  zone.reported.length = 0
  runTurns(zone, searchSystem, SEARCH_TICKS - 1)
  t.same(zone.reported, [])
  runTurns(zone, searchSystem, 1)

  const room = vale.room('vale:cellar')
  t.same(zone.reported, [{ room, event: { verb: 'find', actor: ada, direction: 'east' } }])
  vale.events('east')
  t.match(vale.events('look')[0], { verb: 'view' })
})

t.test('where nothing is hidden a search fails, and says so', async (t) => {
  const { zone, events } = searching('vale:green')
  events('search')
  zone.reported.length = 0
  runTurns(zone, searchSystem, SEARCH_TICKS)
  t.match(zone.reported, [{ event: { verb: 'searchFails' } }])
})

t.test('the dull find less often than the quick, and never nothing for ever', async (t) => {
  const found = (wit: number) => {
    const vale = lit()
    const { zone, ada } = vale
    Attributes.wit[ada] = wit
    let finds = 0
    for (let i = 0; i < 100; i++) {
      vale.events('search')
      zone.tick += SEARCH_TICKS
      searchSystem.run(zone)
      if (secretsOf(zone, vale.room('vale:cellar')).length > 0) continue
      finds++
      moveTo(zone, exitsOf(zone, vale.room('vale:cellar'))[1]!, 0)
    }
    return finds
  }
  const [dull, common, quick] = [found(1), found(10), found(20)]
  t.ok(dull > 5 && dull < common && common < quick, `${dull}, ${common}, ${quick} of 100`)
})

t.test('who walks off or sits down has given up', async (t) => {
  const { zone, events } = searching('vale:green')
  for (const line of ['west', 'sit']) {
    events('search')
    events(line)
    zone.reported.length = 0
    runTurns(zone, searchSystem, SEARCH_TICKS)
    t.match(zone.reported, [{ event: { verb: 'note', text: 'You give up your search.' } }], line)
    events('stand')
  }
})

t.test('one does not search in the dark, nor sitting', async (t) => {
  const dark = searching('vale:cellar')
  t.match(dark.answer('search'), 'It is too dark to search')
  dark.events('sit')
  t.match(dark.answer('search'), 'Not while you sit')
})

t.test('a reset hides it again, when no player is by', async (t) => {
  const vale = lit()
  const { zone, ada } = vale
  const cellar = vale.room('vale:cellar')
  reveal(zone, secretsOf(zone, cellar)[0]!)
  const plan = zone.resets.find(({ area }) => area === 'vale')!

  resetNow(zone, plan)
  t.same(secretsOf(zone, cellar), [], 'Ada would see it go')
  moveTo(zone, ada, vale.room('vale:mill'))
  resetNow(zone, zone.resets.find(({ area }) => area === 'moor')!)
  t.same(secretsOf(zone, cellar), [], 'another area has been reset')
  resetNow(zone, plan)
  t.equal(secretsOf(zone, cellar).length, 1)
})

/** Ada, quick-witted, beside the secret way, in a cellar where one sees. */
function lit() {
  const vale = new TestVale()
  Attributes.wit[vale.ada] = WITTY
  const cellar = vale.room('vale:cellar')
  Room.dark[cellar] = 0
  moveTo(vale.zone, vale.ada, cellar)
  return vale
}

function searching(id: string) {
  const vale = new TestVale()
  moveTo(vale.zone, vale.ada, vale.room(id))
  return { zone: vale.zone, events: vale.events.bind(vale), answer: vale.answer.bind(vale) }
}
