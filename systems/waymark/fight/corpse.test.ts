import t from 'tap'
import { Corpse } from '#components/corpse.ts'
import { contentsOf, roomOf } from '#systems/containment.ts'
import { runTurns } from '#systems/testing.ts'
import { corpseSystem, makeCorpse } from './corpse.ts'
import { Arena } from './testArena.ts'

t.test('a corpse goes in time, with what is left in it', async (t) => {
  const arena = new Arena()
  const { zone, yard } = arena
  const corpse = makeCorpse(zone, arena.mobile('boar'), yard)
  const uids = contentsOf(corpse).length
  t.equal(uids, 2)
  runTurns(zone, corpseSystem, 59)
  t.ok(contentsOf(yard).includes(corpse))
  runTurns(zone, corpseSystem, 1)
  t.notOk(contentsOf(yard).includes(corpse))
  t.same(zone.reported.at(-1), { room: yard, event: { verb: 'decay', container: corpse } })
})

t.test('what is a player’s is left lying, with all that it holds', async (t) => {
  const arena = new Arena()
  const { zone, yard } = arena
  const corpse = makeCorpse(zone, arena.mobile('rat'), yard)
  const [sword, feather] = [arena.item('sword', corpse), arena.item('feather', corpse)]
  zone.kept.add(sword)
  runTurns(zone, corpseSystem, 60)
  t.equal(roomOf(zone, sword), yard)
  t.notOk([...zone.byUid.values()].includes(feather))
  t.same(zone.reported.at(-1)?.event, {
    verb: 'decay',
    container: corpse,
    items: [{ item: sword }],
  })
})

t.test('nothing decays while what lasts cannot be kept', async (t) => {
  const arena = new Arena()
  const { zone, yard } = arena
  const corpse = makeCorpse(zone, arena.mobile('rat'), yard)
  zone.holdsBreath = true
  runTurns(zone, corpseSystem, 100)
  t.ok(contentsOf(yard).includes(corpse))
  zone.holdsBreath = false
  runTurns(zone, corpseSystem, 1)
  t.notOk(contentsOf(yard).includes(corpse))
})

t.test('one that was kept over a restart lies its time from then on', async (t) => {
  const arena = new Arena()
  const { zone, yard } = arena
  const corpse = makeCorpse(zone, arena.mobile('rat'), yard)
  Corpse.decaysAtTick[corpse] = 1_000_000
  runTurns(zone, corpseSystem, 1)
  t.equal(Corpse.decaysAtTick[corpse], zone.tick + 3_000)
})
