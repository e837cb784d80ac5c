import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { DatabaseError } from '#migrations/errors.ts'
import { SOCKET_PORT } from './socket.ts'

const POLL_MS = 20

/** What a server is asked to do, in rising urgency, and for how long it is waited for. */
export const STOP_STEPS: readonly { signal: NodeJS.Signals; waitMs: number }[] = [
  { signal: 'SIGINT', waitMs: 3000 }, // fast shutdown: clients are cut off, all is written
  { signal: 'SIGQUIT', waitMs: 500 }, // immediate shutdown: the next start recovers
  { signal: 'SIGKILL', waitMs: 300 },
]

/**
 * Stops a server that a killed program left behind in `folder`, or removes its `postmaster.pid` and
 * its socket's lock where the process that they name surely is another one.
 *
 * The caller holds the data directory's lock, so whatever runs here belongs to no living program. A
 * process id alone proves nothing (containers hand out the same few again and again): the server is
 * known by the cluster name on its command line. PostgreSQL itself still refuses to start while any
 * process is attached to the folder's shared memory.
 */
export async function stopOrphan(folder: string, clusterName: string): Promise<void> {
  const pid = recordedPid(folder)
  if (pid === undefined) return
  const runs = () => commandLine(pid).includes(clusterName)
  for (const { signal, waitMs } of STOP_STEPS) {
    if (!runs()) break
    signalIfThere(pid, signal)
    await untilGone(runs, waitMs)
  }
  if (runs()) {
    const message = 'Cannot stop the database server that an earlier program left behind'
    throw new DatabaseError('DATABASE_START', `${message} (process ${pid})`)
  }
  // PostgreSQL asks only whether any process has the number that stands in them.
  for (const name of ['postmaster.pid', `.s.PGSQL.${SOCKET_PORT}.lock`]) {
    rmSync(join(folder, name), { force: true })
  }
}

function recordedPid(folder: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(join(folder, 'postmaster.pid'), 'utf8'), 10)
    return pid > 1 ? pid : undefined
  } catch {
    return undefined
  }
}

/** Empty for a process that is gone or a zombie. */
function commandLine(pid: number): string {
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
      .stdout
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended in this very moment, or is not ours to end: what follows looks again.
  }
}

async function untilGone(runs: () => boolean, waitMs: number): Promise<void> {
  for (let waitedMs = 0; waitedMs < waitMs && runs(); waitedMs += POLL_MS) await delay(POLL_MS)
}
