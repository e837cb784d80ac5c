import { statfsSync } from 'node:fs'

/** With less left a disk is as good as full: the database makes files of 4 MB to write on. */
const NEXT_TO_NOTHING = 8 * 2 ** 20

/** How PostgreSQL and the system word it, in its log and in errors. */
const FULL = /No space left on device|Disk quota exceeded|could not extend file|ENOSPC|EDQUOT/

/** Bytes that can still be written where `folder` lies; undefined if the system does not say. */
export function freeBytes(folder: string): number | undefined {
  try {
    const { bavail, blocks, bsize } = statfsSync(folder)
    return blocks === 0 ? undefined : bavail * bsize
  } catch {
    return undefined
  }
}

/** Whether `free`, as `freeBytes` tells it, is next to nothing. */
export function isNextToNothing(free: number | undefined): boolean {
  return free !== undefined && free < NEXT_TO_NOTHING
}

/** Whether `words` of the database or the system say that a disk is full. */
export function tellsOfFullDisk(words: string): boolean {
  return FULL.test(words)
}

/** What the operator should know and do. */
export const DISK_FULL_WORDS =
  'the disk of the database is full: delete or move files on it, or give it more room; ' +
  'the world goes on by itself then, and nothing that players were told is lost'
