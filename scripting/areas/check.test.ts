import { execFileSync, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { checkAreas } from './check.ts'

import { GAME_FAULTS } from './gameFaults.ts'
import { PLAY_FAULTS } from './playFaults.ts'
import { SAMPLE, spoiled } from './sampleArea.ts'
import { FAULTS } from './sampleFaults.ts'
import { GAME_SAMPLE } from './sampleGame.ts'

const CHECK = fileURLToPath(new URL('check.ts', import.meta.url))

const TABLE = [
  'area  levels  rooms  exits  items  mobiles  resets  quests  shops',
  'port              4      6      5        1       3       0      0',
]
const SUMMARY =
  'Checked 1 area, 4 rooms, 6 exits, 5 items, 1 mobile, 3 resets, 0 quests, 0 shops: all well'

const FAR_ROOMS = `\
moor:
  name: The Moor
  at: [0, 0, 0]
  description: Heather as far as the eye goes, and then some more that it takes on trust.
`

const SAMPLES = [
  { sample: SAMPLE, faults: FAULTS },
  { sample: GAME_SAMPLE, faults: [...GAME_FAULTS, ...PLAY_FAULTS] },
]

for (const { sample, faults } of SAMPLES) {
  for (const fault of faults) {
    t.test(`finds ${fault.it}`, async (t) => {
      const port = spoiled(fault.file, fault.from, fault.to, sample)
      const { findings, warnings } = checkAreas(t.testdir({ port }))
      const [place, says] = fault.finds
      const all = [...findings, ...warnings]
      const found = all.map(({ source, code }) => `${source.line}: ${code}`)
      t.same(found.toSorted(), [place, ...(fault.also ?? [])].toSorted())
      const lines = all.map(({ line }) => line)
      const wanted = `port/${fault.where ?? fault.file}:${place} `
      t.ok(
        lines.some((line) => line.startsWith(wanted) && line.includes(says)),
        lines.join('\n'),
      )
    })
  }
}

t.test('finds nothing in a sound game, and takes what is unusual for a warning', async (t) => {
  const sound = checkAreas(t.testdir({ port: { ...GAME_SAMPLE } }))
  t.same([...sound.findings, ...sound.warnings], [])
  t.match(sound.summary, /10 items, 3 mobiles, 7 resets, 2 quests, 1 shop: all well$/)

  const strong = spoiled('items.yaml', '1d6+1', '2d6+1', GAME_SAMPLE)
  const { findings, warnings, summary } = checkAreas(t.testdir({ port: strong }))
  t.same([findings.length, warnings.length], [0, 1])
  t.match(summary, /: all well, 1 warning$/)
})

t.test('areas of several zones know each other, and have no doors between them', async (t) => {
  const far = {
    'area.yaml': 'name: Far\nrefuge: port:shed\n',
    'rooms.yaml': `${FAR_ROOMS}  exits: { in: { to: port:quay, oneWay: true } }\n`,
    'resets.yaml': 'moor: [port:lamp]\n',
  }
  const bridge = spoiled(
    'rooms.yaml',
    'down: { to: drain',
    'out: { to: far:moor, oneWay: true }\n    down: { to: drain',
    GAME_SAMPLE,
  )
  t.same(checkAreas(t.testdir({ far, port: bridge })).findings, [])

  const gate = '{ to: port:quay, oneWay: true, door: { name: a gate } }'
  const wrong = {
    ...far,
    'rooms.yaml': `${FAR_ROOMS}  exits: { in: ${gate} }\n`,
  }
  const { findings } = checkAreas(t.testdir({ far: wrong, port: bridge }))
  t.match(
    findings.map(({ line }) => line),
    [/^far\/rooms.yaml:5: AREA_DOOR_BETWEEN_ZONES .* of zone "coast", and a way to another/],
  )
})

t.test('finds nothing in a sound area, and says what it checked', async (t) => {
  const report = checkAreas(t.testdir({ port: { ...SAMPLE } }))
  t.same(report, { findings: [], warnings: [], table: TABLE, summary: SUMMARY })
})

t.test('takes a builder at their word about exits that are one-way or winding', async (t) => {
  const oneWay = spoiled(
    'rooms.yaml',
    '{ to: cellar }',
    '{ to: cellar, winding: true }\n    out: { to: vault, oneWay: true }',
  )
  const winding = oneWay['rooms.yaml']?.replace('    up: quay', '    in: quay') ?? ''
  const directory = t.testdir({ port: { ...oneWay, 'rooms.yaml': winding } })
  t.same(checkAreas(directory).findings, [])
})

t.test('finds a second start, and files that are no area', async (t) => {
  const far = {
    'area.yaml': 'name: Far\nstart: moor\n',
    'rooms.yaml': `${FAR_ROOMS}  exits: { in: port:quay }\n`,
    'room.yaml': '',
  }
  const { findings } = checkAreas(t.testdir({ far, port: { ...SAMPLE }, void: {} }))
  t.same(
    findings.map(({ line }) => line),
    [
      'far/room.yaml:1: AREA_FILE_UNKNOWN Cannot load area "far": it has a file "room.yaml", ' +
        'which areas do not know; did you mean "rooms.yaml"?',
      'far/rooms.yaml:5: AREA_EXIT_ONE_WAY room "far:moor" leads in to "port:quay", and nothing ' +
        'leads back; say "oneWay: true" if that is meant',
      'port/area.yaml:4: AREA_START_TWICE Cannot load area "port": it names the start ' +
        '"port:quay", but area "far" names "far:moor" already',
      'void/area.yaml:1: AREA_FILE_MISSING Cannot load area "void": it has no area.yaml',
    ],
  )
})

t.test('finds two rooms whose ids happen to have the same number', async (t) => {
  const ids = JSON.stringify(SAMPLE)
    .replaceAll('cellar', 'gate-bank-mast-8')
    .replaceAll('vault', 'gate-mast-stair-7')
    .replace('  number: 77\\n', '')
  const { findings } = checkAreas(t.testdir({ port: JSON.parse(ids) }))
  t.match(findings, [
    {
      code: 'AREA_ROOM_NUMBER_TWICE',
      message: /"port:gate-bank-mast-8" have the same number 736117531; give one .* "number:"/,
    },
  ])
})

t.test('run as a program it prints findings and fails, or a summary and succeeds', async (t) => {
  const sound = t.testdir({ good: { port: { ...SAMPLE } }, bad: { port: {} } })
  const output = execFileSync(process.execPath, [CHECK, `${sound}/good`], { encoding: 'utf8' })
  t.equal(output, `${[...TABLE, SUMMARY].join('\n')}\n`)
  const failed = spawnSync(process.execPath, [CHECK, `${sound}/bad`], { encoding: 'utf8' })
  t.equal(failed.status, 1)
  t.match(
    failed.stdout,
    /^port\/area.yaml:1: AREA_FILE_MISSING .*\n(.*\n){3}Checked 1 area, 0 rooms/,
  )
})
