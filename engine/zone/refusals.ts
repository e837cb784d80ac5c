import type { Intent } from '#protocol/intent.ts'
import type { Delivered } from './inbox.ts'
import type { Interest } from './interest.ts'
import type { Publisher } from './publisher.ts'

const WENT_WRONG = 'Something went wrong with that, and it has been written down.'
const TOO_BUSY = 'The world is too busy to hear you. Try again in a moment.'

/** What is answered where nothing could be done, by no fault of whoever asked. */
export class Refusals {
  readonly #interest: Interest
  readonly #publisher: Publisher

  constructor(interest: Interest, publisher: Publisher) {
    this.#interest = interest
    this.#publisher = publisher
  }

  /** [I8] Answers an intent that has failed by a fault of ours: done again, it would fail again. */
  failed({ edge, intent: { kind, session: id } }: Delivered): void {
    const session = this.#interest.of(edge, id)
    if (kind === 'enter') this.#publisher.turnAway(edge, id, 'unavailable')
    if (kind !== 'line' || !session) return
    this.#publisher.tell(session.being, { verb: 'refuse', text: WENT_WRONG })
    this.#publisher.accepted(session, session.sequence)
  }

  /** [I7] Answers an intent for which the inbox has no room. */
  busy(edge: string, { session: id, sequence, kind }: Intent): void {
    if (kind === 'enter') this.#publisher.turnAway(edge, id, 'busy')
    const session = this.#interest.of(edge, id)
    if (kind !== 'line' || !session || sequence !== session.sequence + 1) return
    session.sequence = sequence
    this.#publisher.tell(session.being, { verb: 'refuse', text: TOO_BUSY })
    this.#publisher.accepted(session, sequence)
  }
}
