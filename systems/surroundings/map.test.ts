import t from 'tap'
import { DIRECTIONS, type Direction } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { moveTo } from '#systems/containment.ts'
import { exitsOf } from '#systems/names.ts'
import { mapAround } from './map.ts'
import { TestVale } from './testVale.ts'

/** What EVENTS.md says a cell is. */
function cell(terrain: number, ways: Partial<Record<Direction, 1 | 2 | 3>>): number {
  const bits = Object.entries(ways).map(
    ([way, state]) => state << (4 + 2 * DIRECTIONS.indexOf(way as Direction)),
  )
  return bits.reduce((sum, bit) => sum | bit, terrain)
}

const GREEN = cell(1, { north: 2, east: 1, west: 1 })
const MILL = cell(2, { east: 1, down: 1 })
const LANE = cell(1, { east: 1, west: 1 })

t.test('rooms lie where they are, with ways and doors; winding ways are not drawn', async (t) => {
  const { zone, ada } = new TestVale()
  t.same(mapAround(zone, ada, 2, 1), {
    width: 5,
    cells: [0, 0, 0, 0, 0, 0, MILL, GREEN, LANE, 0, 0, 0, 0, 0, 0],
    terrains: ['field', 'indoors'],
  })
})

t.test('behind an open door there is more', async (t) => {
  const vale = new TestVale()
  vale.events('open gate')
  const { cells } = mapAround(vale.zone, vale.ada, 1, 1)
  t.same(cells.slice(0, 3), [0, cell(1, { south: 1 }), 0])
})

t.test('a way in or out is drawn to where it leads, if that is the next room', async (t) => {
  const { zone, ada, room } = bound()
  const [green, lane] = [room('vale:green'), room('vale:lane')]
  const rename = (from: Entity, to: Entity, direction: Direction) => {
    const exit = exitsOf(zone, from).find((each) => Exit.to[each] === to)!
    Exit.direction[exit] = direction
  }
  rename(green, lane, 'in')
  rename(lane, green, 'out')
  const { cells } = mapAround(zone, ada, 1, 0)
  t.same(cells.slice(1), [cell(1, { north: 2, east: 3, west: 1 }), cell(1, { east: 1, west: 3 })])
  rename(green, room('vale:pond'), 'in')
  t.same(mapAround(zone, ada, 0, 0).cells, [cell(1, { north: 2, east: 3, west: 1, in: 1 })])
})

t.test('a map ends at its edge, and at the edge of the area', async (t) => {
  const { zone, ada, room } = bound()
  t.same(mapAround(zone, ada, 0, 0).cells, [GREEN])
  moveTo(zone, ada, room('moor:stone'))
  t.same(mapAround(zone, ada, 1, 0).cells, [0, cell(1, { west: 1 }), 0])
})

t.test('"map" tells the rooms in a row as well, for those who hear it', async (t) => {
  const [map] = new TestVale().events('map')
  t.match(map, { verb: 'map', width: 11 })
  t.same(map?.['list'], [
    { direction: 'north', names: [], closed: true },
    { direction: 'east', names: ['The lane', 'The stone'], closed: false },
    { direction: 'south', names: ['The pond'], closed: false },
    { direction: 'west', names: ['The mill'], closed: false },
  ])
})

t.test('in the dark there is no map', async (t) => {
  const { zone, ada, room, answer, events } = bound()
  moveTo(zone, ada, room('vale:cellar'))
  t.match(answer('map'), 'It is too dark')
  events('automap on')
  t.same(
    events('look').map(({ verb }) => verb),
    ['view'],
  )
})

t.test('with automap a small map follows the room, on a look and on arrival', async (t) => {
  const { events, answer } = bound()
  t.equal(answer('automap'), '"automap" is now on.')
  t.same(
    events('look').map(({ verb }) => verb),
    ['view', 'automap'],
  )
  t.same(
    events('west').map(({ verb }) => verb),
    ['leave', 'view', 'automap', 'arrive'],
  )
  t.equal(answer('automap perhaps'), '"automap" can be on or off.')
  t.equal(answer('automap off'), '"automap" is now off.')
  t.same(
    events('look').map(({ verb }) => verb),
    ['view'],
  )
})

function bound() {
  const vale = new TestVale()
  const { zone, ada } = vale
  return {
    zone,
    ada,
    room: vale.room.bind(vale),
    events: vale.events.bind(vale),
    answer: vale.answer.bind(vale),
  }
}
