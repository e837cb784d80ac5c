import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { entriesOf, RecordedWorld, withEntries } from '#engine/recorder/testing.ts'
import { manor } from '#engine/recorder/testSession.ts'
import { FakeEdge } from '#engine/zone/testing.ts'
import { replayCommand } from './replay.ts'

const directory = t.testdir()

function written(name: string, bytes: Uint8Array): string {
  const file = join(directory, name)
  writeFileSync(file, bytes)
  return file
}

/** Ada's three ticks, in which she says what some terminal would have taken for a command. */
function day(): Uint8Array {
  const recorded = new RecordedWorld([manor('manor')], { name: 'manor' })
  const { world } = recorded
  const edge = new FakeEdge(world, 'telnet')
  const ada = edge.enter(1, 'Ada')
  world.turn()
  world.tick(2)
  edge.type(ada, 'say \x1b[31mBoo')
  world.tick()
  return recorded.end()
}

/** What the command says, and with which exit code it ends. */
function replay(...args: string[]) {
  const said: string[] = []
  const remarked: string[] = []
  const voices = {
    say: (line: string) => said.push(line),
    remark: (line: string) => remarked.push(line),
  }
  return { code: replayCommand(args, voices), said, remarked }
}

const bytes = day()
const whole = written('whole.loamrec', bytes)

t.test('a replay that agrees says so, and what was recorded by whom', async (t) => {
  const { code, said, remarked } = replay(whole)
  t.equal(code, 0)
  t.match(said, [/^3 ticks, 2 turns replayed in \d+\.\d s: all checksums agree$/])
  t.equal(said.length, 1)
  t.match(remarked, [
    'Zone "manor", recorded from 1970-01-01 00:00:00 UTC on by Loam 0.0.1',
    /^Warning: it was recorded by Loam 0\.0\.1, and this is \d.*a difference$/,
  ])
  t.equal(remarked.length, 2)
})

t.test('--verbose prints ticks and lines, and nothing that a terminal obeys', async (t) => {
  t.match(replay(whole, '--verbose').said, [
    'begin 0',
    '  Ada (session 1 of telnet) enters',
    'tick 1',
    'tick 2',
    '  Ada (session 1 of telnet): say <1b>[31mBoo',
    'tick 3',
    'stop 3',
    /^3 ticks/,
  ])
})

t.test('--to stops when a tick is over', async (t) => {
  t.match(replay(whole, '--to', '2').said, [/^2 ticks, 1 turns replayed/])
  t.match(replay(whole, '--to', '99').said, [/^3 ticks, 2 turns replayed/])
})

t.test('the first difference is told with the lines of its turn', async (t) => {
  const entries = entriesOf(bytes)
  const at = entries.findLastIndex(({ kind }) => kind === 'turn')
  const sums = { told: 0, chance: 0 }
  const file = written(
    'other.loamrec',
    withEntries(bytes, entries.with(at, { kind: 'turn', sums })),
  )
  const { code, said } = replay(file)
  t.equal(code, 1)
  t.match(said, [
    /in a turn after tick 2: what the zone tells was 0{8}, and is [\da-f]{8} now$/,
    /^The first difference is in a turn after tick 2: where its chance stands was 0{8}, and/,
    'What was asked for in that turn:',
    '  Ada (session 1 of telnet): say <1b>[31mBoo',
  ])
})

t.test('a recording that ends oddly says how', async (t) => {
  const torn = replay(written('torn.loamrec', bytes.subarray(0, bytes.length - 3)))
  t.equal(torn.code, 0)
  t.match(torn.said, [
    /^The recording ends within an entry, as after a crash/,
    /all checksums agree$/,
  ])

  const open = withEntries(bytes, entriesOf(bytes).slice(0, 4))
  t.match(replay(written('open.loamrec', open)).said, [/^The recording has no end/, /agree$/])

  const entries = entriesOf(bytes)
  const damaged = withEntries(bytes, entries)
  const before = withEntries(bytes, entries.slice(0, -2)).length
  damaged[before + 3]! ^= 1
  const { code, said } = replay(written('damaged.loamrec', damaged))
  t.equal(code, 1)
  t.match(said, [
    `The recording is damaged at byte ${before}, after tick 3: it was replayed to there`,
  ])
})

t.test('what cannot be replayed is refused in a plain sentence', async (t) => {
  const refused = (args: string[], message: string | RegExp) =>
    t.throws(() => replay(...args), { message })
  refused(
    [join(directory, 'nowhere')],
    /^Cannot read ".*nowhere": there is no such file or folder$/,
  )
  refused(
    [written('text', Buffer.from('Hello'))],
    /^Cannot replay ".*text": it is no recording of Loam$/,
  )
  const newer = bytes.slice()
  newer[7] = 9
  refused([written('newer', newer)], /^Cannot replay ".*newer": its form is version 9, and/)
  refused([whole, '--to', 'x'], 'Cannot replay to tick "x": it must be a whole number')
  refused([whole, '--loud'], /--loud/)
  for (const args of [[], [whole, whole]]) t.match(replay(...args), { code: 1, said: [/^Usage:/] })
  t.match(replay('--help'), { code: 0, said: [/^Usage:/] })
})
