import t from 'tap'
import { attach, type Entity } from '#components/entities.ts'
import { Mobile } from '#components/mobile.ts'
import { Room } from '#components/room.ts'
import { Wanders } from '#components/wanders.ts'
import { moveTo, roomOf } from './containment.ts'
import { TestHouse } from './testHouse.ts'
import { runTurns } from './testing.ts'
import { wanderSystem } from './wander.ts'

/** A house in which a ferryman takes a step every two seconds or so. */
class WanderHouse extends TestHouse {
  readonly walker = this.ferryman(this.hall)

  constructor() {
    super()
    attach(this.zone.world, this.walker, Wanders, { everySeconds: 2 })
  }

  /** The rooms in which the walker is after each of `runs` runs. */
  walk(runs: number): Entity[] {
    return Array.from({ length: runs }, () => {
      runTurns(this.zone, wanderSystem, 1)
      return roomOf(this.zone, this.walker)
    })
  }
}

t.test('a wanderer walks, and both rooms see it', async (t) => {
  const house = new WanderHouse()
  const { zone, hall, walker } = house
  const cellar = house.room('cellar')

  t.same(house.walk(1), [cellar], 'the one way that is open')
  t.same(zone.reported, [
    { room: hall, event: { verb: 'leave', actor: walker, direction: 'down' } },
    { to: walker, event: { verb: 'view', text: 'arrive' } },
    { room: cellar, event: { verb: 'arrive', actor: walker, direction: 'up' } },
  ])
})

t.test('a wanderer takes its time, about as much as it is said to', async (t) => {
  const house = new WanderHouse()
  const rooms = house.walk(1_000)
  const steps = rooms.filter((room, i) => i > 0 && room !== rooms[i - 1]).length

  t.ok(steps > 350 && steps < 600, `${steps} steps in 1,000 seconds, at two seconds or so each`)
})

t.test('a wanderer never goes through a closed door, nor out of its area', async (t) => {
  const house = new WanderHouse()
  Room.area[house.room('loft')] = 'Elsewhere'
  house.events('open hatch')

  const seen = new Set(house.walk(200))
  t.same([...seen].sort(), [house.hall, house.room('cellar')].sort())
})

t.test('a wanderer with nowhere to go stays', async (t) => {
  const house = new WanderHouse()
  moveTo(house.zone, house.walker, house.room('loft'))

  t.same([...new Set(house.walk(20))], [house.room('loft')])
  t.same(house.zone.reported, [])
})

t.test('a mobile that is not lively stays', async (t) => {
  const house = new WanderHouse()
  Mobile.lively[house.walker] = 0

  t.same([...new Set(house.walk(20))], [house.hall])
})
