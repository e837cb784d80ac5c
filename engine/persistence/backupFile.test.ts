import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import t from 'tap'
import { testFolder } from '#migrations/testing.ts'
import { openBackup, writeBackup } from './backupFile.ts'
import type { BackupHeader, BackupTable } from './backupHeader.ts'

const folder = testFolder(t)
let files = 0

const HEADER: BackupHeader = {
  madeAt: '2026-11-24T10:15:00.123456Z',
  reachesBackTo: '2026-11-23T10:15:00.000000Z',
  migrations: ['0001_accounts'],
  form: 1,
  checksum: 'abc',
  entities: 3,
  tables: [
    { name: 'user', columns: ['id', 'name'], rows: 2 },
    { name: 'empty', columns: ['id'], rows: 0 },
    { name: 'journal', columns: ['payload'], rows: 5 },
  ],
}

function newFile(): string {
  files += 1
  return join(folder, `${files}.backup`)
}

async function* chunksOf(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks
}

async function readAll(file: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for await (const { table, rows } of (await openBackup(file)).tables()) {
    const parts: Uint8Array[] = []
    for await (const chunk of rows) parts.push(chunk)
    found[table.name] = Buffer.concat(parts).toString('hex')
  }
  return found
}

t.test('what was written is read, however it was cut', async (t) => {
  const chunk = fc.oneof(
    { weight: 9, arbitrary: fc.uint8Array({ maxLength: 50 }) },
    { weight: 1, arbitrary: fc.nat(255).map((byte) => new Uint8Array(150_000).fill(byte)) },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(chunk), fc.array(chunk), async (users, records) => {
      const file = newFile()
      const given: Record<string, Uint8Array[]> = { user: users, empty: [], journal: records }
      const bytes = await writeBackup(file, HEADER, ({ name }) => chunksOf(given[name]!))
      t.equal(bytes, statSync(file).size)
      t.strictSame((await openBackup(file)).header, HEADER)
      const hex = (name: string) => Buffer.concat(given[name]!).toString('hex')
      t.strictSame(await readAll(file), {
        user: hex('user'),
        empty: '',
        journal: hex('journal'),
      })
    }),
    { numRuns: 20 },
  )
})

/** A backup with a little in it. */
async function small(): Promise<string> {
  const file = newFile()
  await writeBackup(file, HEADER, ({ name }) => chunksOf([Buffer.from(`rows of ${name}`)]))
  return file
}

t.test('a file can be read by its owner only, and its header by people', async (t) => {
  const file = await small()
  t.equal(statSync(file).mode & 0o777, 0o600)
  const [first, second] = readFileSync(file, 'latin1').split('\n')
  t.equal(first, 'loam-backup 1')
  t.strictSame(JSON.parse(second!), HEADER)
})

t.test('a file that is there already is never replaced', async (t) => {
  const file = await small()
  const before = readFileSync(file)
  const writing = writeBackup(file, HEADER, () => chunksOf([]))
  await t.rejects(writing, {
    code: 'BACKUP_EXISTS',
    message:
      /^Cannot write the backup to ".*": there is such a file already; choose another by --to$/,
  })
  t.ok(before.equals(readFileSync(file)))
})

t.test('a file appears when it is whole, and what fails leaves nothing', async (t) => {
  const file = newFile()
  async function* failing({ name }: BackupTable): AsyncGenerator<Uint8Array> {
    t.notOk(existsSync(file))
    yield Buffer.from('begun')
    if (name === 'journal') throw new Error('the database went away')
  }
  await t.rejects(writeBackup(file, HEADER, failing), { message: 'the database went away' })
  const nowhere = join(folder, 'none', 'a.backup')
  await t.rejects(writeBackup(nowhere, HEADER, failing), {
    code: 'BACKUP_UNWRITABLE',
    message: /^Cannot write the backup to ".*": ENOENT/,
  })
  const stop = new AbortController()
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (let chunks = 0; ; chunks += 1) {
      yield Buffer.alloc(100_000)
      if (chunks === 3) stop.abort()
    }
  }
  await t.rejects(writeBackup(file, HEADER, endless, stop.signal), { name: 'AbortError' })
  const left = readdirSync(folder).filter((name) => name.startsWith(`${files}.`))
  t.strictSame(left, [])
})

t.test('a file that was damaged or cut short anywhere is refused', async (t) => {
  const whole = readFileSync(await small())
  const file = newFile()
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const flipped = Buffer.from(whole)
      flipped[at] = flipped[at]! ^ by
      for (const bad of [flipped, whole.subarray(0, at), Buffer.concat([whole, Buffer.of(by)])]) {
        writeFileSync(file, bad)
        const refused = await openBackup(file).catch((error: { code: string }) => error.code)
        t.match(refused, /^BACKUP_(DAMAGED|UNREADABLE|NEWER)$/)
      }
    }),
  )
  writeFileSync(file, whole.subarray(0, -1))
  await t.rejects(openBackup(file), {
    code: 'BACKUP_DAMAGED',
    message: /^Cannot use ".*": it is damaged or cut short, as its SHA-256 does not fit; /,
  })
})

t.test('what is no backup, or a newer one, is told apart', async (t) => {
  const file = newFile()
  await t.rejects(openBackup(file), {
    code: 'BACKUP_UNREADABLE',
    message: `Cannot read "${file}": there is no such file`,
  })
  for (const text of ['', 'hello', 'loam-backup x\n{}\n', 'loam-backup 0\n{}\n']) {
    writeFileSync(file, text)
    await t.rejects(openBackup(file), {
      code: 'BACKUP_UNREADABLE',
      message: `Cannot read "${file}": it is no backup`,
    })
  }
  writeFileSync(file, 'loam-backup 2\n{}\n')
  await t.rejects(openBackup(file), {
    code: 'BACKUP_NEWER',
    message: /a newer Loam has made it, in form 2, and this one knows forms up to 1/,
  })
})
