import type { FrameHeader } from '#protocol/frame.ts'
import type { WireSchema } from '#protocol/schema.ts'

/**
 * How a frame follows those before it: `next` as it should, after a `hole`, a `repeat` of what is
 * known, or the first of a zone that has begun anew.
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
  #sequence = 0
  #firstTick = -1

  constructor(zone: string) {
    this.zone = zone
  }

  /** [F2] Takes note of the next frame's number. 0 is that of a frame outside the count. */
  follow({ sequence, tick }: FrameHeader): FrameOrder {
    const before = this.#sequence
    if (sequence === 0) return 'next'
    if (sequence === 1 && tick !== this.#firstTick) {
      this.#sequence = 1
      this.#firstTick = tick
      this.schema = undefined
      return before === 0 ? 'next' : 'restart'
    }
    if (sequence <= before) return 'repeat'
    this.#sequence = sequence
    return sequence === before + 1 ? 'next' : 'hole'
  }
}
