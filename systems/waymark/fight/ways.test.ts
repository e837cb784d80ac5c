import t from 'tap'
import { moveTo, roomOf } from '#systems/containment.ts'
import { exitsOf } from '#systems/names.ts'
import { setPosture } from '#systems/posture.ts'
import { destroy } from '#systems/spawn.ts'
import { startFight } from './startFight.ts'
import { Arena } from './testArena.ts'
import { barAt, holdOn } from './ways.ts'

t.test('nobody walks out of a fight, or off without standing up', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  setPosture(zone, ada, 'sitting')
  t.equal(holdOn(zone, ada), 'You are not on your feet. "stand" up first.')
  setPosture(zone, ada, 'standing')
  t.equal(holdOn(zone, ada), undefined)
  startFight(zone, ada, arena.mobile('rat'))
  t.equal(holdOn(zone, ada), 'Not while you fight. You may "flee".')
  t.equal(arena.refusal('north'), 'Not while you fight. You may "flee".')
  t.equal(arena.refusal('quit'), 'Not while you fight. You may "flee".')
  t.equal(roomOf(zone, ada), arena.yard)
})

t.test('a way is barred to players while who bars it lives and stands', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  const troll = arena.mobile('troll')
  t.equal(arena.refusal('north'), 'The troll bars the way north.')
  t.equal(arena.refusal('down'), undefined)
  moveTo(zone, ada, arena.yard)
  setPosture(zone, troll, 'sitting')
  t.equal(arena.refusal('north'), undefined)
  moveTo(zone, ada, arena.yard)
  setPosture(zone, troll, 'standing')
  const [north] = exitsOf(zone, arena.yard)
  t.equal(barAt(zone, arena.mobile('rat'), north!), undefined, 'mobiles pass')
  destroy(zone, troll)
  t.equal(arena.refusal('north'), undefined)
})

t.test('in the dark one does not see who it is', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  const den = arena.room('den')
  moveTo(zone, ada, den)
  const [up] = exitsOf(zone, den)
  arena.mobile('ogre', den)
  t.equal(barAt(zone, ada, up!), 'Someone bars the way up.')
})
