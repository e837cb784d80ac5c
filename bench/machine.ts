import { execFileSync } from 'node:child_process'
import { availableParallelism, cpus, totalmem } from 'node:os'
import type { Machine } from './results.ts'

const COMMIT_LENGTH = 12

/** The machine and the program as they are now. */
export function describeMachine(): Machine {
  const commit = describeCommit()
  return {
    date: new Date().toISOString(),
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    platform: `${process.platform}-${process.arch}`,
    node: process.versions.node,
    v8: process.versions.v8,
    ...(commit !== undefined && { commit }),
  }
}

function describeCommit(): string | undefined {
  try {
    const commit = git('rev-parse', 'HEAD').slice(0, COMMIT_LENGTH)
    return git('status', '--porcelain', '--untracked-files=no') === '' ? commit : `${commit}+`
  } catch {
    // Without git, or outside a repository: the numbers are as good without it.
    return undefined
  }
}

function git(...args: string[]): string {
  const cwd = new URL('.', import.meta.url)
  return execFileSync('git', args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim()
}
