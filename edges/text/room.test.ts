import t from 'tap'
import { renderRoomView } from './room.ts'
import {
  ADA,
  COLOURED,
  exitRecord,
  LANE_VIEW,
  NARROW,
  presentRecord,
  SIGHTED,
  SPOKEN,
} from './sample.fixture.ts'

const FULL = { brief: false, autoexit: true }

t.test('a room as eyes read it: title, words, exits, things, creatures, people', async (t) => {
  t.equal(
    renderRoomView(LANE_VIEW, ADA.uid, SIGHTED, FULL),
    `The Mill Lane
The lane bends between two walls of pale stone, and water talks behind one.
Exits: north, east (iron gate, closed), up
(2) A brass coin lies in a rut.
On the wall, a brass lantern burns.
A grey fox watches from the wall.
Bo is here. (link lost)
`,
  )
})

t.test('the same room as ears hear it', async (t) => {
  t.equal(
    renderRoomView(LANE_VIEW, ADA.uid, SPOKEN, FULL),
    `The Mill Lane.
The lane bends between two walls of pale stone, and water talks behind one.
Exits: 3. North. East, an iron gate, closed. Up.
Two brass coins are here.
On the wall, a brass lantern burns.
A grey fox watches from the wall.
Bo is here. The link is lost.
`,
  )
})

const green = (text: string) => `\u001b[32m${text}\u001b[0m`

t.test('names have their colours, also within their sentences', async (t) => {
  const [title, , exits, coins, lantern, fox, bo] = renderRoomView(
    LANE_VIEW,
    31,
    COLOURED,
    FULL,
  ).split('\n')
  t.same(
    [title, exits, coins, lantern, fox, bo],
    [
      '\u001b[1;33mThe Mill Lane\u001b[0m',
      `Exits: ${green('north')}, ${green('east')} (iron gate, closed), ${green('up')}`,
      '(2) \u001b[36mA brass coin\u001b[0m lies in a rut.',
      'On the wall, \u001b[36ma brass lantern\u001b[0m burns.',
      '\u001b[33mA grey fox\u001b[0m watches from the wall.',
      '\u001b[1;36mBo\u001b[0m is here. (link lost)',
    ],
  )
})

t.test('brief leaves the description to looking; autoexit off leaves the exits out', async (t) => {
  const brief = { brief: true, autoexit: false }
  const arrived = renderRoomView({ ...LANE_VIEW, reason: 'arrive' }, 31, SIGHTED, brief)
  t.notMatch(arrived, /lane bends|Exits/)
  t.match(renderRoomView(LANE_VIEW, 31, SIGHTED, brief), /lane bends/)
})

t.test('in the dark nothing of the room is shown', async (t) => {
  const dark = { ...LANE_VIEW, lit: false, records: LANE_VIEW.records.slice(0, 1) }
  t.equal(
    renderRoomView(dark, 31, SIGHTED, FULL),
    'It is pitch dark. Only the ways out can be felt.\n',
  )
  t.equal(
    renderRoomView({ ...LANE_VIEW, records: [] }, 31, SIGHTED, FULL),
    'It is pitch dark. Only the ways out can be felt.\n',
  )
  const nowhere = { ...LANE_VIEW, lit: false, records: [{ uid: 0, components: {} }] }
  t.equal(
    renderRoomView(nowhere, 31, SIGHTED, FULL),
    'You can see nothing: you are blind.\n',
    '[V6]',
  )
})

t.test('lines are wrapped to the width', async (t) => {
  const lines = renderRoomView(LANE_VIEW, 31, NARROW, FULL).split('\n')
  t.same(lines.slice(1, 5), [
    'The lane bends between two walls of pale',
    'stone, and water talks behind one.',
    'Exits: north, east (iron gate, closed),',
    'up',
  ])
})

t.test('odd rooms: no exits, nameless doors and things, what others hold', async (t) => {
  const [room] = LANE_VIEW.records
  const records = [
    room!,
    presentRecord({ uid: 50, name: '' }, '', {}),
    presentRecord({ uid: 51, name: 'a hat' }, '', { location: { holder: 32 } }),
    presentRecord({ uid: 52, name: 'a heron' }, 'Something tall stands still.', { mobile: {} }),
  ]
  const view = { ...LANE_VIEW, records }
  t.match(
    renderRoomView(view, 31, SIGHTED, FULL),
    /Exits: none\nSomething is here\.\nSomething tall stands still\.\n$/,
  )
  t.match(renderRoomView(view, 31, SPOKEN, FULL), /^No exits\.$/m)
  const odd = exitRecord(93, 'widdershins', 7009, 1)
  const nameless = { ...odd, components: { ...odd.components, described: { name: '', here: '' } } }
  const exits = { ...view, records: [room!, nameless, exitRecord(94, 'out', 7010)] }
  t.match(renderRoomView(exits, 31, SIGHTED, FULL), /^Exits: out, widdershins \(door, closed\)$/m)
})

t.test('names and texts cannot steer the screen', async (t) => {
  const evil = presentRecord({ uid: 60, name: 'Eve\u001b[2J' }, '', { player: { linkDead: 0 } })
  const records = [...LANE_VIEW.records, evil]
  t.notMatch(renderRoomView({ ...LANE_VIEW, records }, 31, SIGHTED, FULL), '\u001b')
})

t.test('a room under the sky shows what is overhead, even to who likes it brief', async (t) => {
  const [room, ...others] = LANE_VIEW.records
  const overhead = { daytime: 'night', weather: 'clear' }
  const outdoors = { ...room!, components: { ...room!.components, overhead } }
  const view = { ...LANE_VIEW, reason: 'arrive', records: [outdoors, ...others] } as const
  const text = renderRoomView(view, ADA.uid, SIGHTED, { brief: true, autoexit: true })
  t.equal(text.split('\n')[1], 'The night is full of stars.')
})
