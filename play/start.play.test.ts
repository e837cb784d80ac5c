import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { selfSigned } from '#edges/telnet/selfSigned.fixture.ts'
import { testDataDir, testFolder } from '#migrations/testing.ts'
import { Child, type Ending } from './child.ts'
import { settingsFor } from './world.ts'

const folder = testFolder(t)
const dataDir = await testDataDir(t)
const noData = join(folder, 'data')
const taken = await takenPort()
const inFolder = (name: string) => join(folder, name)

/** A port that another program uses. */
async function takenPort(): Promise<string> {
  const server: Server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  const address = server.address()
  return String(typeof address === 'object' ? address?.port : '')
}

function file(name: string, text: string): string {
  writeFileSync(inFolder(name), text)
  return inFolder(name)
}

const mine = selfSigned()
const certificate = file('cert.pem', mine.certificate)
const key = file('key.pem', mine.key)
const noPem = file('notes.txt', 'milk, eggs, a hat\n')
mkdirSync(inFolder('empty'))

interface Fault {
  title: string
  settings?: Record<string, string>
  args?: readonly string[]
  /** The one line on standard error. */
  says: string
}

/** None of these gets as far as making a database. */
const EARLY: readonly Fault[] = [
  {
    title: 'a port that is no number',
    settings: { LOAM_TELNET_PORT: 'abc' },
    says: 'Cannot use LOAM_TELNET_PORT="abc": it must be a whole number from 0 to 65535',
  },
  {
    title: 'a port beyond all ports',
    settings: { LOAM_HTTP_PORT: '70000' },
    says: 'Cannot use LOAM_HTTP_PORT="70000": it must be a whole number from 0 to 65535',
  },
  {
    title: 'an option that there is not',
    args: ['--foo'],
    says: 'Cannot start: there is no option "--foo"; try "npm start -- --help"',
  },
  {
    title: 'a certificate file that is missing',
    settings: { LOAM_TLS_CERTIFICATE: inFolder('none.pem'), LOAM_TLS_KEY: key },
    says:
      `Cannot read "${inFolder('none.pem')}" of LOAM_TLS_CERTIFICATE: ` +
      'there is no such file or folder',
  },
  {
    title: 'a file that is not a certificate',
    settings: { LOAM_TLS_CERTIFICATE: noPem, LOAM_TLS_KEY: key },
    says: `Cannot serve TLS with "${noPem}": it does not hold a certificate in PEM form`,
  },
  {
    title: 'a folder of areas that is missing',
    settings: { LOAM_AREAS: inFolder('none') },
    says:
      `Cannot load the areas in "${inFolder('none')}": there is no such file or folder; ` +
      'LOAM_AREAS names their folder',
  },
  {
    title: 'a folder without areas',
    settings: { LOAM_AREAS: inFolder('empty') },
    says:
      `Cannot load the areas in "${inFolder('empty')}": there is none; ` +
      'LOAM_AREAS names their folder',
  },
  {
    title: 'a data directory below a file',
    settings: { LOAM_DATA_DIR: join(noPem, 'data') },
    says:
      `Cannot write to the data directory "${join(noPem, 'data')}": ` +
      `ENOTDIR: not a directory, mkdir '${join(noPem, 'data')}'`,
  },
  {
    title: 'a database server that nobody answers for',
    settings: { DATABASE_URL: `postgres://ada:hunter22@127.0.0.1:1/loam` },
    says: 'Cannot reach the database at 127.0.0.1:1/loam: connect ECONNREFUSED 127.0.0.1:1',
  },
  {
    title: 'a database address that is none',
    settings: { DATABASE_URL: 'hunter22' },
    says:
      'DATABASE_URL is not the address of a PostgreSQL server: ' +
      'it looks like postgresql://user:password@host:5432/database',
  },
]

/** These are found when the database runs; it ends with the program. */
const LATE: readonly Fault[] = [
  {
    title: 'a telnet port that is taken',
    settings: { LOAM_TELNET_PORT: taken },
    says:
      `Cannot open port ${taken} for telnet: another program uses it; ` +
      'choose another with LOAM_TELNET_PORT',
  },
  {
    title: 'an http port that is taken',
    settings: { LOAM_HTTP_PORT: taken },
    says:
      `Cannot open port ${taken} for http: another program uses it; ` +
      'choose another with LOAM_HTTP_PORT',
  },
  {
    title: 'a TLS port that is taken',
    settings: { LOAM_TLS_CERTIFICATE: certificate, LOAM_TLS_KEY: key, LOAM_TLS_PORT: taken },
    says:
      `Cannot open port ${taken} for telnet over TLS: another program uses it; ` +
      'choose another with LOAM_TLS_PORT',
  },
  {
    title: 'an address of another machine',
    settings: { LOAM_HOST: '192.0.2.1' },
    says:
      'Cannot listen on "192.0.2.1": this machine does not have that address; ' +
      'choose another with LOAM_HOST',
  },
]

function refusal(place: string, { settings = {}, args = [] }: Fault): Promise<Ending> {
  const child = new Child({ ...settingsFor(place), LOAM_LOG_LEVEL: 'error', ...settings }, args)
  t.teardown(() => child.cut())
  return child.ends()
}

/** One after the other: only one at a time may have the data directory. */
function inTurn(place: string, faults: readonly Fault[]): Map<Fault, Promise<Ending>> {
  let before: Promise<unknown> = Promise.resolve()
  return new Map(
    faults.map((fault) => {
      const ending = before.then(() => refusal(place, fault))
      before = ending.catch(() => undefined)
      return [fault, ending]
    }),
  )
}

// The two rows go side by side, which spares a third of the time.
for (const [fault, ending] of [...inTurn(noData, EARLY), ...inTurn(dataDir, LATE)]) {
  t.test(`A start with ${fault.title} ends with one sentence`, async (t) => {
    const { code, output, errors } = await ending
    t.same({ code, output, errors }, { code: 1, output: '', errors: `${fault.says}\n` })
    t.notOk(existsSync(join(noData, 'postgres')))
  })
}

const skip = process.getuid?.() === 0 ? 'root may write anywhere' : false

t.test(
  'A start with a data directory that may not be written ends so, too',
  { skip },
  async (t) => {
    const locked = inFolder('locked')
    mkdirSync(locked, { mode: 0o500 })
    const { code, output, errors } = await new Child({ LOAM_DATA_DIR: locked }).ends()
    t.same([code, output], [1, ''])
    t.match(errors, /^Cannot write to the data directory "[^"]+": EACCES[^\n]*\n$/)
  },
)

t.test('A start with faulty areas lists every fault with its file and line', async (t) => {
  const areas = inFolder('areas')
  cpSync(fileURLToPath(new URL('./areas/', import.meta.url)), areas, { recursive: true })
  const rooms = join(areas, 'cottage/rooms.yaml')
  writeFileSync(rooms, readFileSync(rooms, 'utf8').replace('south: kitchen', 'south: attic'))
  const resets = join(areas, 'cottage/resets.yaml')
  writeFileSync(resets, `${readFileSync(resets, 'utf8')}  - scarecrow\n`)

  const { code, output, errors } = await new Child({ LOAM_AREAS: areas }).ends()
  t.same([code, output], [1, ''])
  t.match(errors, /^Cannot load areas: 2 errors\n/)
  t.match(errors, /^cottage\/resets.yaml:\d+: AREA_\w+ .*"cottage:scarecrow".*$/m)
  t.match(errors, /^cottage\/rooms.yaml:\d+: AREA_\w+ .*attic.*$/m)
  t.equal(errors.split('\n').length, 4, 'no trace of a stack')
})

t.test('A second start on one data directory names the first', async (t) => {
  const first = new Child({ ...settingsFor(dataDir), LOAM_LOG_LEVEL: 'error' })
  t.teardown(() => first.cut())
  await first.opens()

  const { code, output, errors } = await new Child(settingsFor(dataDir)).ends()
  t.same([code, output], [1, ''])
  t.match(errors, /^The data directory "\S+" is in use by process \d+: [^\n]+\n$/)
  first.signal('SIGINT')
  t.match(await first.ends(), { code: 0, errors: '' })
})

t.test('--help tells of every setting, and --version of the version', async (t) => {
  const help = await new Child({}, ['--help']).ends()
  t.same([help.code, help.errors], [0, ''])
  const source = readFileSync(new URL('../program/config.ts', import.meta.url), 'utf8')
  const settings = new Set(source.match(/\b(LOAM_[A-Z_]+|DATABASE_URL)(?=: )/g))
  t.ok(settings.size > 10)
  for (const name of settings) t.match(help.output, new RegExp(`^  ${name} +\\S`, 'm'))
  t.ok(
    help.output.split('\n').every((line) => line.length <= 100),
    'its lines are short',
  )

  const { code, output } = await new Child({}, ['--version']).ends()
  t.equal(code, 0)
  t.match(output, /^\d+\.\d+\.\d+\n$/)
})
