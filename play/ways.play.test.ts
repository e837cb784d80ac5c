import t from 'tap'
import { Door } from '#components/door.ts'
import { Identity } from '#components/identity.ts'
import { Room } from '#components/room.ts'
import { loadAreas } from '#scripting/areas/load.ts'
import { exitTo } from '#systems/commands/ways.ts'
import { moveTo, roomOf } from '#systems/containment.ts'
import { walk } from '#systems/movement.ts'
import { exitsOf } from '#systems/names.ts'
import { wayTo } from '#systems/surroundings/ways.ts'
import { emptyZone, spawnPlayer } from '#systems/testing.ts'

const AREAS = loadAreas(new URL('.', import.meta.resolve('#scripting/areas/load.ts')))

function worldOfOpenDoors() {
  const zone = emptyZone(AREAS)
  for (const room of zone.rooms.values()) {
    for (const exit of exitsOf(zone, room)) Door.closed[exit] = 0
  }
  return zone
}

t.test('whatever way is told from any room to any other arrives there', async (t) => {
  const zone = worldOfOpenDoors()
  const rooms = [...zone.rooms.values()]
  const walker = spawnPlayer(zone, 'Ada', rooms[0]!)
  let walked = 0
  const astray: string[] = []
  for (const from of rooms) {
    for (const goal of rooms) {
      const way = wayTo(zone, from, (uid) => uid === Identity.uid[goal])
      if (!way) continue
      moveTo(zone, walker, from)
      for (const direction of way) walk(zone, walker, exitTo(zone, walker, direction)!)
      walked++
      zone.reported.length = 0
      zone.happenings.length = 0
      if (roomOf(zone, walker) !== goal) astray.push(`${from} ${goal}`)
    }
  }
  t.same(astray, [])
  t.ok(walked > rooms.length * (rooms.length / 2), `${walked} walks among ${rooms.length} rooms`)
})

t.test('every landmark can be walked to from the start', async (t) => {
  const zone = worldOfOpenDoors()
  const start = zone.rooms.get(zone.start)!
  const landmarks = [...zone.rooms.values()].filter((room) => Room.landmark[room] !== '')
  t.ok(landmarks.length > 5)
  for (const goal of landmarks) {
    t.ok(
      wayTo(zone, start, (uid) => uid === Identity.uid[goal]),
      Room.landmark[goal]!,
    )
  }
})
