import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { testDataDir, testFolder } from '#migrations/testing.ts'
import { Child } from './child.ts'
import { Client } from './client.ts'
import { enter, eventually, metric, PASSWORD, settingsFor } from './world.ts'

const PROGRAMS = new URL('../program/', import.meta.url)
/** Ticks in two seconds: all that has changed before is handed over to be kept by then. */
const KEPT_TICKS = 20
const NOTHING = /^You (carry|wear) nothing/

const folder = testFolder(t)
const file = join(folder, 'world.backup')
const settings = settingsFor(await testDataDir(t))
const child = new Child(settings)
t.teardown(() => child.cut())
const at = await child.opens()

/** Runs one of the program's commands to its end. */
function run(command: 'backup' | 'restore', dataDir: string, ...args: string[]): string[] {
  const { PATH, HOME, TMPDIR } = process.env
  const env = { PATH, HOME, TMPDIR, LOAM_DATA_DIR: dataDir }
  const path = fileURLToPath(new URL(`${command}.ts`, PROGRAMS))
  const ended = spawnSync(process.execPath, [path, ...args], { env, encoding: 'utf8' })
  if (ended.status !== 0) throw new Error(ended.stderr)
  return ended.stdout.trim().split('\n')
}

async function player(telnet: string, name: string, word = 'connect'): Promise<Client> {
  return enter(await Client.connect(telnet), `${word} ${name} ${PASSWORD}`)
}

/** All that a character is told of what it has and has set, and of where it is. */
async function stateOf(client: Client): Promise<string[]> {
  const state: string[] = []
  for (const line of ['inventory', 'equipment', 'look in basket', 'alias', 'exits']) {
    state.push(`> ${line}`, ...(await client.ask(line)))
  }
  return state
}

async function quiet(): Promise<void> {
  const ticks = () => metric(at.http, 'loam_zone_ticks_total')
  const before = await ticks()
  await eventually('two seconds of quiet', async () => (await ticks()) >= before + KEPT_TICKS)
}

/** Starts a program on what was restored, looks, and stops it. */
async function lookInto(dataDir: string, look: (telnet: string) => Promise<void>): Promise<void> {
  const other = new Child(settingsFor(dataDir))
  try {
    await look((await other.opens()).telnet)
  } finally {
    await other.cut()
  }
}

let early: string[] = []
let moment = ''

t.test('A world is backed up while people play, and they notice nothing', async (t) => {
  const ada = await player(at.telnet, 'ada', 'create')
  const bob = await player(at.telnet, 'bob', 'create')
  // Until Ada has read of it, its prompt would pass for an answer's.
  await ada.sees('Bob')
  for (const line of ['get all', 'wear lantern', 'put key in basket']) await ada.ask(line)
  early = await stateOf(ada)
  t.match(early, [
    '> inventory',
    /^You carry/,
    '  a wicker basket',
    '> equipment',
    'You are using:',
    /lantern/,
  ])
  await quiet()
  moment = new Date().toISOString()

  for (const line of ['give basket to bob', 'remove lantern', 'drop lantern']) await ada.ask(line)
  await bob.sees('puts down')
  ada.send('quit')
  await ada.closes()
  await bob.sees('Ada')
  await bob.ask('get lantern')
  await quiet()
  const [reach, told] = run('backup', settings['LOAM_DATA_DIR']!, '--to', file)
  t.match(reach, /^The world of .*Z, or any moment since .*Z, can be restored from it\.$/)
  t.match(told, /^".*world\.backup": 0\.\d MB, \d+ rows, \d+ entities, checksum [0-9a-f]{64}$/)
  t.match(await bob.ask('say Still here'), ['You say, "Still here"'])
  t.throws(() => run('restore', settings['LOAM_DATA_DIR']!, file, '--force'), {
    message: /^The data directory ".*" is in use by process \d+: stop that one first/,
  })
  bob.end()
})

t.test('A world that was restored goes on as it was backed up', async (t) => {
  const dataDir = await testDataDir(t)
  const lines = run('restore', dataDir, file)
  t.equal(lines[0], 'All that was backed up is there: its checksum is the same.')
  await lookInto(dataDir, async (telnet) => {
    const bob = await player(telnet, 'bob')
    t.match(await stateOf(bob), [
      '> inventory',
      /^You carry two things/,
      '  a wicker basket',
      '  a brass lantern',
      '> equipment',
      NOTHING,
      '> look in basket',
      'In the wicker basket:',
      '  two green apples',
      '  an iron key',
    ])
    const ada = await player(telnet, 'ada')
    await bob.sees('Ada')
    for (const line of ['equipment', 'inventory']) t.match(await ada.ask(line), [NOTHING])
    for (const client of [ada, bob]) client.end()
  })
})

t.test('A world that was restored to a moment goes on as it was then', async (t) => {
  const dataDir = await testDataDir(t)
  const lines = run('restore', dataDir, file, '--until', moment)
  t.match(lines.at(-1), `Restored the world of ${moment} into `)
  await lookInto(dataDir, async (telnet) => {
    const ada = await player(telnet, 'ada')
    t.same(await stateOf(ada), early)
    ada.end()
    const bob = await player(telnet, 'bob')
    t.match(await bob.ask('inventory'), [NOTHING])
    bob.end()
  })
})
