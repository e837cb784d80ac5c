import t from 'tap'
import { renderEvent } from '#edges/text/render.ts'
import {
  ADA,
  BO,
  COLOURED,
  FOX,
  LANE,
  NARROW,
  SIGHTED,
  SPOKEN,
} from '#edges/text/sample.fixture.ts'
import { styleFor } from '#edges/text/style.ts'
import type { WireEvent } from '#protocol/event.ts'

const ASCII = styleFor({ columns: 80, colour: 'none', utf8: false, screenReader: false })

/** Bits of a way in a cell, as EVENTS.md gives them. */
const WAYS = ['n', 'e', 's', 'w', 'u', 'd', 'ne', 'nw', 'se', 'sw', 'in', 'out']
function cell(terrain: number, ...ways: string[]): number {
  return ways.reduce((sum, way) => {
    const isClosed = way.endsWith('+')
    const place = WAYS.indexOf(way.replace('+', ''))
    return sum | ((isClosed ? 2 : 1) << (4 + 2 * place))
  }, terrain)
}

const MAP = {
  width: 3,
  cells: [
    ...[cell(1, 'e', 'se'), cell(1, 'w', 's+', 'sw'), 0],
    ...[cell(2, 'e', 'ne', 'u', 'd'), cell(2, 'n+', 'w', 'e', 'nw'), cell(3, 'w', 'd')],
    ...[0, 0, 0],
  ],
  terrains: ['forest', 'city', 'moon'],
}

const ROWS = {
  list: [
    { direction: 'north', names: ['The Mill', 'The Yard'], closed: true },
    { direction: 'east', names: ['The Lane', 'The Ford'], closed: false },
    { direction: 'down', names: [], closed: false },
  ],
}

t.test('a map is drawn about the viewer, with lines or with letters', async (t) => {
  t.equal(
    text('map', { ...MAP, ...ROWS }, SIGHTED),
    `[&]─[&]
   ╳ +
[%]─[@]─[>]
& forest  + a closed door  % up and down  @ you  > down
`,
  )
  t.equal(
    text('automap', MAP, ASCII),
    `  [&]-[&]
     X +
  [%]-[@]-[>]
`,
  )
})

t.test('a map is heard as rows of rooms, and not with every step', async (t) => {
  t.equal(
    text('map', { ...MAP, ...ROWS }, SPOKEN),
    `North: The Mill, then The Yard, then a closed door.
East: The Lane, then The Ford.
Down: it is dark.
`,
  )
  t.equal(text('automap', MAP, SPOKEN), '')
  t.equal(text('map', { ...MAP, list: [] }, SPOKEN), 'There is no way out that you can see.\n')
})

t.test('a map wider than the screen is cut about the viewer', async (t) => {
  const across = 21
  const cells = new Array(across).fill(cell(1, 'e', 'w'))
  const [line] = text('map', { width: across, cells, terrains: ['city'] }, NARROW).split('\n')
  t.ok(line!.length <= 40, line!)
  t.match(line, /\[@\]/)
})

t.test('in a map of colours each run is painted once', async (t) => {
  const drawn = text('automap', MAP, COLOURED)
  t.ok(drawn.includes('\u001b[32m[&]\u001b[0m'), JSON.stringify(drawn))
})

t.test('a broken map draws nothing', async (t) => {
  for (const cells of [[], [1, 2], 'x', [1, 2, 3, 4]]) {
    t.equal(text('automap', { width: 3, cells, terrains: [] } as never, SIGHTED), '')
  }
  t.equal(text('automap', { width: 0, cells: [], terrains: [] }, SIGHTED), '')
  t.equal(text('automap', { width: 1e9, cells: [1], terrains: [] }, SIGHTED), '')
})

/** What eyes read, then what ears hear, of the same event. */
const table: [verb: string, fields: WireEvent['fields'], seen: string, heard: string][] = [
  [
    'scan',
    {
      list: [
        { direction: 'north', dark: true },
        { direction: 'east', list: [], count: 0 },
        { direction: 'up', list: [{ actor: BO }, { actor: FOX }, { actor: FOX }], count: 5 },
      ],
    },
    `Close by:
  north  nothing to be seen
  east   nobody
  up     Bo, two grey foxes and 2 more
`,
    `Close by:
North: nothing to be seen.
East: nobody.
Up: Bo, two grey foxes and 2 more.
`,
  ],
  [
    'scan',
    { list: [] },
    'There is no way out to look along.\n',
    'There is no way out to look along.\n',
  ],
  [
    'where',
    { text: 'Halfway', list: [{ actor: ADA, room: LANE }, { actor: BO }], count: 3 },
    'In Halfway:\n  you  The Mill Lane\n  Bo   somewhere dark\nAnd 1 more.\n',
    'In Halfway:\nYou: The Mill Lane.\nBo: somewhere dark.\nAnd 1 more.\n',
  ],
  [
    'areas',
    {
      list: [
        { name: 'Halfway', from: 1, to: 3, count: 0 },
        { name: 'Tops', from: 4, to: 4, count: 1, direction: 'up' },
        { name: 'Moon', from: 0, to: 0 },
      ],
    },
    `The areas of this world:
  Halfway  levels 1 to 3   you are there
  Tops     level 4         one room off, above at first
  Moon     for all levels  no way that you know of
`,
    `The areas of this world:
Halfway: levels 1 to 3. You are there.
Tops: level 4. One room off, above at first.
Moon: for all levels. No way that you know of.
`,
  ],
  [
    'places',
    { names: ['the mill'] },
    'You know the way to:\n  the mill\n',
    'You know the way to:\nThe mill.\n',
  ],
  [
    'places',
    { names: [] },
    'You know of no landmarks yet. You will, once you come upon one.\n',
    'You know of no landmarks yet. You will, once you come upon one.\n',
  ],
  [
    'path',
    { text: 'the mill', names: ['north', 'north', 'east', 'north'] },
    'To the mill: 2 north, east, north.\n',
    'To the mill: 2 north, east, north.\n',
  ],
]

for (const [verb, fields, seen, heard] of table) {
  t.test(`${verb}: ${JSON.stringify(fields)}`, async (t) => {
    t.equal(text(verb, fields, SIGHTED), seen)
    t.equal(text(verb, fields, SPOKEN), heard)
  })
}

t.test('the hours of a day', async (t) => {
  const said = (count: number) => text('time', { count, daytime: 'day' }, SIGHTED).trim()
  t.equal(said(0), 'It is midnight.')
  t.equal(said(3), "It is 3 o'clock at night.")
  t.equal(said(8), "It is 8 o'clock in the morning.")
  t.equal(said(12), 'It is noon.')
  t.equal(said(13), "It is 1 o'clock in the afternoon.")
  t.equal(said(19), "It is 7 o'clock in the evening.")
  t.equal(said(23), "It is 11 o'clock at night.")
})

t.test('every sky has a line, and every change several', async (t) => {
  for (const weather of ['clear', 'cloudy', 'drizzle', 'rain', 'storm']) {
    for (const daytime of ['dawn', 'day', 'dusk', 'night']) {
      t.match(text('weather', { daytime, weather }, SIGHTED), /^[A-Z].*\.\n$/s)
    }
    const turns = [0, 1, 2].map((count) => text('weatherTurns', { weather, count }, SIGHTED))
    t.equal(new Set(turns).size, 3, weather)
  }
  for (const daytime of ['dawn', 'day', 'dusk', 'night']) {
    const turns = [0, 1, 2].map((count) => text('daytime', { daytime, count }, SIGHTED))
    t.equal(new Set(turns).size, 3, daytime)
  }
})

t.test('searching, as the searcher and as others read it', async (t) => {
  const told = (verb: string, self: number) =>
    renderEvent({ verb, fields: { actor: ADA, direction: 'down' } }, self, SIGHTED)
  t.equal(told('search', ADA.uid), 'You begin to search.\n')
  t.equal(told('search', BO.uid), 'Ada begins to search.\n')
  t.equal(told('find', ADA.uid), 'You have found a way downwards!\n')
  t.equal(told('find', BO.uid), 'Ada has found a way downwards!\n')
  t.equal(text('searchFails', {}, SIGHTED), 'You find nothing. (Another search may.)\n')
  t.equal(
    text('discover', { text: 'the mill' }, SIGHTED),
    'You have come upon a landmark: the mill. ("places" lists them.)\n',
  )
})

function text(verb: string, fields: WireEvent['fields'], style: typeof SIGHTED): string {
  return renderEvent({ verb, fields }, ADA.uid, style)
}
