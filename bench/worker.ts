import assert from 'node:assert'
import { entriesOf, isWanted } from './catalogue.ts'
import { endEarly } from './cleanups.ts'
import { profiled } from './profile.ts'
import type { Line } from './results.ts'
import { runEntry } from './runEntry.ts'

/** What a process that runs the benches of one file is asked for. */
export interface Order {
  file: string
  only: readonly string[]
  smoke: boolean
  profile: string | undefined
}

/** What it tells: what it is doing, what it has found, and why it could not. */
export interface Told {
  doing?: { bench: string; step: string }
  found?: Line[]
  failed?: { code: string; message: string }
}

assert(process.send, 'This file runs as a child of run.ts')
process.once('message', (order: Order) => {
  void work(order)
    .catch(fail)
    .finally(() => {
      if (process.connected) process.disconnect()
    })
})
// Also when the parent is gone: whatever was started here ends with this process.
for (const event of ['disconnect', 'SIGTERM', 'SIGINT']) {
  process.once(event, () => {
    void endEarly().then(() => process.exit())
  })
}

async function work({ file, only, smoke, profile }: Order): Promise<void> {
  for (const entry of await entriesOf(file)) {
    if (!isWanted(file, entry, only)) continue
    const run = () => runEntry(entry, smoke, (step) => tell({ doing: { bench: entry.name, step } }))
    tell({ found: profile === undefined ? await run() : await profiled(profile, entry.name, run) })
  }
}

function fail(error: unknown): void {
  const coded = error instanceof Error && 'code' in error && typeof error.code === 'string'
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
  tell({
    failed: {
      code: coded ? String(error.code) : 'BENCH_FAILED',
      message: coded ? error.message : message,
    },
  })
  process.exitCode = 1
}

/** A parent that is gone hears nothing, which `disconnect` deals with. */
function tell(told: Told): void {
  process.send?.(told, () => {})
}
