import { lchownSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The user and group that PostgreSQL runs as; `undefined` for those of this process. */
export type ServerUser = { uid: number; gid: number } | undefined

/** Lies in the range that systemd leaves unused and below 65536, which containers may end at. */
const PRIVATE_ID = 60_700

/**
 * Chooses whom the server runs as. PostgreSQL refuses to be root, so for root it is the owner of
 * `folder` (an ordinary user may have made it before, and should find it again), or, where that is
 * root or nobody yet, a number that stands for no one: no account is made, and no other
 * program's files or processes are within its reach or reach into its.
 */
export function serverUser(folder: string): ServerUser {
  if (process.getuid?.() !== 0) return undefined
  const owner = statSync(folder, { throwIfNoEntry: false })
  if (owner === undefined || owner.uid === 0) return { uid: PRIVATE_ID, gid: PRIVATE_ID }
  return { uid: owner.uid, gid: owner.gid }
}

/**
 * Chooses whom initdb runs as. It insists on a user with a name, so for root it is `nobody`,
 * or whoever has a name where there is none; the result is given to the server's user after.
 */
export function initdbUser(): ServerUser {
  if (process.getuid?.() !== 0) return undefined
  const users = readFileSync('/etc/passwd', 'utf8').split('\n')
  const named = users.map((line) => line.split(':')).filter((fields) => Number(fields[2]) > 0)
  const chosen = named.find((fields) => fields[0] === 'nobody') ?? named[0]
  return { uid: Number(chosen?.[2] ?? 65_534), gid: Number(chosen?.[3] ?? 65_534) }
}

/** The part of a spawn's options that says who and with what environment: none of ours leaks in. */
export function asUser(user: ServerUser) {
  const env = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' }
  return user === undefined ? { env } : { env, uid: user.uid, gid: user.gid }
}

/**
 * How a child that was started with `folder` as its working directory should call it.
 *
 * A child of root's has given its rights up and may be unable to walk the whole path (a parent may
 * be a 0700 home), but it stands in the folder already, and Linux has a name for that.
 */
export function nameOfWorkingDirectory(folder: string, user: ServerUser): string {
  return user !== undefined && process.platform === 'linux' ? '/proc/self/cwd' : folder
}

/** Gives `folder` and all in it to `user`; links are given, not followed. */
export function giveTo(user: ServerUser, folder: string): void {
  if (user === undefined) return
  lchownSync(folder, user.uid, user.gid)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) giveTo(user, path)
    else lchownSync(path, user.uid, user.gid)
  }
}
