import { chmodSync, cpSync, existsSync, mkdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { testFolder } from '#migrations/testing.ts'
import { canRun, findBinaries, type Installed, installed, likelyBinaries } from './binaries.ts'
import { serverUser } from './user.ts'

/** What npm leaves where install scripts are off: the files, not the links between libraries. */
function unlinked(folder: string): Installed {
  const { native, version } = installed()
  const copy = join(folder, 'native')
  const wanted = (path: string) => !/\.(a|so(\.\d+)?)$/.test(path) || !isLink(path)
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true, filter: wanted })
  return { native: copy, version }
}

function isLink(path: string): boolean {
  try {
    return readlinkSync(path) !== ''
  } catch {
    return false
  }
}

/** Both lie in folders that root's server may enter. */
function places(folder: string): { npm: string; dataDir: string } {
  chmodSync(folder, 0o755)
  const [npm, dataDir] = [join(folder, 'npm'), join(folder, 'data')]
  mkdirSync(npm)
  mkdirSync(dataDir)
  return { npm, dataDir }
}

t.test('missing links between libraries are made where they belong', async (t) => {
  const { npm, dataDir } = places(testFolder(t))
  const source = unlinked(npm)
  t.notOk(existsSync(join(source.native, 'lib/libpq.so.5')), 'they are missing')
  const found = await findBinaries(dataDir, serverUser(dataDir), source)
  t.strictSame(found, {
    initdb: join(source.native, 'bin/initdb'),
    postgres: join(source.native, 'bin/postgres'),
    version: source.version,
  })
  t.ok(existsSync(join(source.native, 'lib/libpq.so.5')))
})

t.test('what cannot be reached or mended in place is copied, once', async (t) => {
  const { npm, dataDir } = places(testFolder(t))
  const source = unlinked(npm)
  // Root's server cannot enter the one, an ordinary user cannot add links in the other.
  chmodSync(npm, 0o700)
  chmodSync(join(source.native, 'lib'), 0o555)
  t.teardown(() => chmodSync(join(source.native, 'lib'), 0o755))
  const copy = join(dataDir, `postgresql-${source.version}`)
  const find = () => findBinaries(dataDir, serverUser(dataDir), source)
  t.equal((await find()).postgres, join(copy, 'bin/postgres'))
  t.equal((await find()).postgres, join(copy, 'bin/postgres'))
})

t.test('without any that runs, the operator is told what to set', async (t) => {
  const { npm, dataDir } = places(testFolder(t))
  const nothing = { native: npm, version: '0.0.0' }
  await t.rejects(findBinaries(dataDir, serverUser(dataDir), nothing), {
    code: 'DATABASE_PLATFORM',
    message: /set DATABASE_URL to the address of a PostgreSQL server$/,
  })
})

t.test(
  'what has most probably run before is named without a trial, unless a copy had to be made',
  async (t) => {
    const { npm, dataDir } = places(testFolder(t))
    const user = serverUser(dataDir)
    const source = unlinked(npm)
    const likely = likelyBinaries(dataDir, source)!
    t.equal(likely.postgres, join(source.native, 'bin/postgres'))
    t.equal(await canRun(likely, user), false, 'its libraries are not linked')
    await findBinaries(dataDir, user, source)
    t.equal(await canRun(likely, user), true)
    mkdirSync(join(dataDir, `postgresql-${source.version}`))
    t.equal(likelyBinaries(dataDir, source), undefined)
  },
)
