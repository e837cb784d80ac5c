import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { defineTrial } from '#bench/define.ts'
import { quantile } from '#bench/statistics.ts'
import type { KeptZone } from '#engine/persistence/journal.ts'
import { type Filled, fill } from './fill.ts'
import { Notes } from './notes.ts'
import type { Revived } from './reviver.ts'
import { type BenchStore, withDataDir, withStore } from './store.ts'

const ROUNDS = 5

/** Records since the snapshot: those of a minute of much going on. */
const RECORDS = 5_000
const SMOKE_RECORDS = 10

/** Makes the zone again in a thread of its own, as the program does: nothing there is warm. */
async function revive(kept: KeptZone): Promise<Revived> {
  const workerData = { epoch: 2, kept }
  const worker = new Worker(new URL('./reviver.ts', import.meta.url), { workerData })
  const [revived] = (await once(worker, 'message')) as [Revived]
  await worker.terminate()
  return revived
}

/** Times of each round, by what was done. */
type Times = Record<'database' | 'read' | 'made' | 'zone' | 'bare', number[]>

async function timeRounds(
  { journal, dataDir }: BenchStore,
  { zone, bytes }: Filled,
  rounds: number,
): Promise<Times & { entities: number }> {
  const file = join(dataDir, 'bare')
  writeFileSync(file, new Uint8Array(bytes))
  const times: Times = { database: [], read: [], made: [], zone: [], bare: [] }
  let entities = 0
  for (let round = 0; round < rounds; round++) {
    const began = performance.now()
    const kept = await journal.recover(zone)
    times.database.push(performance.now() - began)
    const revived = await revive(kept)
    times.read.push(revived.readMs)
    times.made.push(revived.madeMs)
    times.zone.push(revived.zoneMs)
    entities = revived.entities
    const bareBegan = performance.now()
    readFileSync(file)
    times.bare.push(performance.now() - bareBegan)
  }
  return { ...times, entities }
}

const median = (values: readonly number[]) => quantile(values, 0.5)

/**
 * From the database to a zone that stands, with the records of a minute after its snapshot: reading
 * both from the database, putting them together, making the entities, and all of the zone. The
 * limit
 * reads a file of as many bytes.
 */
export default defineTrial({
  name: 'recovery: a zone from its journal',
  sizes: { smoke: 100, full: [100_000] }, // entities
  run(size, full, progress) {
    const measure = async (store: BenchStore) => {
      progress('filling a database')
      const filled = await fill(store, size, full ? RECORDS : SMOKE_RECORDS)
      progress('recovering')
      const times = await timeRounds(store, filled, full ? ROUNDS : 1)
      if (times.entities < size) throw new Error(`Of ${size} entities ${times.entities} came back`)
      const notes = new Notes()
      notes.ours('snapshot kept', filled.snapshotMs, 'ms')
      notes.ours('bytes', filled.bytes / size, 'B/entity')
      notes.ours('read from the database', median(times.database), 'ms')
      notes.limit('bare read', 'read from the database', median(times.bare), 'ms')
      notes.ours('put together', median(times.read), 'ms')
      notes.ours('made again', median(times.made), 'ms')
      notes.ours('whole zone', median(times.zone), 'ms')
      return notes.figures
    }
    return withDataDir((dataDir) => withStore(dataDir, measure))
  },
})
