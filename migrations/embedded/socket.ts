import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseError } from '#migrations/errors.ts'

/** PostgreSQL names its socket after a port, though there is none. */
export const SOCKET_PORT = 5432

/** Bytes of a socket's path, without the closing zero: sun_path of unix(7), and of macOS. */
const PATH_LIMIT = process.platform === 'darwin' ? 103 : 107

/** The folder under whose name clients find the server's socket. */
export interface SocketFolder {
  path: string
  remove(): void
}

/** Twelve characters that stand for a cluster's folder. */
export function shortName(folder: string): string {
  return createHash('sha256').update(folder).digest('hex').slice(0, 12)
}

/**
 * The server makes its socket in its own folder, by a relative name that is always short enough.
 * Clients need a whole path, and the kernel takes about a hundred bytes: a longer one is reached
 * through a link in a private folder (mode 0700, ours) among the temporary files.
 *
 * @throws {DatabaseError} DATABASE_START if someone else has made that private folder
 */
export function socketFolder(folder: string, limit = PATH_LIMIT): SocketFolder {
  if (Buffer.byteLength(join(folder, `.s.PGSQL.${SOCKET_PORT}`)) <= limit) {
    return { path: folder, remove() {} }
  }
  const place = join(tmpdir(), `loam-${shortName(folder)}`)
  mkdirSync(place, { recursive: true, mode: 0o700 })
  const { uid, mode } = lstatSync(place)
  if (uid !== process.getuid?.() || (mode & 0o7777) !== 0o700 || !lstatSync(place).isDirectory()) {
    throw new DatabaseError('DATABASE_START', `"${place}" is not ours alone: remove it`)
  }
  const path = join(place, 'db')
  if (targetOf(path) !== folder) {
    rmSync(path, { force: true })
    symlinkSync(folder, path)
  }
  return { path, remove: () => rmSync(place, { recursive: true, force: true }) }
}

function targetOf(path: string): string | undefined {
  try {
    return readlinkSync(path)
  } catch {
    return undefined
  }
}
