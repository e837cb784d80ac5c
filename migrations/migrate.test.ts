import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { MIGRATIONS } from './migrator.ts'
import { testDataDir } from './testing.ts'

const PROGRAM = fileURLToPath(import.meta.resolve('./migrate.ts'))
const NAMES = Object.keys(MIGRATIONS)

function migrate(env: Record<string, string>, ...args: string[]) {
  const { DATABASE_URL: _, ...rest } = process.env
  const options = { env: { ...rest, ...env }, encoding: 'utf8' } as const
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], options)
  return { status, out: stdout.trim().split('\n'), err: stderr.trim() }
}

t.test('steps are applied, listed and taken back', async (t) => {
  const env = { LOAM_DATA_DIR: await testDataDir(t) }
  const applied = NAMES.map((name) => `Applied: ${name}`)
  t.strictSame(migrate(env), { status: 0, out: applied, err: '' })
  t.strictSame(migrate(env), { status: 0, out: ['Nothing to do'], err: '' })
  const newest = NAMES.at(-1)
  t.strictSame(migrate(env, '--down'), { status: 0, out: [`Taken back: ${newest}`], err: '' })
  const listed = migrate(env, '--status').out
  t.match(listed[0], new RegExp(`^${NAMES[0]}  \\d{4}-`))
  t.equal(listed.at(-1), `${newest}  not applied`)
})

t.test('a mistake ends with one sentence', async (t) => {
  t.match(migrate({}, '--sideways'), { status: 1, err: /^Unknown option '--sideways'/ })
  t.match(migrate({ DATABASE_URL: 'elsewhere' }), { status: 1, err: /^DATABASE_URL is not the/ })
  t.match(migrate({}, '--help'), { status: 0, out: [/^Usage: npm run migrate/] })
})
