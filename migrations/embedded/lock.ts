import { accessSync, constants, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DatabaseError, reasonOf } from '#migrations/errors.ts'

const SQLITE_BUSY = 5

/**
 * The sole right to a data directory, until released or until this process ends in whatever way.
 */
export interface DataDirLock {
  release(): void
}

/**
 * Makes the data directory if it is missing (mode 0700) and takes the sole right to it.
 *
 * The lock is the operating system's: SQLite, which Node carries, holds an exclusive file lock on
 * `loam.lock`, and the kernel lets go of it when the process dies, even by kill -9. So nothing
 * goes stale and no process id must be believed; the one in `loam.pid` only serves the message.
 * `loam.lock` stays empty and stays in place: removing it would let two programs lock two files.
 *
 * @throws {DatabaseError} DATA_DIR_IN_USE naming the holder, or DATA_DIR_UNWRITABLE; both at once
 */
export function lockDataDir(dataDir: string): DataDirLock {
  const pidFile = join(dataDir, 'loam.pid')
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    accessSync(dataDir, constants.W_OK | constants.X_OK)
    const lock = openExclusively(join(dataDir, 'loam.lock'))
    if (lock === undefined) throw inUse(dataDir, pidFile)
    writeFileSync(pidFile, `${process.pid}\n`)
    return {
      release() {
        if (!lock.isOpen) return
        rmSync(pidFile, { force: true })
        lock.close()
      },
    }
  } catch (error) {
    if (error instanceof DatabaseError) throw error
    throw new DatabaseError(
      'DATA_DIR_UNWRITABLE',
      `Cannot write to the data directory "${dataDir}": ${reasonOf(error)}`,
      { cause: error },
    )
  }
}

function openExclusively(path: string): DatabaseSync | undefined {
  const lock = new DatabaseSync(path, { timeout: 0 })
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY)
      return undefined
    throw error
  }
}

function inUse(dataDir: string, pidFile: string): DatabaseError {
  return new DatabaseError(
    'DATA_DIR_IN_USE',
    `The data directory "${dataDir}" is in use by ${holder(pidFile)}: ` +
      'stop that one first, or choose another directory with LOAM_DATA_DIR',
  )
}

function holder(pidFile: string): string {
  try {
    return `process ${readFileSync(pidFile, 'utf8').trim()}`
  } catch {
    return 'another process'
  }
}
