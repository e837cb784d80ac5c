import type { AnyComponent } from '#components/define.ts'
import type { Zone } from './zone.ts'

/** A rule that runs on the tick. */
export interface System {
  name: string
  /** It runs in ticks that this divides. */
  everyTicks: number
  /** The components it may write: what it writes beyond them fails its test. */
  writes: readonly AnyComponent[]
  run(zone: Zone): void
}

/** Declares a system; `schedule.ts` says when it runs. */
export function defineSystem(system: System): System {
  return system
}
