import type { FarewellReason } from '#protocol/frame.ts'
import type { LinkedSession, LinkListener } from './linkedSession.ts'
import type { ZoneFeed } from './zoneFeed.ts'

/** What the books of a link tell it, so that it can make good what was lost. */
export interface DispatchHost<Listener extends LinkListener> {
  /** `isNew`: it was in no zone or in another before. */
  welcomed(session: LinkedSession<Listener>, isNew: boolean): void
  /** The zone has passed over something, for want of what came before it. */
  missed(session: LinkedSession<Listener>): void
  /** The zone believes that a session plays there which was given up. */
  stranger(zone: string, id: number): void
  /** [F8] A zone has handed the session over: it is to enter the world again. */
  crossing(session: LinkedSession<Listener>): void
  failed(session: LinkedSession<Listener>, error: unknown): void
}

/**
 * Knows which sessions a link has, and which zone each is in; takes what a frame has for them to
 * their listeners. How the views and the items of rooms are told is up to its two kinds.
 */
export abstract class Dispatch<Listener extends LinkListener> {
  readonly #host: DispatchHost<Listener>
  readonly #sessions = new Map<number, LinkedSession<Listener>>()
  readonly #concerned = new Set<LinkedSession<Listener>>()
  #zone = ''

  constructor(host: DispatchHost<Listener>) {
    this.#host = host
  }

  /**
   * Takes the items of one frame, in order, to those whom they concern.
   *
   * @throws {ProtocolError} where the frame breaks off; what came before has been told
   */
  abstract read(payload: Uint8Array, feed: ZoneFeed): void

  /** The session watches no room any more. */
  protected abstract leaveRoom(session: LinkedSession<Listener>): void

  add(session: LinkedSession<Listener>): void {
    this.#sessions.set(session.id, session)
  }

  has(session: LinkedSession<Listener>): boolean {
    return this.#sessions.has(session.id)
  }

  sessions(): IterableIterator<LinkedSession<Listener>> {
    return this.#sessions.values()
  }

  remove(session: LinkedSession<Listener>): void {
    this.leaveRoom(session)
    this.#sessions.delete(session.id)
  }

  giveUp(session: LinkedSession<Listener>): void {
    this.#dismiss(session, 'unavailable')
    this.end()
  }

  tellStalled(session: LinkedSession<Listener>): void {
    this.deliver(session, (listener) => listener.stalled())
    this.end()
  }

  /** A frame of `zone` follows. */
  begin(zone: string): void {
    this.#zone = zone
  }

  /** The frame is over: whoever heard of something is told so. */
  end(): void {
    for (const session of this.#concerned) this.#call(session, (listener) => listener.frameEnd())
    this.#concerned.clear()
  }

  welcome(id: number, selfUid: number): void {
    const session = this.#known(id)
    if (session?.character.uid !== selfUid) return
    const isNew = session.zone !== this.#zone
    // What it watched there is past; it watches nothing until it has a view of this zone.
    if (isNew) this.leaveRoom(session)
    session.zone = this.#zone
    session.confirmEnter()
    this.#host.welcomed(session, isNew)
    this.deliver(session, (listener) => listener.welcome())
  }

  farewell(id: number, reason: FarewellReason): void {
    if (!this.#sessions.has(id)) return
    const session = this.of(id)
    // One between two zones goes on trying: it has left the one, and the other may come back.
    const isPassing = reason === 'unavailable' || reason === 'busy'
    if (session && !(session.isCrossing && isPassing)) this.#dismiss(session, reason)
  }

  /** [F8] The answer to what took the session over a border is that it is shown where it comes. */
  handOver(id: number, sequence: number): void {
    const session = this.of(id)
    if (!session || session.isCrossing) return
    this.leaveRoom(session)
    if (session.isGone) {
      this.remove(session)
      return
    }
    session.cross(sequence)
    this.#host.crossing(session)
    this.deliver(session, (listener) => listener.crossing())
  }

  accepted(id: number, sequence: number): void {
    const session = this.of(id)
    // An enter is confirmed by the welcome alone, which would else not be asked for again.
    if (session?.zone === undefined) return
    const { intents, lines: taken } = session.confirm(sequence)
    const lines = taken + session.takeLinesBefore()
    const isMissed = intents === 0 && session.unconfirmed.length > 0
    if (isMissed && !session.repeatedLately) this.#host.missed(session)
    if (session.isGone && session.unconfirmed.length === 0) this.remove(session)
    else if (lines > 0) this.deliver(session, (listener) => listener.accepted(lines))
  }

  /** The zone whose frame is read. */
  protected get zone(): string {
    return this.#zone
  }

  /** The session, unless another zone has taken it since: what its old zone still says is past. */
  protected of(id: number): LinkedSession<Listener> | undefined {
    const session = this.#known(id)
    if (!session) return undefined
    return session.zone === undefined || session.zone === this.#zone ? session : undefined
  }

  protected deliverAll(
    sessions: Iterable<LinkedSession<Listener>>,
    item: (listener: Listener) => void,
  ): void {
    for (const session of sessions) this.deliver(session, item)
  }

  protected deliver(
    session: LinkedSession<Listener> | undefined,
    item: (listener: Listener) => void,
  ): void {
    if (session === undefined || session.isGone) return
    this.#concerned.add(session)
    this.#call(session, item)
  }

  #known(id: number): LinkedSession<Listener> | undefined {
    const session = this.#sessions.get(id)
    if (!session) this.#host.stranger(this.#zone, id)
    return session
  }

  #dismiss(session: LinkedSession<Listener>, reason: FarewellReason): void {
    this.remove(session)
    this.deliver(session, (listener) => listener.farewell(reason))
  }

  /** One session's trouble is not the others'. */
  #call(session: LinkedSession<Listener>, item: (listener: Listener) => void): void {
    try {
      item(session.listener)
    } catch (error) {
      this.#host.failed(session, error)
    }
  }
}
