import { connectDatabase, type Database } from '#migrations/connect.ts'
import { readConfig } from './config.ts'

/**
 * Does an operator's `work` with the database that the settings name, as it is, whether a program
 * runs on it or not; it is given back then.
 *
 * @param environment  the settings
 * @throws an error with a code and one plain sentence, if it cannot be reached
 */
export async function withDatabase<T>(
  environment: Readonly<Record<string, string | undefined>>,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const { databaseUrl: url, dataDir } = readConfig(environment)
  const database = await connectDatabase({ url, dataDir, migrate: false, join: true })
  try {
    return await work(database)
  } finally {
    await database.stop()
  }
}
