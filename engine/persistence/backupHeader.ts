import { z } from 'zod'
import { BackupError } from './backupError.ts'

/** The form of the file. A newer one is refused. */
const BACKUP_FORMAT = 1

/** The first line of every backup; what follows the words is the form. */
const MAGIC = 'loam-backup '

/** More than any header has: a few dozen tables and migrations. */
export const HEADER_BYTES_MAX = 2 ** 20

const table = z.object({
  name: z.string(),
  /** In the order in which each row has its values. */
  columns: z.array(z.string()),
  rows: z.int().min(0),
})

const header = z.object({
  /** The moment of which it is, by the database's clock: ISO 8601 in microseconds. */
  madeAt: z.iso.datetime(),
  /** The earliest moment that can be restored from it. */
  reachesBackTo: z.iso.datetime(),
  /** Those that the tables have had, in their order. */
  migrations: z.array(z.string()).min(1),
  /** The newest form of what is saved in it, in which it was summed up. */
  form: z.int().min(1),
  checksum: z.string(),
  entities: z.int().min(0),
  /** In an order in which no row comes before one that it refers to. */
  tables: z.array(table),
})

/** What a backup says of itself. */
export type BackupHeader = z.infer<typeof header>

export type BackupTable = z.infer<typeof table>

/** Two lines: the form, and the header as JSON. */
export function encodeHeader(given: BackupHeader): Buffer {
  return Buffer.from(`${MAGIC}${BACKUP_FORMAT}\n${JSON.stringify(given)}\n`)
}

/**
 * @param start  the first bytes of a file
 * @throws {BackupError} BACKUP_UNREADABLE if it is no backup, BACKUP_NEWER if it is of another form
 */
export function refuseStrange(start: Buffer, file: string): void {
  const first = start.subarray(0, start.indexOf('\n')).toString('utf8')
  const format = first.startsWith(MAGIC) ? Number(first.slice(MAGIC.length)) : Number.NaN
  if (!(format >= 1)) throw unreadable(file)
  if (format <= BACKUP_FORMAT) return
  throw new BackupError(
    'BACKUP_NEWER',
    `Cannot read "${file}": a newer Loam has made it, in form ${format}, and this one knows ` +
      `forms up to ${BACKUP_FORMAT}; restore it with the newer one`,
  )
}

/**
 * Reads the header.
 *
 * @param start  the first bytes of a file, all of its header among them
 * @returns the header, and how many bytes it takes
 * @throws {BackupError} BACKUP_UNREADABLE
 */
export function decodeHeader(
  start: Buffer,
  file: string,
): { header: BackupHeader; length: number } {
  const length = start.indexOf('\n', start.indexOf('\n') + 1) + 1
  const [, second = ''] = start.subarray(0, length).toString('utf8').split('\n')
  try {
    return { header: header.parse(JSON.parse(second)), length }
  } catch (cause) {
    throw unreadable(file, cause)
  }
}

function unreadable(file: string, cause?: unknown): BackupError {
  return new BackupError('BACKUP_UNREADABLE', `Cannot read "${file}": it is no backup`, cause)
}
