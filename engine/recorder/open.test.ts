import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { NOTHING_KEPT } from '#engine/zone/keeping.ts'
import { TestBus } from '#engine/zone/testing.ts'
import { type Notice, openRecorder } from './open.ts'
import { RecordingReader } from './recording.ts'
import { manor } from './testSession.ts'

function open(directory: string) {
  const notices: Notice[] = []
  const areas = [manor('manor')]
  const uids = { first: 2 ** 36, last: 2 ** 37 }
  const zone = { zone: 'manor', seed: 1, uids, keeping: NOTHING_KEPT, snapshotPace: undefined }
  const recorder = openRecorder(
    { directory, version: '1.2.3' },
    { ...zone, areas },
    new TestBus(),
    (notice) => notices.push(notice),
  )
  return { recorder, notices, areas }
}

t.test('each start of a zone is recorded in a file of its own', async (t) => {
  const directory = t.testdir()
  const { recorder, notices, areas } = open(directory)
  recorder!.intents(new Uint8Array(100_000))
  t.same(notices, [])
  const [name, ...others] = readdirSync(directory)
  t.same(others, [])
  t.match(name, /^manor-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z\.loamrec$/)
  recorder!.during('begin', () => recorder!.end())
  const file = join(directory, name!)
  while (readFileSync(file).length < 100_000) await new Promise((done) => setImmediate(done))
  const { header } = new RecordingReader(readFileSync(file))
  t.match(header, { version: '1.2.3', node: process.version, zone: 'manor', areas })
})

t.test('a zone that cannot be recorded is told of, and runs without', async (t) => {
  const { recorder, notices } = open(join(t.testdir(), 'nowhere'))
  t.equal(recorder, undefined)
  t.match(notices, [{ zone: 'manor', words: /^Cannot record zone "manor": ENOENT/ }])
})
