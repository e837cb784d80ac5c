import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { connectDatabase } from '#migrations/connect.ts'
import { testDataDir, testFolder } from '#migrations/testing.ts'

const BACKUP = fileURLToPath(import.meta.resolve('./backup.ts'))
const RESTORE = fileURLToPath(import.meta.resolve('./restore.ts'))

const folder = testFolder(t)
const dataDir = await testDataDir(t)

function run(program: string, env: Record<string, string>, ...args: string[]) {
  const { PATH, HOME, TMPDIR } = process.env
  const options = { env: { PATH, HOME, TMPDIR, ...env }, cwd: folder, encoding: 'utf8' } as const
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], options)
  return { status, out: stdout.trim().split('\n'), err: stderr.trim() }
}

const backup = (...args: string[]) => run(BACKUP, { LOAM_DATA_DIR: dataDir }, ...args)
const restore = (...args: string[]) => run(RESTORE, { LOAM_DATA_DIR: dataDir }, ...args)

t.test('a world of which no program runs is backed up and restored', async (t) => {
  const store = await connectDatabase({ dataDir, fsync: false })
  const user = { id: 'u', name: 'Ada', email: 'a@players.invalid', emailVerified: false }
  await store.db.insertInto('user').values(user).execute()
  await store.stop()

  const made = backup()
  t.match(made, { status: 0, err: '' })
  const [file, ...others] = readdirSync(folder)
  t.match(file, /^loam-\d{8}-\d{6}\.backup$/)
  t.strictSame(others, [])
  t.match(made.out, [
    /^The world of \d{4}-.*Z, or any moment since \d{4}-.*Z, can be restored from it\.$/,
    new RegExp(`^"${file}": 0\\.0 MB, 11 rows, 0 entities, checksum [0-9a-f]{64}$`),
  ])

  t.match(restore(file!), {
    status: 1,
    err: /^Cannot restore: there is a world of 1 accounts, 0 characters and 0 records already; /,
  })
  const restored = restore(file!, '--force')
  t.match(restored, { status: 0, err: '' })
  t.match(restored.out, [
    'All that was backed up is there: its checksum is the same.',
    'It replaced a world of 1 accounts, 0 characters and 0 records.',
    /^Restored the world of .*Z into .*\/postgres \(private\): 11 rows read, 0 entities, checksum /,
  ])
  t.equal(restored.out[2]?.slice(-64), made.out[1]?.slice(-64))
  const again = await connectDatabase({ dataDir, fsync: false })
  t.teardown(() => again.stop())
  t.match(await again.db.selectFrom('user').select('name').execute(), [{ name: 'Ada' }])
})

t.test('a mistake ends with one sentence', async (t) => {
  t.match(backup('--too'), { status: 1, err: /^Unknown option '--too'/ })
  t.match(backup('file'), { status: 1, err: /^Unexpected argument 'file'/ })
  t.match(restore(), { status: 1, err: /^Cannot restore: name one backup/ })
  t.match(restore('none.backup'), {
    status: 1,
    err: 'Cannot read "none.backup": there is no such file',
  })
  const nowhere = { LOAM_DATA_DIR: join(folder, 'nowhere') }
  t.match(run(BACKUP, nowhere), { status: 1, err: /^There is no database in ".*nowhere": / })
  const { out } = backup('--help')
  t.match(out[0], /^Usage: npm run backup/)
  t.match(restore('--help'), { status: 0, out: [/^Usage: npm run restore/] })
})
