import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import t from 'tap'
import { connectDatabase, type Database } from '#migrations/connect.ts'
import { type Test, testDataDir, testFolder } from '#migrations/testing.ts'
import { asUser, serverUser } from './user.ts'

const PROGRAM = `
  import { connectDatabase } from '#migrations/connect.ts'
  import { authSecret } from '#migrations/secrets.ts'
  const { db } = await connectDatabase({ dataDir: process.argv[1] })
  console.log(await authSecret(db))
  process.stdin.resume()
`

/** Runs a program over `dataDir` that makes the secret, which stands for all that is kept. */
async function runProgram(
  t: Test,
  dataDir: string,
): Promise<{ child: ChildProcess; secret: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM, dataDir])
  t.teardown(() => child.kill('SIGKILL'))
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data')
  return { child, secret: line.trim() }
}

async function open(t: Test, dataDir: string): Promise<Database> {
  const database = await connectDatabase({ dataDir, fsync: false })
  t.teardown(() => database.stop())
  return database
}

async function secretIn({ db }: Database): Promise<string> {
  const { value } = await db.selectFrom('secret').select('value').executeTakeFirstOrThrow()
  return value
}

function serverPid(dataDir: string): number {
  return Number.parseInt(readFileSync(pidFileOf(dataDir), 'utf8'), 10)
}

function pidFileOf(dataDir: string): string {
  return join(dataDir, 'postgres/postmaster.pid')
}

function commandLine(pid: number | string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

/** The shell that ends the server with its program: the process that names `postmaster.pid`. */
function watcherOf(program: ChildProcess): number {
  const children = readFileSync(`/proc/${program.pid}/task/${program.pid}/children`, 'utf8')
  const pid = children.split(' ').find((child) => commandLine(child).includes('postmaster.pid'))
  return Number(pid)
}

/** Waits for what another process does, within ten seconds. */
async function until(happened: () => boolean | Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (await happened()) return true
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return false
}

t.test('a first start makes a database that a later one finds', async (t) => {
  // All that is awkward at once: a home closed to others, a path too long for a socket, and what
  // a first start that was cut short has left.
  const home = join(testFolder(t), 'home')
  mkdirSync(home, { mode: 0o700 })
  const dataDir = join(home, 'x'.repeat(200))
  mkdirSync(join(dataDir, 'postgres.new-old/base'), { recursive: true })
  writeFileSync(join(dataDir, 'postgres.new-old/PG_VERSION'), '18\n')

  const first = await open(t, dataDir)
  t.notOk(existsSync(join(dataDir, 'postgres.new-old')))
  t.equal(first.place, `${dataDir}/postgres (private)`)
  await first.db.insertInto('secret').values({ name: 'a', value: 'kept' }).execute()
  await t.rejects(connectDatabase({ dataDir }), { code: 'DATA_DIR_IN_USE' })
  const pid = serverPid(dataDir)
  await first.stop()
  await first.stop()
  t.equal(commandLine(pid), '', 'the server has ended')
  t.notOk(existsSync(join(dataDir, 'postgres/postmaster.pid')))
  t.equal(await secretIn(await open(t, dataDir)), 'kept')
})

t.test('kill -9 of the program ends the server, and what was written is there', async (t) => {
  const dataDir = await testDataDir(t)
  const { child, secret } = await runProgram(t, dataDir)
  const pid = serverPid(dataDir)
  child.kill('SIGKILL')
  await once(child, 'exit')
  t.ok(await until(() => commandLine(pid) === ''), 'the server ends by itself')
  t.equal(await secretIn(await open(t, dataDir)), secret)
})

t.test('a server that outlived its program is stopped by the next start', async (t) => {
  const dataDir = await testDataDir(t)
  const { child, secret } = await runProgram(t, dataDir)
  const pid = serverPid(dataDir)
  const watcher = watcherOf(child)
  t.ok(watcher > 1)
  process.kill(watcher, 'SIGKILL')
  child.kill('SIGKILL')
  await once(child, 'exit')
  t.match(commandLine(pid), /cluster_name=loam-/, 'nobody has told the server')
  t.equal(await secretIn(await open(t, dataDir)), secret)
  t.equal(commandLine(pid), '')
})

t.test('a process that got the number of a dead server is not taken for one', async (t) => {
  const dataDir = await testDataDir(t)
  const folder = join(dataDir, 'postgres')
  // PostgreSQL takes a process of its own user for a server, unless it descends from that.
  const other = spawn('sleep', ['60'], asUser(serverUser(folder)))
  t.teardown(() => other.kill())
  for (const name of ['postmaster.pid', '.s.PGSQL.5432.lock']) {
    writeFileSync(join(folder, name), `${other.pid}\n/elsewhere\n`)
  }
  await (await open(t, dataDir)).health()
})

t.test('a server that dies is started again under the same address', async (t) => {
  const dataDir = await testDataDir(t)
  const told: string[] = []
  const onLog = (level: string, words: string) => {
    if (level === 'warn') told.push(words)
  }
  const database = await connectDatabase({ dataDir, onLog })
  t.teardown(() => database.stop())
  await database.db.insertInto('secret').values({ name: 'a', value: 'kept' }).execute()
  const pid = serverPid(dataDir)
  process.kill(pid, 'SIGKILL')
  const answers = () =>
    database.health().then(
      () => existsSync(pidFileOf(dataDir)) && serverPid(dataDir) !== pid,
      () => false,
    )
  t.ok(await until(answers))
  t.equal(await secretIn(database), 'kept')
  t.match(told.join('\n'), /The database server ended \(SIGKILL\) and is started again/)
})

t.test('a server that cannot start says why, and the data directory is free again', async (t) => {
  const dataDir = await testDataDir(t)
  const conf = join(dataDir, 'postgres/postgresql.conf')
  const sound = readFileSync(conf)
  writeFileSync(conf, 'no_such_setting = 1\n')
  await t.rejects(connectDatabase({ dataDir }), {
    code: 'DATABASE_START',
    message: /^Cannot start the database in .*no_such_setting/,
  })
  writeFileSync(conf, sound)
  await (await open(t, dataDir)).health()
})

t.test('the server keeps no TCP port and shows its socket to nobody else', async (t) => {
  const { db } = await open(t, await testDataDir(t))
  const shown = await sql<{ setting: string }>`
    select setting from pg_settings
    where name in ('listen_addresses', 'unix_socket_permissions') order by name`.execute(db)
  t.strictSame(
    shown.rows.map(({ setting }) => setting),
    ['', '0700'],
  )
})
