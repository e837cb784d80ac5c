import { writeFileSync } from 'node:fs'
import fc from 'fast-check'
import t from 'tap'
import { AreaErrors } from './areaError.ts'
import { loadAreas } from './load.ts'
import { roomNumber } from './roomNumber.ts'
import { SAMPLE, spoiled } from './sampleArea.ts'
import { GAME_SAMPLE } from './sampleGame.ts'

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

t.test('what a game adds to rooms and exits is loaded, and left out where it is not', async (t) => {
  const [area] = loadAreas(t.testdir({ port: { ...GAME_SAMPLE } }))
  t.match(area, { refuge: 'port:shed', levels: [1, 3] })
  const [quay, , , , alley] = area?.rooms ?? []
  t.match(alley, { outdoors: true, landmark: 'the alley', peaceful: true })
  t.match(alley?.exits[1], { direction: 'down', to: 'port:drain', hidden: true })
  for (const key of ['outdoors', 'landmark', 'peaceful']) t.notOk(key in (quay ?? {}), key)
  t.notOk('hidden' in (quay?.exits[0] ?? {}))
})

t.test('what fights, mends, is sold and is told is loaded with its defaults', async (t) => {
  const [area] = loadAreas(t.testdir({ port: { ...GAME_SAMPLE } }))
  const [cutlass, jack, tonic] = area?.items.slice(5) ?? []
  t.match(cutlass, {
    value: 12,
    level: 1,
    weapon: { damage: { count: 1, sides: 6, plus: 1 }, verb: 'slash' },
    lends: { might: 1, hp: 8 },
  })
  t.match(jack, { armour: 3 })
  t.match(tonic, { kind: 'potion', use: { spell: 'mend', level: 3, charges: 2 } })
  const [pilot, crab, chandler] = area?.mobiles ?? []
  t.same(crab?.fight, {
    level: 2,
    hp: 30,
    damage: { count: 1, sides: 4, plus: 0 },
    armour: 2,
    verb: 'pinch',
    gold: [0, 5],
    aggressive: true,
    assists: ['port:pilot'],
    guards: true,
    bars: 'west',
    wimpy: 20,
    remembers: true,
    hunts: true,
    casts: ['spark'],
  })
  t.same(crab?.loot, [{ item: 'port:claw', chance: 0.5 }])
  t.same(chandler?.topics, [
    { words: ['rope', 'ropes'], text: 'It is all in the knowing which end.' },
  ])
  t.same(chandler?.shop, {
    sells: ['port:tonic', 'port:jack'],
    buys: ['oddment'],
    sellsAt: 1.5,
    buysAt: 0.5,
    hours: [8, 20],
  })
  t.match(chandler, { banker: true, teaches: ['kick', 'mend', 'attributes'] })

  t.same(pilot?.fight, {
    level: 1,
    verb: 'hit',
    gold: [0, 0],
    aggressive: false,
    assists: [],
    guards: false,
    wimpy: 0,
    remembers: false,
    hunts: false,
    casts: [],
  })
})

t.test('coins are loaded as contents and by themselves', async (t) => {
  const [area] = loadAreas(t.testdir({ port: { ...GAME_SAMPLE } }))
  const coins = { item: '', coins: 5, worn: false, contains: [] }
  t.same(area?.resets.find(({ prefab }) => prefab === 'port:chandler')?.contains[1], coins)
  t.match(
    area?.resets.find(({ prefab }) => prefab === ''),
    { kind: 'item', coins: 10, max: 1 },
  )
})

t.test('quests are loaded step by step', async (t) => {
  const [area] = loadAreas(t.testdir({ port: { ...GAME_SAMPLE } }))
  t.same(area?.quests, [
    {
      id: 'port:first-steps',
      name: 'First Steps',
      offer: 'The quay is wet, and so are you. It is as well to begin by looking.',
      level: 1,
      steps: [
        { text: 'Look about you', kind: 'do', commands: ['look', 'examine'] },
        { text: 'Find Rope Alley', kind: 'reach', room: 'port:alley' },
      ],
      reward: { experience: 50, gold: 0, items: [], says: '' },
      source: { file: 'port/quests.yaml', line: 1 },
    },
    {
      id: 'port:low-water',
      name: 'Low Water',
      giver: 'port:chandler',
      offer: 'Something has my buttons. Will you see about it?',
      level: 2,
      after: 'port:first-steps',
      steps: [
        {
          text: 'Ask Old Marrable about buttons',
          kind: 'talk',
          mobile: 'port:pilot',
          says: 'Crabs. It is always crabs.',
        },
        { text: 'Teach the crabs a lesson', kind: 'slay', mobile: 'port:crab', count: 3 },
        {
          text: 'Bring the chandler two claws',
          kind: 'fetch',
          item: 'port:claw',
          count: 2,
          to: 'port:chandler',
          says: 'Ha.',
        },
      ],
      reward: {
        experience: 100,
        gold: 20,
        items: ['port:pearl'],
        says: "There's a good soul.",
      },
      source: { file: 'port/quests.yaml', line: 8 },
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
