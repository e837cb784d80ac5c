import { createHash, type Hash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import { BackupError } from './backupError.ts'
import {
  type BackupHeader,
  type BackupTable,
  decodeHeader,
  encodeHeader,
  HEADER_BYTES_MAX,
  refuseStrange,
} from './backupHeader.ts'

/*
 * A backup is its header, two lines of text; then, compressed by Zstandard, its tables one after
 * the other; then the SHA-256 of all before it, in 32 bytes. A table is a list of chunks, each
 * after its length in four bytes, the lowest first; a length of 0 ends it.
 */

const SUM_BYTES = 32

const LENGTH_BYTES = 4

/** Chunks are gathered up to this, so that a length costs next to nothing. */
const CHUNK_BYTES = 64 * 1024

/** Far above any chunk: a length beyond it is no length. */
const CHUNK_BYTES_MAX = 16 * 2 ** 20

/** What a file that may be read by its owner only is opened with: it holds password hashes. */
const OWNER_ONLY = 0o600

type Chunks = AsyncIterable<Uint8Array>

/**
 * Writes a backup: beside its place at first, so that a file of that name is always whole.
 *
 * @param rowsOf  gives the rows of a table; tables are asked for in the header's order
 * @returns the file's length in bytes
 * @throws {BackupError} BACKUP_EXISTS or BACKUP_UNWRITABLE; whatever `rowsOf` throws. Nothing is
 *   left then.
 */
export async function writeBackup(
  file: string,
  header: BackupHeader,
  rowsOf: (table: BackupTable) => Chunks,
  signal?: AbortSignal,
): Promise<number> {
  refuseExisting(file)
  const unfinished = `${file}.unfinished`
  const handle = await open(unfinished, 'w', OWNER_ONLY).catch((cause) => {
    throw unwritable(file, cause)
  })
  try {
    const out = new SummingFile(handle)
    await out.write(encodeHeader(header))
    const body = Readable.from(framed(header.tables, rowsOf), { objectMode: false })
    await pipeline(body, createZstdCompress(), (chunks: Chunks) => out.writeAll(chunks), { signal })
    const bytes = await out.end()
    await handle.close()
    refuseExisting(file)
    await rename(unfinished, file)
    await syncFolder(dirname(file))
    return bytes
  } catch (error) {
    await handle.close().catch(() => {})
    await rm(unfinished, { force: true })
    throw isOfDisk(error) ? unwritable(file, error) : error
  }
}

/** Systems name the call that failed. */
function isOfDisk(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error && 'errno' in error
}

function unwritable(file: string, cause: Error): BackupError {
  const message = `Cannot write the backup to "${file}": ${cause.message}`
  return new BackupError('BACKUP_UNWRITABLE', message, cause)
}

function refuseExisting(file: string): void {
  if (!existsSync(file)) return
  throw new BackupError(
    'BACKUP_EXISTS',
    `Cannot write the backup to "${file}": there is such a file already; choose another by --to`,
  )
}

/** A file that is summed up while it is written. */
class SummingFile {
  readonly #handle: FileHandle
  readonly #hash: Hash = createHash('sha256')
  #bytes = 0

  constructor(handle: FileHandle) {
    this.#handle = handle
  }

  async write(chunk: Uint8Array): Promise<void> {
    this.#hash.update(chunk)
    this.#bytes += chunk.length
    await this.#handle.appendFile(chunk)
  }

  async writeAll(chunks: Chunks): Promise<void> {
    for await (const chunk of chunks) await this.write(chunk)
  }

  /** Writes the sum, and sees to it that all is on the disk. @returns the length in bytes */
  async end(): Promise<number> {
    await this.#handle.appendFile(this.#hash.digest())
    await this.#handle.sync()
    return this.#bytes + SUM_BYTES
  }
}

async function* framed(
  tables: readonly BackupTable[],
  rowsOf: (table: BackupTable) => Chunks,
): AsyncGenerator<Uint8Array> {
  for (const table of tables) {
    for await (const chunk of gathered(rowsOf(table))) {
      yield lengthOf(chunk.length)
      yield chunk
    }
    yield lengthOf(0)
  }
}

function lengthOf(bytes: number): Uint8Array {
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32LE(bytes)
  return length
}

async function* gathered(chunks: Chunks): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of chunks) {
    parts.push(chunk)
    bytes += chunk.length
    if (bytes < CHUNK_BYTES) continue
    yield Buffer.concat(parts)
    parts = []
    bytes = 0
  }
  if (bytes > 0) yield Buffer.concat(parts)
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

/** A backup that is whole. */
export interface OpenedBackup {
  header: BackupHeader
  /** Length of the file. */
  bytes: number
  /** Gives the rows of each table; every table must be read to its end before the next. */
  tables(): AsyncGenerator<{ table: BackupTable; rows: Chunks }>
}

/**
 * Opens a backup and reads all of it once, to see that it is what was written.
 *
 * @throws {BackupError} BACKUP_UNREADABLE, BACKUP_DAMAGED or BACKUP_NEWER
 */
export async function openBackup(file: string): Promise<OpenedBackup> {
  const handle = await open(file, 'r').catch((cause: NodeJS.ErrnoException) => {
    const reason = cause.code === 'ENOENT' ? 'there is no such file' : cause.message
    throw new BackupError('BACKUP_UNREADABLE', `Cannot read "${file}": ${reason}`, cause)
  })
  try {
    const bytes = (await handle.stat()).size
    const start = Buffer.alloc(Math.min(bytes, HEADER_BYTES_MAX))
    await handle.read(start, 0, start.length, 0)
    refuseStrange(start, file)
    await checkSum(handle, file, bytes)
    const { header, length } = decodeHeader(start, file)
    const range = { start: length, end: bytes - SUM_BYTES - 1 }
    return { header, bytes, tables: () => unframed(file, range, header.tables) }
  } finally {
    await handle.close()
  }
}

async function checkSum(handle: FileHandle, file: string, bytes: number): Promise<void> {
  const end = Math.max(bytes - SUM_BYTES, 1)
  const hash = createHash('sha256')
  const chunks = handle.createReadStream({ start: 0, end: end - 1, autoClose: false })
  for await (const chunk of chunks) hash.update(chunk)
  const sum = Buffer.alloc(SUM_BYTES)
  await handle.read(sum, 0, SUM_BYTES, end)
  if (sum.equals(hash.digest())) return
  throw new BackupError(
    'BACKUP_DAMAGED',
    `Cannot use "${file}": it is damaged or cut short, as its SHA-256 does not fit; ` +
      'copy it again, or take an older backup',
  )
}

async function* unframed(
  file: string,
  range: { start: number; end: number },
  tables: readonly BackupTable[],
): AsyncGenerator<{ table: BackupTable; rows: Chunks }> {
  const compressed = createReadStream(file, range)
  const plain = createZstdDecompress()
  compressed.once('error', (error) => plain.destroy(error))
  const reader = new ChunkReader(compressed.pipe(plain))
  try {
    for (const table of tables) yield { table, rows: reader.table() }
  } finally {
    compressed.destroy()
    plain.destroy()
  }
}

/** Takes a stream of bytes apart. */
class ChunkReader {
  readonly #source: AsyncIterator<Buffer>
  #held: Buffer = Buffer.alloc(0)

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  async *table(): AsyncGenerator<Buffer> {
    for (;;) {
      const bytes = (await this.#take(LENGTH_BYTES)).readUInt32LE()
      if (bytes === 0) return
      if (bytes > CHUNK_BYTES_MAX) throw wrong()
      yield await this.#take(bytes)
    }
  }

  async #take(bytes: number): Promise<Buffer> {
    while (this.#held.length < bytes) {
      const { value, done } = await this.#source.next()
      if (done) throw wrong()
      this.#held = this.#held.length === 0 ? value : Buffer.concat([this.#held, value])
    }
    const taken = this.#held.subarray(0, bytes)
    this.#held = this.#held.subarray(bytes)
    return taken
  }
}

function wrong(): BackupError {
  return new BackupError('BACKUP_DAMAGED', 'Cannot read the tables of the backup: they do not end')
}
