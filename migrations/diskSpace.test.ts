import t from 'tap'
import { freeBytes, isNextToNothing, tellsOfFullDisk } from './diskSpace.ts'
import { testFolder } from './testing.ts'

t.test('freeBytes() tells what a disk has left, where there is one', async (t) => {
  t.ok(freeBytes(testFolder(t))! > 0)
  t.equal(freeBytes('/nowhere/at/all'), undefined)
  t.same([undefined, 0, 2 ** 30].map(isNextToNothing), [false, true, false])
})

t.test('a full disk is known by the words of PostgreSQL and of the system', async (t) => {
  for (const words of [
    'could not write to file "pg_wal/xlogtemp.77": No space left on device',
    'could not extend file "base/5/16384": wrote only 4096 of 8192 bytes at block 9',
    "ENOSPC: no space left on device, open '/data/loam.pid'",
    'could not write to file "pg_wal/xlogtemp.77": Disk quota exceeded',
  ]) {
    t.ok(tellsOfFullDisk(words), words)
  }
  t.notOk(tellsOfFullDisk('connect ENOENT /data/postgres/.s.PGSQL.5432'))
})
