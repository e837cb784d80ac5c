import type { Presence } from '#edges/presence/presence.ts'
import type { CharacterSummary } from '#edges/session/accounts.ts'
import type { Clock } from '#edges/session/clock.ts'
import type { EntryPasses } from '#edges/session/entryPasses.ts'
import type { Log } from '#edges/session/log.ts'
import type { PlayCounters } from '#edges/session/sessionOptions.ts'
import { createLink, type LinkCounters, type WorldLink } from '#edges/session/worldLink.ts'
import { ChatLink, type ChatLinkCounters } from '#edges/talk/chatLink.ts'
import type { Hub } from '#protocol/bus.ts'
import type { ClosingReason } from '#protocol/client.ts'
import type { WireEvent } from '#protocol/event.ts'
import { ITEM, ItemWriter } from '#protocol/frame.ts'
import { RawDispatch, type RawListener } from './rawDispatch.ts'
import { RawSession } from './rawSession.ts'
import { NO_SESSION } from './rawTalk.ts'
import type { ServerSocket, SocketListener } from './server.ts'

/** Resume tokens of those who are connected are kept alive so often. */
export const KEEP_ALIVE_MS = 60_000
/** How long clients may take to go once they were told to. */
const STOP_MS = 2000

export interface RawEdgeOptions {
  bus: Hub
  /** Name on the bus, of this run of this process alone. */
  edge: string
  passes: EntryPasses
  /** Knows who plays at all edges. */
  presence: Presence
  log: Log
  clock: Clock
  /** Sends one message to all who have joined `topic`. */
  publish(topic: string, bytes: Uint8Array): void
}

/** Sessions of the graphical protocol, which are sent the bytes of zones as they are. */
export class RawEdge {
  readonly #options: RawEdgeOptions
  readonly #link: WorldLink<RawListener>
  readonly #chat: ChatLink
  readonly #counters: PlayCounters = { lines: 0, linesDropped: 0 }
  readonly #sessions = new Set<RawSession>()
  readonly #items = new ItemWriter()
  #stopping: ClosingReason | undefined
  #callOffKeeping: (() => void) | undefined
  #allGone: (() => void) | undefined

  constructor(options: RawEdgeOptions) {
    this.#options = options
    const publish = (room: number, items: Uint8Array) => options.publish(String(room), items)
    this.#link = createLink(options, (host) => new RawDispatch(host, publish))
    this.#chat = new ChatLink(options)
  }

  get sessionCount(): number {
    return this.#sessions.size
  }

  get playerCount(): number {
    return [...this.#sessions].filter(({ character }) => character !== undefined).length
  }

  get counters(): Readonly<PlayCounters & LinkCounters & ChatLinkCounters> {
    return { ...this.#counters, ...this.#link.counters, ...this.#chat.counters }
  }

  /** Takes charge of a client. */
  open(socket: ServerSocket, trusted: boolean): SocketListener {
    const { clock, passes, presence, log } = this.#options
    let departs = () => {}
    const session: RawSession = new RawSession({
      socket,
      trusted,
      clock,
      passes,
      link: this.#link,
      talk: { link: this.#chat, playing: presence },
      log,
      counters: this.#counters,
      began: (character) => {
        departs = this.#arrive(character)
      },
      ended: () => {
        departs()
        this.#sessions.delete(session)
        if (this.#sessions.size === 0) this.#allGone?.()
      },
    })
    this.#sessions.add(session)
    this.#armKeeping()
    if (this.#stopping) session.leave(this.#stopping)
    return session
  }

  /** Tells an event to all who play the character `uid` here. */
  tell(uid: number, event: WireEvent): void {
    const item = this.#items.event(ITEM.ownEvent, NO_SESSION, event).slice()
    for (const session of this.#sessions) if (session.character?.uid === uid) session.tell(item)
  }

  /** Says why and goodbye to all; resolves when they are gone, in about 2 s at most. */
  async stop(reason: ClosingReason): Promise<void> {
    this.#stopping = reason
    this.#callOffKeeping?.()
    for (const session of this.#sessions) session.leave(reason)
    if (this.#sessions.size > 0) {
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#allGone = resolve
      const callOff = this.#options.clock.after(STOP_MS, resolve)
      await promise
      callOff()
    }
    await this.#chat.farewellsKept(STOP_MS)
    this.#chat.stop()
    this.#link.stop()
  }

  #arrive({ uid, name }: CharacterSummary): () => void {
    const { presence, edge } = this.#options
    return presence.arrive({ uid, name, edge, since: Date.now() })
  }

  #armKeeping(): void {
    if (this.#stopping) return
    this.#callOffKeeping ??= this.#options.clock.after(KEEP_ALIVE_MS, () => {
      this.#callOffKeeping = undefined
      void this.#keepAlive()
    })
  }

  async #keepAlive(): Promise<void> {
    const tokens = [...this.#sessions].map(({ resumeToken }) => resumeToken)
    const good = tokens.filter((token) => token !== '')
    if (this.#sessions.size > 0) this.#armKeeping()
    if (good.length === 0) return
    try {
      await this.#options.passes.keepAlive(good)
    } catch (error) {
      const kind = error instanceof Error ? error.name : typeof error
      this.#options.log.warn({ kind }, 'Resume tokens could not be kept alive')
    }
  }
}
