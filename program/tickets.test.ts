import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { StoredTickets } from '#edges/http/tickets.ts'
import { connectDatabase } from '#migrations/connect.ts'
import { testDataDir, testFolder } from '#migrations/testing.ts'
import { ticketsCommand } from './tickets.ts'

const dataDir = await testDataDir(t)

const tickets = (...args: string[]) => ticketsCommand(args, { LOAM_DATA_DIR: dataDir })

/** Opens the database, as a program that runs would, with two tickets of Ada's. */
async function fill(): Promise<StoredTickets> {
  const database = await connectDatabase({ dataDir, fsync: false })
  t.teardown(() => database.stop())
  const user = { id: 'u', name: 'Ada', email: 'a@players.invalid', emailVerified: false }
  await database.db.insertInto('user').values(user).execute()
  const rows = ['Ada', 'Bob'].map((name, at) => ({
    uid: at + 1,
    account_id: 'u',
    name,
    name_key: name.toLowerCase(),
  }))
  await database.db.insertInto('character').values(rows).execute()
  const store = new StoredTickets(database.db)
  const ticket = { characterUid: 1, room: 'vale:mill', seen: '> look\nA mill.', said: '' }
  await store.keep({ ...ticket, kind: 'bug', about: '', text: 'It \u001b[2Jleans.' })
  const said = 'Bob says, "Boo"'
  await store.keep({ ...ticket, kind: 'report', about: 'bob', text: 'is rude', said })
  return store
}

t.test('a database that knows no tickets yet says so', async (t) => {
  const LOAM_DATA_DIR = join(testFolder(t), 'nowhere')
  await t.rejects(ticketsCommand([], { LOAM_DATA_DIR }), { code: 'DATABASE_MISSING' })
  const message = /this database has none yet; "npm start" makes it ready for them$/
  await t.rejects(tickets(), { code: 'TICKETS', message })
})

t.test('tickets are listed, shown, taken and closed while the program runs', async (t) => {
  const store = await fill()
  t.match(await tickets(), [
    /^ {5}1 {2}bug {5}\d{4}-\d\d-\d\d \d\d:\d\dZ {2}Ada {19}open$/,
    '        It leans.',
    /^ {5}2 {2}report {2}.*Z {2}Ada on Bob {12}open$/,
    '        is rude',
    'Open: 2.',
  ])
  t.match(await tickets('show', '#2'), [
    'Ticket 2: report of Bob',
    /^Made {5}.*Z by Ada on Bob \(account u\)$/,
    'Where    vale:mill',
    'State    open',
    '',
    'is rude',
    '',
    'What these two said last, as the writer read it:',
    '    Bob says, "Boo"',
    '',
    'What the writer read and typed last:',
    '    > look',
    '    A mill.',
  ])
  t.same(await tickets('take', '1', 'Grace', 'Hopper'), ['Ticket 1 is taken by Grace Hopper.'])
  t.match(await store.own(1, 1), [{ state: 'taken' }])
  t.match(await tickets('take', '2'), [/^Ticket 2 is taken by \S+\.$/])
  const closed = 'Ticket 1 is closed; Ada can read your answer.'
  t.same(await tickets('close', '1', 'Mended,', 'thanks'), [closed])
  t.match(await store.own(1, 1), [{ state: 'closed', answer: 'Mended, thanks' }])
  t.match(await tickets('list'), [/^ {5}2 /, '        is rude', 'Open: 1.'])
  t.match(await tickets('show', '1'), [/^Ticket 1/, /^Made/, /^Where/, /^State {4}closed .*Z$/])
  t.same(await tickets('close', '2'), ['Ticket 2 is closed.'])
  t.same(await tickets('list'), ['No ticket is open.'])
  t.match(await tickets('list', '--all'), [/2 {2}report.*closed/, /rude/, /1 {2}bug.*closed/])
})

t.test('a mistake ends with one sentence, and changes nothing', async (t) => {
  const mistakes: [args: string[], reason: string][] = [
    [['drop', '1'], 'there is no command "drop"; try "npm run tickets -- --help"'],
    [['show'], 'say which: "show N"'],
    [['show', 'x'], '"x" is no number of a ticket'],
    [['show', '1', '2'], '"show" takes no "2"'],
    [['list', '1'], '"list" takes no "1"'],
    [['take', '1', '--all'], '"take" knows no --all; "list" does'],
    [['show', '9'], 'there is no ticket 9; "list --all" shows those there are'],
    [['close', '1', 'again'], 'ticket 1 is closed already; "show 1" tells when'],
    [['take', '1'], 'ticket 1 is closed already; "show 1" tells when'],
    [['close', '2', 'x'.repeat(1_001)], 'the answer has 1001 letters, and may have 1000'],
  ]
  for (const [args, reason] of mistakes) {
    const message = `Cannot do that with tickets: ${reason}`
    await t.rejects(tickets(...args), { code: 'TICKETS', message })
  }
  await t.rejects(tickets('--loud'), { message: /^Unknown option '--loud'/ })
})

t.test('it is run by its name', async (t) => {
  const path = fileURLToPath(import.meta.resolve('./tickets.ts'))
  const run = (arg: string) => spawnSync(process.execPath, [path, arg], { encoding: 'utf8' })
  t.match(run('--help'), { status: 0, stdout: /^Usage: npm run tickets/, stderr: '' })
  const stderr = 'Cannot do that with tickets: say which: "show N"\n'
  t.match(run('show'), { status: 1, stdout: '', stderr })
})
