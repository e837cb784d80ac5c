import type { Ending } from './entry.ts'
import type { RecordingReader, Tail } from './recording.ts'
import { type Difference, type Done, Replay } from './replay.ts'

/** How a replay went. */
export interface Played {
  ticks: number
  turns: number
  /** The tick that the zone came to. */
  tick: number
  /** The first; the replay stopped there. */
  difference: Difference | undefined
  /** How the zone's thread ended, if it did so by a fault, then as now. */
  broken: string | undefined
  /** Why the recording ends, if it says so. */
  ending: Ending | undefined
  /** How its bytes end; undefined if the replay did not come so far. */
  tail: Tail | undefined
}

/**
 * Runs a recorded zone again until the recording ends, or `toTick` is over, or something differs.
 */
export function playBack(
  reader: RecordingReader,
  onDone?: (done: Done) => void,
  toTick = Number.POSITIVE_INFINITY,
): Played {
  const replay = new Replay(reader.header, onDone)
  let difference: Difference | undefined
  let ending: Ending | undefined
  while (!difference && replay.tick < toTick) {
    const entry = reader.next()
    if (!entry) break
    difference = replay.take(entry)
    if (entry.kind === 'end') ending = entry.why
  }
  const { ticks, turns, tick, broken } = replay
  return { ticks, turns, tick, difference, broken, ending, tail: reader.tail }
}
