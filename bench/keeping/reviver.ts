import { enableCompileCache } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import type { ZoneKeeping } from '#engine/zone/keeping.ts'

/** A thread that makes a zone again of what was kept of it, once, and tells how long that took. */

/** How long a part took, in milliseconds. */
export interface Revived {
  /** Putting a snapshot and the records after it together. */
  readMs: number
  /** Making the entities. */
  madeMs: number
  /** All of the zone, with the places and what resets bring. */
  zoneMs: number
  entities: number
}

enableCompileCache()
// What follows comes out of the cache, as it does in the program.
const { ZoneRunner } = await import('#engine/zone/runner.ts')
const { KeptModel } = await import('#engine/zone/keptModel.ts')
const { ZoneJournal } = await import('#engine/zone/zoneJournal.ts')
const { deafBus } = await import('#bench/worlds.ts')
const { shippedSetup } = await import('./playedWorld.ts')

const setup = { ...shippedSetup(), keeping: workerData as ZoneKeeping }
const apply = timed(KeptModel.prototype, 'apply')
const recover = timed(ZoneJournal.prototype, 'recover')
const began = performance.now()
const { zone } = new ZoneRunner(setup, deafBus)
const zoneMs = performance.now() - began
const revived: Revived = {
  readMs: apply.ms,
  madeMs: recover.ms - apply.ms,
  zoneMs,
  entities: zone.byUid.size,
}
parentPort?.postMessage(revived)

/** Notes how long all calls of a method take. */
function timed<Name extends string>(
  prototype: Record<Name, (...given: never[]) => unknown>,
  name: Name,
): { ms: number } {
  const total = { ms: 0 }
  const run = prototype[name]
  prototype[name] = function (this: unknown, ...given) {
    const began = performance.now()
    const result = run.apply(this, given)
    total.ms += performance.now() - began
    return result
  }
  return total
}
