import { cpSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import type { AreaDefinition } from '#components/definition.ts'
import { testFolder } from '#migrations/testing.ts'
import { areasOnceRead } from './areasCache.ts'

/** A folder of one file, a place for what is read of it, and a reader that counts. */
function aFolder(t: { teardown(action: () => unknown): void }) {
  const folder = testFolder(t)
  const directory = testFolder(t)
  writeFileSync(join(folder, 'rooms.yaml'), 'hall: {}')
  let reads = 0
  const areas = [{ id: 'house' }] as AreaDefinition[]
  const read = async () => {
    reads++
    return areas
  }
  const once = (place: string | undefined = directory) => areasOnceRead(folder, read, place)
  return { folder, directory, once, areas, reads: () => reads }
}

t.test('areas are read once, until a file has changed', async (t) => {
  const { folder, once, areas, reads } = aFolder(t)
  t.same([await once(), await once()], [areas, areas])
  t.equal(reads(), 1)

  writeFileSync(join(folder, 'rooms.yaml'), 'loft: {}')
  utimesSync(join(folder, 'rooms.yaml'), 1, 1)
  await once()
  t.equal(reads(), 2, 'another file of the same size')
  mkdirSync(join(folder, 'house'))
  cpSync(join(folder, 'rooms.yaml'), join(folder, 'house', 'rooms.yaml'))
  await once()
  t.equal(reads(), 3, 'one more, in a folder below')
  await once()
  t.equal(reads(), 3)
})

t.test('what was kept and is not whole is read anew', async (t) => {
  const { directory, once, areas, reads } = aFolder(t)
  await once()
  const [file] = readdirSync(directory)
  writeFileSync(join(directory, file!), 'no areas')
  t.same(await once(), areas)
  t.equal(reads(), 2)
  await once()
  t.equal(reads(), 2, 'and kept again')
})

t.test('without a place to keep them, areas are read each time', async (t) => {
  const { directory, once, areas, reads } = aFolder(t)
  const missing = join(directory, 'missing')
  t.same([await once(missing), await once(missing)], [areas, areas])
  t.equal(reads(), 2)
})

t.test('faulty areas are not kept', async (t) => {
  const directory = testFolder(t)
  const read = () => Promise.reject(new Error('no room'))
  await t.rejects(areasOnceRead(testFolder(t), read, directory), { message: 'no room' })
  t.same(readdirSync(directory), [])
})
