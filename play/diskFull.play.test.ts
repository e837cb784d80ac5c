import { execFileSync } from 'node:child_process'
import { closeSync, cpSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import t from 'tap'
import { connectDatabase, type Database } from '#migrations/connect.ts'
import { DISK_FULL_WORDS, freeBytes } from '#migrations/diskSpace.ts'
import { type Test, testDataDir, testFolder } from '#migrations/testing.ts'
import { Child } from './child.ts'
import { Client } from './client.ts'
import { enter, eventually, metric, PASSWORD, settingsFor } from './world.ts'

/*
 * A real file system of a hundred megabytes, filled to its last byte. Where none can be mounted,
 * engine/persistence/keeper.test.ts still shows the same with a store that says it is full.
 */

const DISK_MB = 100
/** Much of it is waiting for what does not come. */
const TEST_MS = 100_000
const BLOCK = Buffer.alloc(4096)
/** More than there is room for. */
const MESSAGES_MAX = 200
const WORDS_MAX = 2_000
/** The server tries for half a minute at most, and looks for room each second. */
const RECOVERY_MS = 10_000

t.setTimeout(TEST_MS)
const disk = mountDisk(t)
const skip = disk === undefined && 'nothing can be mounted here'

function mountDisk(t: Test): string | undefined {
  const folder = join(testFolder(t), 'disk')
  mkdirSync(folder)
  try {
    const options = ['-t', 'tmpfs', '-o', `size=${DISK_MB}m,mode=0700`, 'tmpfs', folder]
    execFileSync('mount', options, { stdio: 'ignore' })
  } catch {
    return undefined
  }
  t.teardown(() => execFileSync('umount', ['-l', folder]))
  return folder
}

/** Takes all the room there is. @returns gives it back */
function fill(folder: string): () => void {
  const file = join(folder, 'ballast')
  const descriptor = openSync(file, 'w')
  try {
    while (freeBytes(folder)! > 0) writeSync(descriptor, BLOCK)
  } finally {
    closeSync(descriptor)
  }
  return () => rmSync(file)
}

interface Players {
  child: Child
  http: string
  ada: Client
  bob: Client
}

/** Ada in the kitchen and Bob in the garden. */
async function play(child: Child, word: string): Promise<Players> {
  const { telnet, http } = await child.opens()
  const enterAs = async (name: string) =>
    enter(await Client.connect(telnet), `${word} ${name} ${PASSWORD}`)
  const ada = await enterAs('ada')
  const bob = await enterAs('bob')
  if (word === 'create') {
    await bob.ask('north')
    // Until Ada has read of it, its prompt would pass for an answer's.
    await ada.sees('north')
  }
  return { child, http, ada, bob }
}

/** Has Ada do what lasts until she is answered no more. @returns what she was told last */
async function untilSilent(ada: Client, from: number): Promise<number> {
  for (let n = from; n < from + WORDS_MAX; n += 1) {
    const answer = await ada.ask(`alias word${n % 40} say ${'x'.repeat(180)}${n}`)
    // After a while she is told that the world does not answer: that is no answer.
    if (!answer.join(' ').includes('now stands for')) return n - 1
  }
  throw new Error('The disk does not fill')
}

/** What stands at the end of what Ada's word `n` says. */
async function said(ada: Client, n: number): Promise<string> {
  return (await ada.ask(`word${n % 40}`)).at(-1)?.replace(/^.*x/, '') ?? ''
}

async function readiness(http: string): Promise<{ status: number; body: string }> {
  const response = await fetch(`http://${http}/readyz`)
  return { status: response.status, body: await response.text() }
}

const isReady = async (http: string) => (await readiness(http)).status === 200
const holdsBreath = async (http: string) => (await metric(http, 'loam_zone_holds_breath')) === 1

/** That all but what lasts is played on, and that the operator learns what is the matter. */
async function checkHeldBreath(t: Tap, { child, http, bob }: Players): Promise<void> {
  await eventually('the world to hold its breath', () => holdsBreath(http))
  await eventually('a full disk', async () => (await readiness(http)).body.includes(FULL))
  t.match(await readiness(http), { status: 503, body: /^not ready: .*the disk .* is full/ })
  t.match(await bob.ask('get hat'), [/^The world is holding its breath/])
  t.match(await bob.ask('say Hello?'), ['You ask, "Hello?"'])
  t.ok(child.errors.includes(FULL), 'the log says so')
}

const FULL = DISK_FULL_WORDS
type Tap = Pick<typeof t, 'ok' | 'match' | 'same'>

t.test(
  'On a full disk the world holds its breath, and goes on when there is room',
  { skip },
  async (t) => {
    const dataDir = join(disk!, 'data')
    cpSync(await testDataDir(t), dataDir, { recursive: true })
    const settings = { ...settingsFor(dataDir), LOAM_LOG_LEVEL: 'info' }
    let child = new Child(settings)
    t.teardown(() => child.cut())
    const players = await play(child, 'create')
    const { http, ada, bob } = players

    let giveBack = fill(disk!)
    const told = await untilSilent(ada, 0)
    await checkHeldBreath(t, players)
    giveBack()
    await eventually('room', () => isReady(http), RECOVERY_MS)
    await eventually('the world to breathe', async () => !(await holdsBreath(http)))
    t.equal(await said(ada, told + 1), `${told + 1}"`, 'what waited was done')
    t.match(await bob.ask('get hat'), ['You take the straw hat.'])

    // This time the log written before all else finds no room, and the server itself ends.
    await bob.ask('drop hat')
    giveBack = fill(disk!)
    const other = await connectDatabase({ dataDir, join: true, migrate: false })
    await t.rejects(fillLog(other.db), /No space left|terminated/)
    await other.stop()
    const last = await untilSilent(ada, told + 2)
    await checkHeldBreath(t, players)
    giveBack()
    await eventually('room', () => isReady(http), RECOVERY_MS)
    await eventually('the world to breathe', async () => !(await holdsBreath(http)))
    t.match(await bob.ask('get hat'), ['You take the straw hat.'])
    t.match(await ada.ask('say Again'), ['You say, "Again"'])

    child.signal('SIGKILL')
    await child.ends()
    child = new Child(settings)
    const again = await play(child, 'connect')
    t.match(await again.bob.ask('inventory'), [/^You carry one thing/, '  a straw hat'])
    t.equal(await said(again.ada, last), `${last}"`, 'what was told is there')
  },
)

async function fillLog(db: Database['db']): Promise<void> {
  for (let n = 0; n < MESSAGES_MAX; n += 1) {
    await sql`select pg_logical_emit_message(false, 'loam', repeat('x', 1000000))`.execute(db)
  }
}
