/**
 * What stands between an operator and a working database. Codes never change:
 *
 * - `DATA_DIR_IN_USE`: another program holds the data directory
 * - `DATA_DIR_UNWRITABLE`: the data directory cannot be made, written or handed to the server
 * - `DATA_DIR_VERSION`: its database was made by another major version of PostgreSQL
 * - `DATABASE_MISSING`: there is no embedded database yet, and none is made for this
 * - `DATABASE_PLATFORM`: no embedded PostgreSQL can run on this machine
 * - `DATABASE_START`: the embedded server was found but did not come up
 * - `DATABASE_URL_INVALID`, `DATABASE_UNREACHABLE`: the server an operator named
 * - `DATABASE_NEWER`: a newer program has changed the tables
 */
export type DatabaseErrorCode =
  | 'DATA_DIR_IN_USE'
  | 'DATA_DIR_UNWRITABLE'
  | 'DATA_DIR_VERSION'
  | 'DATABASE_MISSING'
  | 'DATABASE_PLATFORM'
  | 'DATABASE_START'
  | 'DATABASE_URL_INVALID'
  | 'DATABASE_UNREACHABLE'
  | 'DATABASE_NEWER'

/**
 * Its message is one plain sentence for the operator, without a final full stop and without
 * secrets.
 */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
  readonly code: DatabaseErrorCode

  constructor(code: DatabaseErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** The words of any thrown value, on one line. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return reasonOf(error.errors[0])
  const words = error instanceof Error ? error.message : String(error)
  return words.replace(/\s+/g, ' ').trim()
}
