import { constants, setPriority } from 'node:os'
import { parseArgs } from 'node:util'
import { backUp } from '#engine/persistence/backupStore.ts'
import { type LongWork, megabytes, runLongWork } from './longWork.ts'
import { withDatabase } from './withDatabase.ts'

const USAGE = `Usage: npm run backup [-- --to FILE]

Writes the whole world, as it is at one moment, into one file: accounts, characters, zones and
their history. The program may run, and goes on meanwhile.
  --to FILE  where to; otherwise loam-YYYYMMDD-HHMMSS.backup (UTC) in this folder

DATABASE_URL names the server; without it the private database in LOAM_DATA_DIR (./data) is used.
The file holds password hashes, and only you can read it. npm run restore puts it back.`

async function run({ signal, onProgress, say }: LongWork): Promise<string[]> {
  const { values } = parseArgs({
    options: { to: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  })
  if (values.help) return [USAGE]
  return withDatabase(process.env, async ({ url }) => {
    const file = values.to ?? `loam-${stamp()}.backup`
    const made = await backUp(url, file, onProgress, signal)
    for (const fault of [...made.damage, ...made.contradictions]) say(`Warning: ${fault}`)
    const { tables, madeAt, reachesBackTo } = made.header
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    return [
      `The world of ${madeAt}, or any moment since ${reachesBackTo}, can be restored from it.`,
      `"${file}": ${megabytes(made.bytes)}, ${rows} rows, ${made.entities} entities, ` +
        `checksum ${made.checksum}`,
    ]
  })
}

/** Now, as YYYYMMDD-HHMMSS. */
function stamp(): string {
  return new Date().toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')
}

// Whatever plays meanwhile comes first.
setPriority(constants.priority.PRIORITY_LOW)
await runLongWork(run)
