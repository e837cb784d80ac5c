import { type Hub, SUBJECT } from '#protocol/bus.ts'
import { ByteReader } from '#protocol/bytes.ts'
import { type FrameHeader, readFrameHeader } from '#protocol/frame.ts'
import type { Intent } from '#protocol/intent.ts'
import { decodeMember, type MemberZone } from '#protocol/member.ts'
import type { Clock } from './clock.ts'
import type { Dispatch, DispatchHost } from './dispatch.ts'
import { FrameDispatch } from './frameDispatch.ts'
import { IntentOutbox } from './intentOutbox.ts'
import {
  LinkedSession,
  type LinkListener,
  type PlayedCharacter,
  type Wish,
  type WorldListener,
} from './linkedSession.ts'
import type { Log } from './log.ts'
import { ZoneFeed } from './zoneFeed.ts'

/** While anything is unconfirmed, all sessions are looked at so often for what does not move. */
export const LOOK_EVERY_MS = 2000
/** Looks after which one who could not enter is told so. */
export const ENTER_LOOKS_MAX = 8
/** Looks after which a zone that does not hear of a lost terminal is given up. */
export const LOST_LOOKS_MAX = 30
/** After every so many looks without an answer a session enters again: it may be forgotten. */
export const REENTER_LOOKS = 4
/** The look at which a player is told that the world does not answer. */
const STALLED_LOOKS_TOLD = 2

/** Ever growing. */
export interface LinkCounters {
  framesReceived: number
  /** Frames that broke off at something unreadable; what came before it was used. */
  framesUnreadable: number
  /** Times that frames were missing, or a zone began anew. */
  frameHoles: number
  /** Frames that came a second time, and were dropped. */
  framesRepeated: number
  /** Intents that were sent again. */
  intentsRepeated: number
  /** Items that a session could not take, by a fault of ours. */
  itemsFailed: number
}

export interface WorldLinkOptions {
  bus: Hub
  /** This edge's name on the bus. Sessions count from 1, so no two runs share a name. */
  edge: string
  clock: Clock
  log: Log
}

/** A session's way to the world. */
export interface WorldSession {
  /** Sends a line to the zone that has taken the session in. At most eight may be unconfirmed. */
  line(text: string): void
  /** Asks for all views again, which were not taken as they came. */
  resync(): void
  /** The terminal is gone: the world is told, the listener hears no more. */
  linkLost(): void
}

export interface WorldLink<Listener extends LinkListener = WorldListener> {
  readonly counters: Readonly<LinkCounters>
  /** Asks the world to take in a character. The listener hears `welcome` or `farewell`. */
  enter(listener: Listener, character: PlayedCharacter): WorldSession
  /** Sends what waits and hears no more. */
  stop(): void
}

/** Joins all sessions of one edge that are shown words to the world: frames in, intents out. */
export function createWorldLink(options: WorldLinkOptions): WorldLink {
  return createLink(options, (host) => new FrameDispatch(host))
}

/** Joins sessions of one edge to the world, each hearing of it as `makeDispatch` has it told. */
export function createLink<Listener extends LinkListener>(
  options: WorldLinkOptions,
  makeDispatch: (host: DispatchHost<Listener>) => Dispatch<Listener>,
): WorldLink<Listener> {
  return new Link(options, makeDispatch)
}

class Link<Listener extends LinkListener> implements WorldLink<Listener> {
  readonly counters: LinkCounters = {
    framesReceived: 0,
    framesUnreadable: 0,
    frameHoles: 0,
    framesRepeated: 0,
    intentsRepeated: 0,
    itemsFailed: 0,
  }
  readonly #clock: Clock
  readonly #log: Log
  readonly #outbox: IntentOutbox
  readonly #feeds = new Map<string, ZoneFeed>()
  readonly #dispatch: Dispatch<Listener>
  readonly #subscriptions: readonly (() => void)[]
  #lastSession = 0
  /** What has been written down since the last look. */
  readonly #loggedLately = new Set<'frame' | 'item'>()
  /** Sessions that zones were told to let go of since the last look. */
  readonly #disowned = new Set<number>()
  #isStopped = false
  #callOffLook: (() => void) | undefined

  constructor(
    { bus, edge, clock, log }: WorldLinkOptions,
    makeDispatch: (host: DispatchHost<Listener>) => Dispatch<Listener>,
  ) {
    this.#clock = clock
    this.#log = log
    this.#outbox = new IntentOutbox(bus, edge, clock)
    this.#dispatch = makeDispatch({
      welcomed: (session, isNew) => this.#welcomed(session, isNew),
      missed: (session) => this.#repeat(session),
      stranger: (zone, id) => this.#disown(zone, id),
      crossing: (session) => this.#send(session, session.enterAgain()),
      failed: (session, error) => this.#failed(session, error),
    })
    this.#subscriptions = [
      bus.subscribe(SUBJECT.edge(edge), (payload) => this.#receive(payload)),
      bus.subscribe(SUBJECT.members, (payload) => {
        for (const each of decodeMember(payload).zones) this.#hearOfZone(each)
      }),
      bus.onGap(() => this.#afterGap()),
    ]
  }

  enter(listener: Listener, character: PlayedCharacter): WorldSession {
    const { uid, name } = character
    const session = new LinkedSession(++this.#lastSession, { uid, name }, listener)
    this.#dispatch.add(session)
    this.#send(session, session.enter())
    return {
      line: (text) => this.#ask(session, { kind: 'line', text }),
      resync: () => this.#resync(session),
      linkLost: () => this.#linkLost(session),
    }
  }

  stop(): void {
    this.#isStopped = true
    for (const end of this.#subscriptions) end()
    this.#callOffLook?.()
    this.#outbox.flush()
  }

  #resync(session: LinkedSession<Listener>): void {
    if (!this.#dispatch.has(session) || session.isGone || session.zone === undefined) return
    this.#send(session, session.resync())
  }

  #linkLost(session: LinkedSession<Listener>): void {
    if (session.isGone) return
    session.isGone = true
    // It is kept by itself, and wakes where it was going.
    if (session.isCrossing) this.#dispatch.remove(session)
    // Whoever is not yet taken in has nowhere to say it; the welcome will find it gone.
    if (session.zone !== undefined) this.#ask(session, { kind: 'linkLost' })
  }

  #receive(payload: Uint8Array): void {
    this.counters.framesReceived++
    let header: FrameHeader
    try {
      header = readFrameHeader(new ByteReader(payload))
    } catch (error) {
      this.counters.framesUnreadable++
      this.#warn({ reason: wordsOf(error) })
      return
    }
    const feed = this.#feedOf(header.zone)
    const order = feed.follow(header)
    const wasGap = feed.wasGap
    feed.wasGap = false
    if (order === 'repeat') {
      this.counters.framesRepeated++
      return
    }
    if (order !== 'next') this.counters.frameHoles++
    const isWhole = this.#read(payload, feed)
    if (order === 'restart') this.#enterAllAgain(feed)
    else if ((order === 'hole' && !wasGap) || !isWhole) this.#makeGood(feed)
  }

  /** @returns false if the frame broke off */
  #read(payload: Uint8Array, feed: ZoneFeed): boolean {
    this.#dispatch.begin(feed.zone)
    try {
      this.#dispatch.read(payload, feed)
      return true
    } catch (error) {
      this.counters.framesUnreadable++
      this.#warn({ zone: feed.zone, reason: wordsOf(error) })
      return false
    } finally {
      this.#dispatch.end()
    }
  }

  #feedOf(zone: string): ZoneFeed {
    let feed = this.#feeds.get(zone)
    if (!feed) {
      feed = new ZoneFeed(zone)
      this.#feeds.set(zone, feed)
    }
    return feed
  }

  /** [M2] A zone that has begun anew knows nobody: sessions need not find that out by waiting. */
  #hearOfZone({ zone, epoch, isPausing }: MemberZone): void {
    const feed = this.#feedOf(zone)
    if (feed.runs(epoch)) this.#enterAllAgain(feed)
    if (feed.isPast(epoch) || !isPausing || feed.isPausing) return
    feed.isPausing = true
    for (const session of this.#sessionsIn(feed)) this.#dispatch.tellStalled(session)
  }

  /** Frames and intents may have been lost, of all zones, and none are any more. */
  #afterGap(): void {
    for (const feed of this.#feeds.values()) {
      feed.wasGap = true
      this.#makeGood(feed)
    }
    for (const session of this.#dispatch.sessions()) {
      if (session.zone === undefined) this.#repeat(session)
    }
  }

  /** Frames were lost: the zone's sessions ask for their views, at most once between two looks. */
  #makeGood(feed: ZoneFeed): void {
    this.#armLook()
    feed.askAgain = feed.askedLately
    if (feed.askedLately) return
    feed.askedLately = true
    for (const session of this.#sessionsIn(feed)) {
      this.#repeat(session)
      if (!session.isGone) this.#send(session, session.resync())
    }
  }

  /** The zone has begun anew and knows nobody. */
  #enterAllAgain(feed: ZoneFeed): void {
    for (const session of this.#sessionsIn(feed)) this.#enterAgain(session)
  }

  #enterAgain(session: LinkedSession<Listener>): void {
    if (session.isGone) this.#dispatch.remove(session)
    else this.#send(session, session.enterAgain())
  }

  *#sessionsIn({ zone }: ZoneFeed): Iterable<LinkedSession<Listener>> {
    for (const session of this.#dispatch.sessions()) if (session.zone === zone) yield session
  }

  #welcomed(session: LinkedSession<Listener>, isNew: boolean): void {
    session.isCrossing = false
    // What the zone before has not done, this one does; it knows how far the other came.
    if (isNew || session.isReentering) this.#repeat(session)
    session.isReentering = false
    // The enter is accepted behind this: that is no sign that what is asked for now was missed.
    session.repeatedLately = true
    if (session.isGone && !session.awaits('linkLost')) this.#ask(session, { kind: 'linkLost' })
  }

  /** [I10] Whoever was given up here must not stay in the world as one who is there for ever. */
  #disown(zone: string, id: number): void {
    if (this.#disowned.has(id)) return
    this.#disowned.add(id)
    this.#outbox.add(SUBJECT.zone(zone), { kind: 'linkLost', session: id, sequence: 0 })
    this.#armLook()
  }

  #ask(session: LinkedSession<Listener>, wish: Wish): void {
    if (this.#dispatch.has(session)) this.#send(session, session.number(wish))
  }

  #send(session: LinkedSession<Listener>, intent: Intent): void {
    // What a session between two zones asks for waits for the one that takes it in.
    const waits = session.isCrossing && intent.kind !== 'enter'
    if (!waits) this.#outbox.add(subjectOf(session, intent), intent)
    this.#armLook()
  }

  #repeat(session: LinkedSession<Listener>): void {
    if (session.unconfirmed.length === 0) return
    session.repeatedLately = true
    for (const intent of session.unconfirmed) this.#send(session, intent)
    this.counters.intentsRepeated += session.unconfirmed.length
  }

  /** One timer for all sessions, armed while any of them waits. */
  #armLook(): void {
    if (this.#isStopped) return
    this.#callOffLook ??= this.#clock.after(LOOK_EVERY_MS, () => {
      this.#callOffLook = undefined
      this.#look()
    })
  }

  #look(): void {
    this.#loggedLately.clear()
    this.#disowned.clear()
    for (const session of this.#dispatch.sessions()) {
      if (!session.look()) this.#lookAtStalled(session)
      if (session.waits) this.#armLook()
    }
    for (const feed of this.#feeds.values()) {
      feed.askedLately = false
      if (feed.askAgain) this.#makeGood(feed)
    }
  }

  #lookAtStalled(session: LinkedSession<Listener>): void {
    const looks = session.stalledLooks
    const isLet = session.zone !== undefined || session.isCrossing
    if (!isLet && looks >= ENTER_LOOKS_MAX) this.#dispatch.giveUp(session)
    else if (session.isGone && looks >= LOST_LOOKS_MAX) this.#dispatch.remove(session)
    else {
      this.#repeat(session)
      if (session.awaitsViews) this.#send(session, session.resync())
      const isDue = session.isReentering || looks % REENTER_LOOKS === 0
      if ((session.zone !== undefined && isDue) || session.isCrossing) this.#enterAgain(session)
      if (looks === STALLED_LOOKS_TOLD) this.#dispatch.tellStalled(session)
    }
  }

  #warn(details: object): void {
    if (this.#isFirstLately('frame')) this.#log.warn(details, 'A frame could not be read')
  }

  #failed(session: LinkedSession<Listener>, error: unknown): void {
    this.counters.itemsFailed++
    if (!this.#isFirstLately('item')) return
    this.#log.error({ err: error, session: session.id }, 'A session could not take an item')
  }

  /** Trouble may come in thousands: one between two looks is written down, all are counted. */
  #isFirstLately(trouble: 'frame' | 'item'): boolean {
    if (this.#loggedLately.has(trouble)) return false
    this.#loggedLately.add(trouble)
    this.#armLook()
    return true
  }
}

/** An enter goes by the door alone, where what was kept of the character is put to it. */
function subjectOf({ zone }: LinkedSession, { kind }: Intent): string {
  return zone === undefined || kind === 'enter' ? SUBJECT.enter : SUBJECT.zone(zone)
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
