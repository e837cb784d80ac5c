import { writeFileSync } from 'node:fs'
import fc from 'fast-check'
import t from 'tap'
import { AreaErrors } from './areaError.ts'
import { loadAreas } from './load.ts'
import { roomNumber } from './roomNumber.ts'
import { SAMPLE, spoiled } from './sampleArea.ts'

const SYNTAX = fc.constantFrom(...':-&*!|>{}[],#? \n\t\'"%@`', '__proto__', '<<', '1')

/** What `loadAreas` complains of, line by line. */
function complaints(directory: string): string[] {
  try {
    loadAreas(directory)
  } catch (error) {
    if (error instanceof AreaErrors) return error.errors.map((each) => each.line)
    throw error
  }
  return []
}

t.test('a room is loaded with full ids, defaults and the lines it was written on', async (t) => {
  const [area] = loadAreas(t.testdir({ port: { ...SAMPLE } }))
  t.match(area, { id: 'port', name: 'The Quay', zone: 'coast', resetSeconds: 600 })
  t.equal(area?.start, 'port:quay')
  t.same(area?.rooms[0], {
    id: 'port:quay',
    number: roomNumber('port:quay'),
    name: 'The Quay',
    description: 'A stone quay with iron rings let into it, and no boats to speak of today.',
    environment: 'city',
    coordinates: [0, 0, 0],
    dark: false,
    exits: [
      { direction: 'north', to: 'port:shed', source: { file: 'port/rooms.yaml', line: 7 } },
      { direction: 'down', to: 'port:cellar', source: { file: 'port/rooms.yaml', line: 8 } },
    ],
    details: [{ words: ['rings', 'iron'], text: 'Worn bright on the seaward side.' }],
    source: { file: 'port/rooms.yaml', line: 1 },
  })
  t.match(area?.rooms[2], { number: 77, environment: 'indoors', details: [] })
})

t.test('a door that is written on one side hangs on both', async (t) => {
  const [area] = loadAreas(t.testdir({ port: { ...SAMPLE } }))
  const door = {
    name: 'an iron gate',
    words: ['iron', 'gate'],
    closed: true,
    locked: true,
    key: 'port:gate-key',
  }
  t.same(area?.rooms[1]?.exits[0]?.door, door)
  t.same(area?.rooms[2]?.exits[0]?.door, door)
})

t.test(
  'items and mobiles are loaded in grams and seconds, with words from their names',
  async (t) => {
    const [area] = loadAreas(t.testdir({ port: { ...SAMPLE } }))
    t.same(area?.items[0], {
      id: 'port:lamp',
      name: "a ship's lamp",
      words: ["ship's", 'lamp', 'light'],
      here: "A ship's lamp is here.",
      description: 'Brass, with a green glass to port and no glass to starboard.',
      weightGrams: 1200,
      fixed: false,
      wear: 'light',
      light: true,
      isKey: false,
      source: { file: 'port/items.yaml', line: 1 },
    })
    t.same(area?.items[1]?.words, ['sea-chest', 'sea', 'chest'])
    t.same(area?.items[1]?.container, {
      capacityGrams: 20_000,
      closes: true,
      closed: true,
      locked: true,
      key: 'port:chest-key',
    })
    t.equal(area?.items[2]?.isKey, true, 'what a lock names is a key')
    t.match(area?.mobiles[0], {
      words: ['pilot', 'marrable'],
      wandersEverySeconds: 60,
      speaksEverySeconds: 60,
      lines: ["Tide's late.", ':spits, and watches where it goes.'],
    })
  },
)

t.test('resets are loaded in order, each thing with what it holds and wears', async (t) => {
  const [area] = loadAreas(t.testdir({ port: { ...SAMPLE } }))
  const file = 'port/resets.yaml'
  t.same(area?.resets, [
    {
      room: 'port:quay',
      kind: 'item',
      prefab: 'port:lamp',
      max: 1,
      contains: [],
      source: { file, line: 2 },
    },
    {
      room: 'port:quay',
      kind: 'mobile',
      prefab: 'port:pilot',
      max: 1,
      contains: [
        { item: 'port:hat', worn: true, contains: [] },
        { item: 'port:chest-key', worn: false, contains: [] },
      ],
      source: { file, line: 3 },
    },
    {
      room: 'port:shed',
      kind: 'item',
      prefab: 'port:sea-chest',
      max: 1,
      contains: [{ item: 'port:gate-key', worn: false, contains: [] }],
      source: { file, line: 7 },
    },
  ])
})

t.test('areas of one zone may lead into each other', async (t) => {
  const inland = {
    'area.yaml': 'name: Inland\nzone: coast\n',
    'rooms.yaml': `\
lane:
  name: The Lane
  at: [0, 0, 0]
  description: A lane with grass down the middle.
  exits: { out: port:vault }
`,
  }
  const sample = spoiled('rooms.yaml', 'west: shed', 'west: shed\n    in: inland:lane')
  const areas = loadAreas(t.testdir({ port: sample, inland }))
  t.same(
    areas.map((area) => area.id),
    ['inland', 'port'],
  )
  t.equal(areas[0]?.rooms[0]?.exits[0]?.to, 'port:vault')
})

t.test('every fault of every file is told of in one go, in the order of the files', async (t) => {
  const sample = {
    ...spoiled('rooms.yaml', 'environment: city', 'enviroment: city'),
    'items.yaml': `${SAMPLE['items.yaml']}net:\n  name: a net\n  weight: 5\n`,
    'resets.yaml': `${SAMPLE['resets.yaml']}shedd:\n  - lampp\n`,
  }
  const directory = t.testdir({ port: sample })
  t.same(complaints(directory), [
    'port/items.yaml:24: AREA_FIELD_MISSING Cannot load area "port": item "net" lacks ' +
      '"description"',
    'port/items.yaml:26: AREA_VALUE Cannot load area "port": "weight" of item "net" must be a ' +
      'weight with its unit, as "900 g" or "1.2 kg", not 5',
    'port/resets.yaml:10: AREA_RESET_UNKNOWN_ROOM Cannot load area "port": a reset is of room ' +
      '"port:shedd", which no file defines; did you mean "shed"?',
    'port/resets.yaml:10: AREA_RESET_UNKNOWN_ITEM Cannot load area "port": a reset of room ' +
      '"shedd" brings item "port:lampp", which no file defines; did you mean "lamp"?',
    'port/rooms.yaml:4: AREA_FIELD_UNKNOWN Cannot load area "port": room "quay" has an unknown ' +
      'key "enviroment"; did you mean "environment"?',
  ])
  t.throws(() => loadAreas(directory), /^Cannot load areas: 5 errors\nport\/items.yaml:24: /)
})

t.test(
  'a file too broken to read is told of alone, without all that then seems missing',
  async (t) => {
    const sample = { ...SAMPLE, 'rooms.yaml': 'quay:\n  name: [The Quay\n' }
    const [only, ...more] = complaints(t.testdir({ port: sample }))
    t.match(
      only,
      /^port\/rooms.yaml:[23]: AREA_YAML_SYNTAX Cannot read "port\/rooms.yaml" as YAML: /,
    )
    t.same(more, [])
  },
)

t.test('files that could eat memory are refused', async (t) => {
  const bomb = 'a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n'
  const [alias] = complaints(t.testdir({ port: { ...SAMPLE, 'rooms.yaml': bomb } }))
  t.match(alias, /^port\/rooms.yaml:2: AREA_YAML_ALIAS /)
  const large = `# ${'x'.repeat(600_000)}\n`
  const [size] = complaints(t.testdir({ port: { ...SAMPLE, 'rooms.yaml': large } }))
  t.match(size, /^port\/rooms.yaml:1: AREA_FILE_TOO_LARGE .* it has 600003 bytes/)
  const nested = `quay: ${'['.repeat(5000)}`
  const [depth] = complaints(t.testdir({ port: { ...SAMPLE, 'rooms.yaml': nested } }))
  t.match(depth, /^port\/rooms.yaml:1: AREA_YAML_SYNTAX /)
})

t.test(
  'whatever a file says, it loads or is an AreaErrors that names files and lines',
  async (t) => {
    const directory = t.testdir({ port: { ...SAMPLE } })
    const file = `${directory}/port/rooms.yaml`
    const rooms = SAMPLE['rooms.yaml'] ?? ''
    const spliced = fc
      .tuple(fc.nat(rooms.length), fc.nat(20), fc.oneof(fc.string(), fc.string({ unit: SYNTAX })))
      .map(([at, gone, text]) => rooms.slice(0, at) + text + rooms.slice(at + gone))
    const property = fc.property(fc.oneof(fc.string({ unit: 'binary' }), spliced), (text) => {
      writeFileSync(file, text)
      for (const line of complaints(directory)) {
        if (!/^port\/\w+\.yaml:[1-9]\d*: AREA_[A-Z_]+ .+$/u.test(line)) throw new Error(line)
      }
    })
    fc.assert(property, { numRuns: 100 })
    t.pass('100 files')
  },
)

t.test('a directory that does not exist is the error of the file system', async (t) => {
  t.throws(() => loadAreas(`${t.testdir({})}/none`), { code: 'ENOENT' })
})

t.test('a room number is the FNV-1a hash of the id without its top bit', async (t) => {
  t.equal(roomNumber(''), 0x011c9dc5, 'the offset basis')
  t.equal(roomNumber('a'), 0x640c292c, 'a published value: e40c292c')
  t.equal(roomNumber('foobar'), 0x3f9cf968, 'a published value: bf9cf968')
})
