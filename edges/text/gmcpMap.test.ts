import t from 'tap'
import { gmcpOfEvent } from './gmcp.ts'
import { ADA } from './sample.fixture.ts'

/** Two rooms of a town beside each other, the viewer in the middle of three. */
const EAST = 1 << (4 + 2 * 1)
const WEST = 1 << (4 + 2 * 3)
const IN_OR_OUT = 3
const FIELDS = { width: 3, cells: [0, 1 | EAST, 1 | WEST], terrains: ['city'] }

t.test('a map goes to a window of its own as often as it is shown, without colours', async (t) => {
  for (const verb of ['map', 'automap']) {
    t.same(gmcpOfEvent({ verb, fields: FIELDS }, ADA.uid), [
      { name: 'Room.Map', value: { map: ['[@]─[#]'], legend: { '@': 'you', '#': 'city' } } },
    ])
  }
})

t.test('a way in or out has a sign of its own', async (t) => {
  const cells = [0, 1 | (IN_OR_OUT * EAST), 1 | (IN_OR_OUT * WEST)]
  const legend = { '·': 'in or out', '@': 'you', '#': 'city' }
  t.match(gmcpOfEvent({ verb: 'map', fields: { ...FIELDS, cells } }, ADA.uid), [
    { value: { map: ['[@]·[#]'], legend } },
  ])
})

t.test('a map that is broken is none', async (t) => {
  t.same(gmcpOfEvent({ verb: 'map', fields: { ...FIELDS, cells: [1, 2] } }, ADA.uid), [])
})
