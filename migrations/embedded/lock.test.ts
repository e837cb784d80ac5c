import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { testFolder } from '#migrations/testing.ts'
import { lockDataDir } from './lock.ts'

const HOLDER = `
  import { lockDataDir } from '#migrations/embedded/lock.ts'
  lockDataDir(process.argv[1])
  console.log('holds')
  process.stdin.resume()
`

t.test('a data directory is made and held, and free again once released', async (t) => {
  const dataDir = join(testFolder(t), 'made', 'data')
  const lock = lockDataDir(dataDir)
  t.throws(() => lockDataDir(dataDir), {
    code: 'DATA_DIR_IN_USE',
    message:
      `The data directory "${dataDir}" is in use by process ${process.pid}: ` +
      'stop that one first, or choose another directory with LOAM_DATA_DIR',
  })
  lock.release()
  lock.release()
  t.notOk(existsSync(join(dataDir, 'loam.pid')))
  lockDataDir(dataDir).release()
})

t.test(
  'another process is named while it lives, and its lock dies with it by kill -9',
  async (t) => {
    const dataDir = testFolder(t)
    const holder = spawn(process.execPath, ['--input-type=module', '-e', HOLDER, dataDir])
    t.teardown(() => holder.kill('SIGKILL'))
    await once(holder.stdout, 'data')
    t.throws(() => lockDataDir(dataDir), {
      code: 'DATA_DIR_IN_USE',
      message: new RegExp(`in use by process ${holder.pid}:`),
    })
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    lockDataDir(dataDir).release()
  },
)

t.test('a place that cannot be written to is refused in one sentence', async (t) => {
  const file = join(testFolder(t), 'file')
  writeFileSync(file, '')
  t.throws(() => lockDataDir(join(file, 'data')), {
    code: 'DATA_DIR_UNWRITABLE',
    message: /^Cannot write to the data directory ".*data": ENOTDIR/,
  })
})
