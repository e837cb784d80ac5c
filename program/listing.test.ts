import t from 'tap'
import { COMMANDS } from '#systems/commands/registry.ts'
import { loadWorld } from './areas.ts'
import { listingOf } from './listing.ts'

t.test('sites that list worlds are told what there is, as it is', async (t) => {
  const { areas, ruleFacts } = await loadWorld(undefined)
  const rooms = areas.flatMap((area) => area.rooms)
  const facts = {
    name: 'Vale',
    host: '192.0.2.1',
    port: 4000,
    tlsPort: undefined,
    areas,
    helpFiles: ruleFacts.helpFiles,
    rules: ruleFacts.counts,
    version: '1.2.3',
    startedAtSeconds: 1_700_000_000,
  }
  const listing = listingOf(facts, 7)
  t.match(listing, {
    NAME: 'Vale',
    PLAYERS: 7,
    UPTIME: 1_700_000_000,
    PORT: 4000,
    CODEBASE: 'Loam 1.2.3',
    AREAS: areas.length,
    ROOMS: rooms.length,
    LEVELS: 30,
    SKILLS: 16,
    CLASSES: 0,
    RACES: 0,
  })
  t.notOk('SSL' in listing, 'there is no port for it')
  t.equal(listingOf({ ...facts, tlsPort: 4443 }, 0)['SSL'], 4443)
  const counts = ['AREAS', 'ROOMS', 'MOBILES', 'OBJECTS', 'HELPFILES', 'SKILLS', 'LEVELS']
  for (const name of counts) t.ok(Number(listing[name]) > 0, name)
  t.ok(Number(listing['HELPFILES']) > COMMANDS.length, 'topics are help, too')
})
