import { chmodSync, existsSync, lstatSync, readlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t from 'tap'
import { testFolder } from '#migrations/testing.ts'
import { socketFolder } from './socket.ts'

t.test('a short path is used as it is', async (t) => {
  const folder = testFolder(t)
  const socket = socketFolder(folder)
  t.equal(socket.path, folder)
  socket.remove()
  t.ok(existsSync(folder))
})

t.test('a long path is reached through a link in a folder that is ours alone', async (t) => {
  const folder = join(testFolder(t), 'x'.repeat(120))
  const socket = socketFolder(folder)
  t.teardown(() => socket.remove())
  t.ok(socket.path.length < 80)
  t.equal(readlinkSync(socket.path), folder)
  t.equal(lstatSync(dirname(socket.path)).mode & 0o777, 0o700)
  t.equal(socketFolder(folder).path, socket.path, 'what a killed program left is used again')
  chmodSync(dirname(socket.path), 0o777)
  t.throws(() => socketFolder(folder), { code: 'DATABASE_START', message: /is not ours alone/ })
  socket.remove()
  t.notOk(existsSync(dirname(socket.path)))
})
