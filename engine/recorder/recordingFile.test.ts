import { openSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { RecordingFile } from './recordingFile.ts'

/** Asks again and again, as long as it takes. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve))
}

function fileIn(directory: string) {
  const path = join(directory, 'one.loamrec')
  const faults: string[] = []
  const file = RecordingFile.create(path, (words) => faults.push(words))
  const read = () => readFileSync(path, 'latin1')
  return { path, file, faults, read }
}

const bytes = (text: string) => Buffer.from(text, 'latin1')

t.test('pieces come one after the other, written beside the thread', async (t) => {
  const { file, read, faults, path } = fileIn(t.testdir())
  const pieces = Array.from({ length: 50 }, (_, i) => `${i} `.repeat(i * 100))
  for (const piece of pieces) file.append(bytes(piece))
  t.not(read(), pieces.join(''), 'not all of it is written in the call')
  file.close()
  await until(() => read() === pieces.join(''))
  t.same(faults, [])
  t.equal(statSync(path).mode & 0o777, 0o600, 'nobody else may read it')
  file.append(bytes('late'))
  file.appendNow(bytes('later'))
  t.equal(read(), pieces.join(''), 'behind its end nothing is added')
})

t.test('a thread that is about to end has all of it in its place at once', async (t) => {
  const { file, read } = fileIn(t.testdir())
  for (const piece of ['a', 'b', 'c']) file.append(bytes(piece.repeat(100_000)))
  file.appendNow(bytes('the end'))
  const whole = `${'a'.repeat(100_000)}${'b'.repeat(100_000)}${'c'.repeat(100_000)}the end`
  t.equal(read(), whole)
  file.close()
})

t.test('a disk that does not follow ends the recording, and is told once', async (t) => {
  const { file, faults } = fileIn(t.testdir())
  const much = Buffer.alloc(8 * 1024 * 1024)
  for (let i = 0; i < 8; i++) file.append(much)
  t.same(faults, ['the disk is too slow for it'])
})

t.test('a file that is there is never written over', async (t) => {
  const { path, file } = fileIn(t.testdir())
  t.throws(() => RecordingFile.create(path, () => {}), { code: 'EEXIST' })
  file.close()
})

t.test('a disk that refuses ends the recording, and is told once', async (t) => {
  if (!statSync('/dev/full', { throwIfNoEntry: false })) return t.comment('there is no such disk')
  const faults: string[] = []
  const file = new RecordingFile(openSync('/dev/full', 'w'), (words) => faults.push(words))
  file.append(bytes('some'))
  file.append(bytes('more'))
  await until(() => faults.length > 0)
  file.append(bytes('and more'))
  file.close()
  t.match(faults, [/ENOSPC/])
  t.equal(faults.length, 1)
})
