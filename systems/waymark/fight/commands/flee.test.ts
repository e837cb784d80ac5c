import t from 'tap'
import { moveTo, roomOf } from '#systems/containment.ts'
import { exitsOf } from '#systems/names.ts'
import { isStanding, setPosture } from '#systems/posture.ts'
import { startFight } from '#systems/waymark/fight/startFight.ts'
import { Arena } from '#systems/waymark/fight/testArena.ts'

t.test('flee gets one away sooner or later, and is answered in any case', async (t) => {
  const arena = new Arena()
  const { zone, ada, yard } = arena
  startFight(zone, ada, arena.mobile('rat'))
  setPosture(zone, ada, 'sitting')
  zone.tick = 100
  for (let i = 0; i < 50 && roomOf(zone, ada) === yard; i++) {
    const verbs = arena.events(ada, 'flee').map(({ verb }) => verb)
    t.ok(verbs.length > 0)
    if (i === 0) t.equal(verbs[0], 'rouse')
    zone.tick += 15
  }
  t.not(roomOf(zone, ada), yard)
  t.ok(isStanding(zone, ada))
})

t.test('flee explains every refusal', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  t.equal(arena.refusal('flee'), 'Nobody fights you. To leave, walk: "exits" lists the ways.')
  const wood = arena.room('wood')
  moveTo(zone, ada, wood)
  for (const exit of exitsOf(zone, wood)) moveTo(zone, exit, 0)
  startFight(zone, ada, arena.mobile('rat', wood))
  zone.tick = 100
  t.equal(arena.refusal('flee'), 'There is no way out of here. You have to see it through.')
  t.equal(arena.refusal('flee'), 'You look about for another gap. Try again in a moment.')
})
