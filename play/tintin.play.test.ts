import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import t, { type Test } from 'tap'
import { testFolder } from '#migrations/testing.ts'
import { openWorld, PASSWORD } from './world.ts'

const TIME_MAX_S = 30

/** Where Debian keeps games, root's PATH does not look. */
const PLACES = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/games']

function find(program: string): string | undefined {
  return PLACES.map((place) => join(place, program)).find((path) => {
    try {
      accessSync(path, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

const tintin = find('tt++')
const terminal = find('script')

/** What a player at TinTin++ does: each step waits for words of the world. */
function playbook(address: string, log: string): string {
  const [host, port] = address.split(':')
  const steps = [
    ['By what name', `create kita ${PASSWORD}`],
    ['The Kitchen', 'get lantern'],
    ['You take the brass lantern', 'north'],
    ['The Garden', 'south'],
    ['A wicker basket stands', 'say hello from tintin'],
    ['well met', 'quit'],
  ]
  return [
    '#config {charset} {UTF-8}',
    '#config {log mode} {plain}',
    '#variable {step} {0}',
    ...steps.map(
      ([seen, line], i) =>
        `#action {${seen}} {#if {$step == ${i}} {#variable {step} {${i + 1}};#send {${line}}}}`,
    ),
    '#event {SESSION DISCONNECTED} {#gts {#delay {0.2} {#end}}}',
    `#delay {${TIME_MAX_S}} {#end}`,
    `#session {loam} {${host}} {${port}}`,
    `#log {overwrite} {${log}}`,
    '',
  ].join('\n')
}

/** Runs TinTin++ in a terminal of its own, to its end. */
async function playWith(t: Test, script: string): Promise<number> {
  // It draws nothing on a terminal without a size.
  const command = `stty rows 40 cols 100; exec ${tintin} -G ${script}`
  const client = spawn(terminal!, ['-qec', command, '/dev/null'], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...process.env, TERM: 'xterm-256color', LC_ALL: 'C.UTF-8' },
    timeout: TIME_MAX_S * 1000,
  })
  t.teardown(() => client.kill())
  const [code] = await once(client, 'close')
  return code
}

const skip = tintin === undefined ? 'TinTin++ is not installed' : false

t.test('TinTin++ signs in, walks, speaks and quits', { skip }, async (t) => {
  const world = await openWorld(t)
  const folder = testFolder(t)
  const bob = await world.newPlayer('bob')
  const files = { script: join(folder, 'kita.tin'), log: join(folder, 'kita.log') }
  writeFileSync(files.script, playbook(world.program.addresses.telnet ?? '', files.log))

  const played = playWith(t, files.script)
  const seen = await bob.sees('Kita says, "hello from tintin"')
  bob.send('say well met')
  t.equal(await played, 0)
  t.match(seen, [
    'Kita opens drowsy eyes, and is here.',
    'Kita takes the brass lantern.',
    'Kita goes north.',
    'Kita arrives from the north.',
    'Kita says, "hello from tintin"',
  ])
  t.match(await bob.sees('Kita'), [/./, /Kita/])
  const screen = readFileSync(files.log, 'utf8')
  t.match(screen, /You say, "hello from tintin".*Bob says, "well met".*Until next time\./s)
})
