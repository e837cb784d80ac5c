import { randomBytes } from 'node:crypto'
import { defineTrial } from '#bench/define.ts'
import { quantile } from '#bench/statistics.ts'
import { BareFile } from './bareFile.ts'
import { Commits } from './commits.ts'
import { Notes } from './notes.ts'
import { withDataDir, withLease, withStore } from './store.ts'

/** Records that come together: of one quiet turn, and of many zones or after a pause. */
const LOADS = [
  { name: 'one of 200 B', records: 1, bytes: 200 },
  { name: '100 of 2 KB', records: 100, bytes: 2_048 },
]
type Load = (typeof LOADS)[number]

/** Commits before the first that counts: connections, plans and files are new until then. */
const WARM_UP = 20

interface Times {
  oursMs: number[]
  bareMs: number[]
}

/** Times commits and bare writes of the same bytes in turns, in changing order. */
async function timeBoth(
  commits: Commits,
  file: BareFile,
  { records, bytes }: Load,
  rounds: number,
): Promise<Times> {
  const payloads = Array.from({ length: records }, () => randomBytes(bytes))
  const together = Buffer.concat(payloads)
  const times: Times = { oursMs: [], bareMs: [] }
  const ours = async () => {
    times.oursMs.push(await elapsedMs(() => commits.keep(payloads)))
  }
  const bare = async () => {
    times.bareMs.push(await elapsedMs(async () => file.keep(together)))
  }
  for (let round = -WARM_UP; round < rounds; round++) {
    if (round === 0) times.oursMs.length = times.bareMs.length = 0
    for (const turn of round % 2 === 0 ? [ours, bare] : [bare, ours]) await turn()
  }
  return times
}

async function elapsedMs(work: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/**
 * Time from a record handed over to the word that it is kept, which is how long frames wait that
 * tell of it. The limit writes the same bytes over old ones, in a file on the same disk, and syncs.
 */
export default defineTrial({
  name: 'journal: commit',
  sizes: { smoke: 3, full: [1_000] }, // commits
  run(rounds, _full, progress) {
    const measure = async (dataDir: string, commits: Commits) => {
      const notes = new Notes()
      const file = new BareFile(dataDir)
      for (const load of LOADS) {
        progress(load.name)
        const { oursMs, bareMs } = await timeBoth(commits, file, load, rounds)
        for (const [part, name] of [
          [0.5, 'p50'],
          [0.99, 'p99'],
        ] as const) {
          const metric = `${load.name}: ${name}`
          notes.ours(metric, quantile(oursMs, part), 'ms')
          notes.limit('bare fdatasync', metric, quantile(bareMs, part), 'ms')
        }
      }
      file.close()
      return notes.figures
    }
    return withDataDir((dataDir) =>
      withStore(dataDir, ({ journal }) =>
        withLease(journal, 'bench', (lease) => measure(dataDir, new Commits(journal, lease))),
      ),
    )
  },
})
