import { spawn } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { DatabaseError } from '#migrations/errors.ts'
import type { Binaries } from './binaries.ts'
import { asUser, giveTo, initdbUser, nameOfWorkingDirectory, type ServerUser } from './user.ts'

const INITDB_LIMIT_MS = 120_000
const WORDS_LIMIT = 4096

/**
 * The cluster's superuser. Whoever reaches the socket is trusted to be it: the socket lies in a
 * folder of mode 0700, and there is no other way in.
 */
export const CLUSTER_USER = 'loam'

const INITDB_FLAGS = [
  `--username=${CLUSTER_USER}`,
  '--auth-local=trust',
  '--auth-host=reject',
  '--encoding=UTF8',
  '--locale=C',
  // PostgreSQL's own Unicode rules: the same on every machine, whatever its C library.
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--text-search-config=simple',
  // Segments of 4 MB: a small world needs no 16 MB files.
  '--wal-segsize=4',
  '--no-instructions',
]

/**
 * Makes the cluster's folder ready for a server that runs as `user`: initdb the first time, a look
 * at the version later.
 *
 * initdb works beside the final place, which is renamed to when all is written and synced; so
 * a first start that was cut short leaves nothing that looks like a database. A cluster that was
 * copied or restored may have become root's and open to all: it is given to `user` and closed.
 *
 * @param sync  false leaves initdb's files to the page cache: for tests only
 * @throws {DatabaseError} DATA_DIR_VERSION, DATA_DIR_UNWRITABLE or DATABASE_START
 */
export async function prepareCluster(
  folder: string,
  binaries: Binaries,
  user: ServerUser,
  sync: boolean,
): Promise<void> {
  if (existsSync(join(folder, 'PG_VERSION'))) {
    checkVersion(folder, binaries)
    const { uid, mode } = statSync(folder)
    if (uid === 0) giveTo(user, folder)
    if ((mode & 0o077) !== 0) chmodSync(folder, 0o700)
    return
  }
  if (existsSync(folder)) {
    const message = `"${folder}" exists but holds no database: move it away or restore it`
    throw new DatabaseError('DATABASE_START', message)
  }
  removeUnfinished(folder)
  const unfinished = mkdtempSync(`${folder}.new-`)
  await initdb(unfinished, binaries, sync)
  giveTo(user, unfinished)
  renameSync(unfinished, folder)
  if (sync) syncFolder(dirname(folder))
}

function checkVersion(folder: string, binaries: Binaries): void {
  const made = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
  const carried = binaries.version.split('.')[0]
  if (made === carried) return
  throw new DatabaseError(
    'DATA_DIR_VERSION',
    `The database in "${folder}" was made by PostgreSQL ${made}, but this program carries ` +
      `PostgreSQL ${carried}: dump it with the program that made it and restore it here`,
  )
}

async function initdb(folder: string, binaries: Binaries, sync: boolean): Promise<void> {
  const user = initdbUser()
  giveTo(user, folder)
  const flags = [`--pgdata=${nameOfWorkingDirectory(folder, user)}`, ...INITDB_FLAGS]
  if (!sync) flags.push('--no-sync')
  const child = spawn(binaries.initdb, flags, {
    ...asUser(user),
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: INITDB_LIMIT_MS,
  })
  let words = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-WORDS_LIMIT)
  })
  const failed = await new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, signal) =>
      resolve(code === 0 ? undefined : `${words} (${code ?? signal})`),
    )
  })
  if (failed === undefined) return
  rmSync(folder, { recursive: true, force: true })
  const reason = failed.replace(/\s+/g, ' ').trim()
  throw new DatabaseError('DATABASE_START', `Cannot make a database in "${folder}": ${reason}`)
}

/**
 * A name is used once: an initdb that outlived its program cannot write into the next one's folder.
 */
function removeUnfinished(folder: string): void {
  for (const name of readdirSync(dirname(folder))) {
    if (!name.startsWith(`${basename(folder)}.new-`)) continue
    rmSync(join(dirname(folder), name), { recursive: true, force: true })
  }
}

function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
