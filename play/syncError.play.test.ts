import { execFileSync, spawn } from 'node:child_process'
import { sql } from 'kysely'
import t from 'tap'
import { connectDatabase } from '#migrations/connect.ts'
import { testDataDir } from '#migrations/testing.ts'
import { Child } from './child.ts'
import { Client } from './client.ts'
import { enter, eventually, metric, PASSWORD, settingsFor } from './world.ts'

/*
 * A disk that cannot write what it was given: to the database's process that keeps the journal the
 * system says so once. What it had in memory may be gone, and to ask again would be answered with
 * a lie: the server must end, and begin from what is surely there.
 */

const TEST_MS = 100_000
/** The server begins again, and reads its log. */
const RECOVERY_MS = 30_000

const skip = !canTrace() && 'strace is not here, or may not trace (apt-get install strace)'

function canTrace(): boolean {
  try {
    execFileSync('strace', ['-qq', '-o', '/dev/null', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** The process of the server that commits the journal. */
async function committer(dataDir: string): Promise<number> {
  const { db, stop } = await connectDatabase({ dataDir, join: true, migrate: false })
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity
    where application_name = 'loam-journal' and query like '%insert into journal%'`.execute(db)
  await stop()
  return rows[0]!.pid
}

/** Has the next try of a process to write through to the disk fail. */
async function failNextSync(pid: number): Promise<void> {
  const calls = 'fsync,fdatasync'
  const options = ['-p', String(pid), '-e', `trace=${calls}`, '-e', `inject=${calls}:error=EIO`]
  const tracer = spawn('strace', options, { stdio: ['ignore', 'ignore', 'pipe'] })
  for await (const chunk of tracer.stderr) if (String(chunk).includes('attached')) break
}

t.test('what a disk cannot write is not told before it is kept', { skip }, async (t) => {
  t.setTimeout(TEST_MS)
  const dataDir = await testDataDir(t)
  const settings = { ...settingsFor(dataDir), LOAM_LOG_LEVEL: 'info' }
  let child = new Child(settings)
  t.teardown(() => child.cut())
  const { telnet, http } = await child.opens()
  const ada = await enter(await Client.connect(telnet), `create ada ${PASSWORD}`)
  await ada.ask('get lantern')

  const pid = await committer(dataDir)
  await failNextSync(pid)
  ada.send('drop lantern')
  const isGone = async () => !isAlive(pid)
  await eventually('the process to end', isGone, RECOVERY_MS)
  t.notOk(
    ada.lines().some((line) => line.startsWith('You put down')),
    'nothing is told',
  )
  await eventually(
    'the answer',
    async () => ada.lines().join(' ').includes('You put down'),
    RECOVERY_MS,
  )
  const breathes = async () => (await metric(http, 'loam_zone_holds_breath')) === 0
  await eventually('the world to breathe', breathes)

  child.signal('SIGKILL')
  await child.ends()
  child = new Child(settings)
  const again = await enter(
    await Client.connect((await child.opens()).telnet),
    `connect ada ${PASSWORD}`,
  )
  t.notMatch((await again.ask('inventory')).join(' '), /lantern/, 'what was told is kept')
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
