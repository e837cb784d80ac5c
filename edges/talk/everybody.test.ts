import t from 'tap'
import { MemoryPresence } from '#edges/presence/memoryPresence.ts'
import { SharedEvent } from '#edges/session/sharedEvent.ts'
import { everybodyIn } from './everybody.ts'
import { StandingTold } from './standingTold.ts'

const [ADA, BOB, CYD] = ['Ada', 'Bob', 'Cyd'].map((name, i) => ({ uid: i + 1, name }))

/** What a zone answers to "who" that has Ada alone. */
const whoOf = (more = {}) =>
  new SharedEvent({ verb: 'who', fields: { list: [{ actor: ADA, level: 3 }], count: 1, ...more } })

t.test('players of other zones are listed as those of one’s own, by name', async (t) => {
  const presence = new MemoryPresence()
  for (const each of [CYD, ADA, BOB]) presence.arrive({ ...each!, edge: 'e', since: 0 })
  const standing = new StandingTold(presence, CYD!.uid)
  standing.note({ level: 7, title: 'the Lost', away: 'tea' })
  t.same(everybodyIn(whoOf(), presence.online()).fields, {
    list: [
      { actor: ADA, level: 3 },
      { actor: BOB },
      { actor: CYD, level: 7, title: 'the Lost', away: 'tea' },
    ],
    count: 3,
  })
  standing.note({ level: 8, title: '', away: '' })
  const { list } = everybodyIn(whoOf(), presence.online()).fields
  t.same((list as unknown[]).at(-1), { actor: CYD, level: 8 })
  const cut = everybodyIn(whoOf({ count: 2 }), presence.online())
  t.match(cut.fields, { list: [{ actor: ADA }], count: 3 }, 'who is not listed may be in the zone')
})

t.test('how one stands is told when it changes, and only then', async (t) => {
  const told: unknown[] = []
  const presence = new MemoryPresence()
  presence.describe = (uid, standing) => told.push([uid, { ...standing }])
  const standing = new StandingTold(presence, 1)
  const first = { level: 1, title: '', away: '' }
  for (const change of [{}, {}, { level: 2 }, { level: 2 }, { title: 'x' }, { away: 'tea' }]) {
    standing.note({ ...first, ...change })
  }
  t.same(told, [
    [1, first],
    [1, { ...first, level: 2 }],
    [1, { ...first, title: 'x' }],
    [1, { ...first, away: 'tea' }],
  ])
})
