import { accessSync, constants, mkdirSync } from 'node:fs'
import type { Logger } from 'pino'
import type { PoolOptions } from '#engine/workers/poolOptions.ts'
import { fileFault, StartError } from './startError.ts'
import { programVersion } from './version.ts'

/** What is in it players typed: nobody else may look into it. */
const MODE = 0o700

const FAULTS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'that can only be read',
  EEXIST: 'it is a file, not a folder',
}

/**
 * Makes `directory` ready for recordings, unless there are to be none.
 *
 * @throws {StartError} if nothing can be written there
 */
export function readyRecordings(
  directory: string | undefined,
  log: Logger,
): Pick<PoolOptions, 'recordings'> {
  if (directory === undefined) return {}
  try {
    mkdirSync(directory, { recursive: true, mode: MODE })
    accessSync(directory, constants.W_OK)
  } catch (cause) {
    const reason = FAULTS[(cause as NodeJS.ErrnoException).code ?? ''] ?? fileFault(cause)
    const sentence = `Cannot record into "${directory}": ${reason}; --record names the folder`
    throw new StartError('RECORDINGS_UNWRITABLE', sentence, cause)
  }
  const onNotice = ({ zone, words }: { zone: string; words: string }) => log.warn({ zone }, words)
  return { recordings: { directory, version: programVersion(), onNotice } }
}
