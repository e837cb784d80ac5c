import type { FrameHeader } from '#protocol/frame.ts'
import type { WireSchema } from '#protocol/schema.ts'

/**
 * How a frame follows those before it: `next` as it should, after a `hole`, a `repeat` of what is
 * known or past, or the first of a zone that has begun anew.
 */
export type FrameOrder = 'next' | 'hole' | 'repeat' | 'restart'

/** What an edge knows of the frames of one zone. */
export class ZoneFeed {
  readonly zone: string
  schema: WireSchema | undefined
  /** Its sessions were told to ask for their views since the last look. */
  askedLately = false
  /** Frames were lost since then: the sessions are to ask at the next look. */
  askAgain = false
  /** There was a gap since its last frame: a hole that the next one shows is made good already. */
  wasGap = false
  /** It stands still, and its players know. */
  isPausing = false
  #sequence = 0
  #epoch = 0

  constructor(zone: string) {
    this.zone = zone
  }

  /**
   * [M2] Takes note of the run of the zone that goes on now.
   *
   * @returns whether it has begun anew since the one that was known: it knows none of the sessions
   */
  runs(epoch: number): boolean {
    if (epoch <= this.#epoch) return false
    const isAnew = this.#epoch !== 0
    this.#epoch = epoch
    this.#sequence = 0
    this.schema = undefined
    this.isPausing = false
    return isAnew
  }

  /** Whether what is told now is of an older run than is known. */
  isPast(epoch: number): boolean {
    return epoch < this.#epoch
  }

  /** [F2] Takes note of the next frame's number. 0 is that of a frame outside the count. */
  follow({ epoch, sequence }: FrameHeader): FrameOrder {
    if (sequence === 0) return 'next'
    if (this.isPast(epoch)) return 'repeat'
    const isAnew = this.runs(epoch)
    const before = this.#sequence
    if (sequence <= before) return 'repeat'
    this.#sequence = sequence
    if (isAnew) return 'restart'
    return sequence === before + 1 ? 'next' : 'hole'
  }
}
