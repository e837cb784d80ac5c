import { spawn } from 'node:child_process'
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { type Test, testDataDir } from '#migrations/testing.ts'
import { findBinaries } from './binaries.ts'
import { prepareCluster } from './cluster.ts'
import { Postgres } from './postgres.ts'
import { shortName } from './socket.ts'
import { asUser, serverUser } from './user.ts'

/** A server that runs, and what it says; of little patience, so that the tests are short. */
async function running(t: Test) {
  const dataDir = realpathSync(await testDataDir(t))
  const folder = join(dataDir, 'postgres')
  const user = serverUser(folder)
  const binaries = await findBinaries(dataDir, user)
  await prepareCluster(folder, binaries, user, false)
  const said: string[] = []
  const heard: (() => void)[] = []
  const log = (level: string, words: string) => {
    if (level === 'warn') said.push(words)
    for (const wake of heard.splice(0)) wake()
  }
  const server = new Postgres({
    folder,
    program: binaries.postgres,
    user,
    clusterName: `loam-${shortName(folder)}`,
    fsync: false,
    log,
    pauses: { firstMs: 10, longestMs: 40 },
  })
  t.teardown(() => server.stop())
  await server.start()
  const pidFile = join(folder, 'postmaster.pid')
  const pid = () => Number.parseInt(readFileSync(pidFile, 'utf8'), 10)
  /** Until another server than `before` is ready. */
  const comesBack = (before: number) =>
    until(() => {
      return (
        existsSync(pidFile) && pid() !== before && readFileSync(pidFile, 'utf8').includes('ready')
      )
    })
  return { server, folder, user, said, heard, pid, comesBack }
}

/** Waits for what another process does, within ten seconds. */
async function until(happened: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (happened()) return true
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return false
}

/** Ends a server with all its processes, as a machine short of memory does. */
function kill(pid: number): void {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
  for (const each of [pid, ...children.trim().split(' ').map(Number)]) {
    if (existsSync(`/proc/${each}`)) process.kill(each, 'SIGKILL')
  }
}

t.test('a server that is killed again and again comes back each time, ever later', async (t) => {
  const { said, pid, comesBack } = await running(t)
  for (let kills = 1; kills <= 6; kills += 1) {
    const before = pid()
    kill(before)
    t.ok(await comesBack(before), `kill ${kills}`)
  }
  const ends = said.filter((words) => words.startsWith('The database server ended'))
  const pauses = ends.map((words) => Number(/ in (\S+) s$/.exec(words)?.[1] ?? 0))
  t.same(pauses.slice(0, 4), [0, 0.01, 0.02, 0.04])
  t.same(new Set(pauses.slice(4)), new Set([0.04]))
})

t.test('a server comes back though its lock names a process that is none', async (t) => {
  const { folder, user, pid, comesBack, heard } = await running(t)
  // PostgreSQL takes a process of its own user for a server, unless it descends from that.
  const other = spawn('sleep', ['60'], asUser(user))
  t.teardown(() => other.kill())
  const before = pid()
  heard.push(() => {
    for (const name of ['postmaster.pid', '.s.PGSQL.5432.lock']) {
      writeFileSync(join(folder, name), `${other.pid}\n/elsewhere\n`)
    }
  })
  kill(before)
  t.ok(await comesBack(before))
  t.not(pid(), other.pid)
})

t.test(
  'a server that cannot start any more is tried until it can, and ends if told to',
  async (t) => {
    const { server, folder, said, pid, comesBack } = await running(t)
    const conf = join(folder, 'postgresql.conf')
    const sound = readFileSync(conf)
    const before = pid()
    writeFileSync(conf, 'no_such_setting = 1\n')
    kill(before)
    const failures = () => said.filter((words) => words.startsWith('Cannot start')).length
    t.ok(await until(() => failures() >= 5))
    t.match(said.join('\n'), /Cannot start the database in .*no_such_setting/)
    writeFileSync(conf, sound)
    t.ok(await comesBack(before))
    const last = pid()
    await server.stop()
    t.notOk(existsSync(`/proc/${last}`))
  },
)
