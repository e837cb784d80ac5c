import t from 'tap'
import { SCHEDULE } from './schedule.ts'
import { emptyZone } from './testing.ts'

t.test('the systems of a tick, in their order', async (t) => {
  t.same(
    SCHEDULE.map(({ name }) => name),
    ['reset', 'wander', 'speak', 'regen', 'linkDead'],
  )
})

t.test('every system runs in a zone that holds nothing', async (t) => {
  const zone = emptyZone()
  for (const system of SCHEDULE) system.run(zone)

  t.same(zone.reported, [])
})
