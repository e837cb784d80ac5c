import t from 'tap'
import { COMPANY_SYSTEMS } from './company/company.ts'
import { RULES } from './rules.ts'
import { SCHEDULE } from './schedule.ts'
import { SURROUNDINGS_SYSTEMS } from './surroundings/surroundings.ts'
import { emptyZone } from './testing.ts'

t.test('the systems of a tick, in their order', async (t) => {
  const ofRules = RULES.systems.map(({ name }) => name)
  const ofSurroundings = SURROUNDINGS_SYSTEMS.map(({ name }) => name)
  const ofCompany = COMPANY_SYSTEMS.map(({ name }) => name)
  t.same(
    SCHEDULE.map(({ name }) => name),
    ['reset', 'wander', 'speak', ...ofSurroundings, ...ofCompany, ...ofRules, 'regen', 'linkDead'],
  )
})

t.test('every system runs in a zone that holds nothing', async (t) => {
  const zone = emptyZone()
  for (const system of SCHEDULE) system.run(zone)

  t.same(zone.reported, [])
})
