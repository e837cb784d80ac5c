import { parseArgs } from 'node:util'
import { connectDatabase } from './connect.ts'
import { reasonOf } from './errors.ts'
import { migrateDown, migrateUp, migrationStatus } from './migrator.ts'

const USAGE = `Usage: npm run migrate [-- --down | --status]

Brings the database's tables to this program's shape; its start does the same.
  --down    takes the newest step back, with all it held
  --status  lists the steps

DATABASE_URL names the server; without it the private database in LOAM_DATA_DIR (./data) is used.`

async function run(args: string[]): Promise<string[]> {
  const { values } = parseArgs({
    args,
    options: { down: { type: 'boolean' }, status: { type: 'boolean' }, help: { type: 'boolean' } },
  })
  if (values.help) return [USAGE]
  const database = await connectDatabase({
    url: process.env['DATABASE_URL'] || undefined,
    dataDir: process.env['LOAM_DATA_DIR'] || './data',
    migrate: false,
  })
  try {
    if (values.status) {
      const steps = await migrationStatus(database.db)
      return steps.map(
        ({ name, appliedAt }) => `${name}  ${appliedAt?.toISOString() ?? 'not applied'}`,
      )
    }
    const names = await (values.down ? migrateDown(database.db) : migrateUp(database.db))
    if (names.length === 0) return ['Nothing to do']
    return names.map((name) => `${values.down ? 'Taken back' : 'Applied'}: ${name}`)
  } finally {
    await database.stop()
  }
}

try {
  console.log((await run(process.argv.slice(2))).join('\n'))
} catch (error) {
  console.error(reasonOf(error))
  process.exitCode = 1
}
