import t from 'tap'
import { attach } from '#components/entities.ts'
import { Hidden } from '#components/hidden.ts'
import { Room } from '#components/room.ts'
import { moveTo, roomOf } from '#systems/containment.ts'
import { foeOf } from '#systems/fighting.ts'
import { exitsOf } from '#systems/names.ts'
import { tryToFlee } from './flee.ts'
import { startFight } from './startFight.ts'
import { Arena } from './testArena.ts'

/** What comes of trying again and again, until `being` is away. */
function flee(arena: Arena, being: number): string[] {
  const outcomes: string[] = []
  while (outcomes.at(-1) !== 'fled' && outcomes.length < 100) {
    arena.zone.tick += 15
    outcomes.push(tryToFlee(arena.zone, being))
  }
  return outcomes
}

t.test('one gets away sooner or later, and the fight is over for both', async (t) => {
  const arena = new Arena()
  const { zone, ada, yard } = arena
  const boar = arena.mobile('boar')
  startFight(zone, ada, boar)
  flee(arena, ada)
  const to = roomOf(zone, ada)
  t.ok([arena.room('lane'), arena.room('den')].includes(to))
  t.same([foeOf(zone, ada), foeOf(zone, boar)], [0, 0])
  const direction = to === arena.room('lane') ? 'north' : 'down'
  const from = direction === 'north' ? 'south' : 'up'
  t.same(zone.reported.slice(-3), [
    { room: yard, event: { verb: 'flee', actor: ada, direction } },
    { to: ada, event: { verb: 'view', text: 'arrive' } },
    { room: to, event: { verb: 'arrive', actor: ada, direction: from } },
  ])
})

t.test('about three of ten attempts fail, and take their time', async (t) => {
  let failed = 0
  const arena = new Arena()
  const { zone, ada } = arena
  for (let i = 0; i < 300; i++) {
    moveTo(zone, ada, arena.yard)
    const rat = arena.mobile('rat')
    startFight(zone, ada, rat)
    failed += flee(arena, ada).length - 1
  }
  t.ok(failed > 90 && failed < 170, `${failed} failures before 300 escapes`)
  startFight(zone, ada, arena.mobile('rat', roomOf(zone, ada)))
  t.equal(tryToFlee(zone, ada), 'tooSoon')
})

t.test('where all ways are shut there is no way out', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  moveTo(zone, ada, arena.room('wood'))
  const [exit] = exitsOf(zone, arena.room('wood'))
  attach(zone.world, exit!, Hidden)
  moveTo(zone, exit!, 0)
  startFight(zone, ada, arena.mobile('rat', arena.room('wood')))
  zone.tick = 100
  t.equal(tryToFlee(zone, ada), 'noWay')
})

t.test('a barred way is none, and a mobile stays in its area', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  const troll = arena.mobile('troll')
  Room.area[arena.room('lane')] = 'Elsewhere'
  for (const being of [ada, arena.mobile('rat')]) {
    startFight(zone, being, being === ada ? troll : ada)
    flee(arena, being)
    t.equal(roomOf(zone, being), arena.room('den'))
    moveTo(zone, ada, arena.yard)
  }
})
