import { parseArgs } from 'node:util'
import { openBackup } from '#engine/persistence/backupFile.ts'
import { type Restored, restore } from '#engine/persistence/restoreStore.ts'
import { connectDatabase } from '#migrations/connect.ts'
import { readConfig } from './config.ts'
import { ConfigError } from './configError.ts'
import { type LongWork, runLongWork } from './longWork.ts'

const USAGE = `Usage: npm run restore -- FILE [--until TIME] [--force]

Puts a backup into an empty store: all of it, compared with what was backed up, or nothing. No
program may run there.
  --until TIME  the world of that moment, like 2026-11-24T10:15:00Z; accounts stay as they are in
                the backup, and characters that were made later begin anew
  --force       replaces the world that is there

DATABASE_URL names the server; without it the private database in LOAM_DATA_DIR (./data) is used.`

/** More names would not be read. */
const NAMES_SHOWN_MAX = 20

async function run({ signal, onProgress, say }: LongWork): Promise<string[]> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      until: { type: 'string' },
      force: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return [USAGE]
  const [file, ...others] = positionals
  if (file === undefined || others.length > 0) {
    throw new ConfigError('Cannot restore: name one backup, as in "npm run restore -- FILE"')
  }
  const { databaseUrl: url, dataDir } = readConfig(process.env)
  const backup = await openBackup(file)
  const database = await connectDatabase({ url, dataDir, migrate: false })
  try {
    const { until, force } = values
    const isOurs = database.kind === 'embedded'
    const options = { url: database.url, isOurs, backup, force, until, onProgress, signal }
    const restored = await restore(options)
    for (const fault of [...restored.damage, ...restored.contradictions]) say(`Warning: ${fault}`)
    return report(restored, until ?? backup.header.madeAt, database.place)
  } finally {
    await database.stop()
  }
}

function report({ rows, replaced, anew, ...world }: Restored, moment: string, place: string) {
  const lines = ['All that was backed up is there: its checksum is the same.']
  if (replaced) {
    const { accounts, characters, records } = replaced
    lines.push(
      `It replaced a world of ${accounts} accounts, ${characters} characters and ` +
        `${records} records.`,
    )
  }
  if (anew.length > 0) {
    const shown = anew.slice(0, NAMES_SHOWN_MAX).join(', ')
    const more = anew.length > NAMES_SHOWN_MAX ? ` and ${anew.length - NAMES_SHOWN_MAX} more` : ''
    lines.push(`Made after that moment, and beginning anew: ${shown}${more}.`)
  }
  lines.push(
    `Restored the world of ${moment} into ${place}: ${rows} rows read, ` +
      `${world.entities} entities, checksum ${world.checksum}`,
  )
  return lines
}

await runLongWork(run)
