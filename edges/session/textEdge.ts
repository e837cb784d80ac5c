import { MemoryPresence } from '#edges/presence/memoryPresence.ts'
import type { Presence } from '#edges/presence/presence.ts'
import { ChatLink, type ChatLinkCounters } from '#edges/talk/chatLink.ts'
import type { Hub } from '#protocol/bus.ts'
import type { FarewellReason } from '#protocol/frame.ts'
import { AccountDesk } from './accountDesk.ts'
import type { Accounts, CharacterSummary, Refusal } from './accounts.ts'
import { type Clock, realClock } from './clock.ts'
import { Conversation } from './conversation.ts'
import type { DeskServices } from './frontDesk.ts'
import type { Log } from './log.ts'
import { logIn } from './login.ts'
import { Pacer } from './pacer.ts'
import { Session } from './session.ts'
import type { PlayCounters } from './sessionOptions.ts'
import type { Terminal } from './terminal.ts'
import { EDGE_RESTARTS, FAREWELL, NEWS_UNREAD, PASSWORD_CHANGED } from './words.ts'
import { createWorldLink, type LinkCounters, type WorldLink } from './worldLink.ts'

/** How long clients may take to go once they were told to. */
const STOP_MS = 2000

export interface TextEdgeOptions {
  bus: Hub
  /** Name on the bus, of this run of this process alone. */
  edge: string
  accounts: Accounts
  services: DeskServices
  log: Log
  /** Whether an address is free of the limit of lines a second. */
  trusted(address: string): boolean
  /** The text answer to `mssp-request`: whole lines. */
  msspReply(): string
  /** Knows who plays at all edges; by default, this one is all there is. */
  presence?: Presence
  clock?: Clock
}

/** Why an edge ends: as worlds say farewell, or it alone ends, to begin anew. */
export type StopReason = FarewellReason | 'restart'

/** Ever growing. */
export interface EdgeCounters extends PlayCounters, LinkCounters, ChatLinkCounters {
  /** Clients welcomed. */
  sessions: number
}

export interface TextEdge {
  /** Takes charge of a client. Its banner waits for `ready`. */
  welcome(terminal: Terminal, ready?: Promise<void>): void
  /** Clients connected, signed in or not. */
  readonly sessionCount: number
  readonly playerCount: number
  readonly counters: Readonly<EdgeCounters>
  /** Says why and goodbye to all; resolves when they are gone, in about 2 s at most. */
  stop(reason: StopReason): Promise<void>
}

/** Sessions of text clients, whatever carries their text, from the banner to the goodbye. */
export function createTextEdge(options: TextEdgeOptions): TextEdge {
  return new Edge(options)
}

class Edge implements TextEdge {
  readonly #options: TextEdgeOptions
  readonly #clock: Clock
  readonly #desk: AccountDesk
  readonly #link: WorldLink
  readonly #chat: ChatLink
  readonly #pacer: Pacer
  readonly #presence: Presence
  readonly #counters = { sessions: 0, lines: 0, linesDropped: 0 }
  readonly #talks = new Set<Conversation>()
  readonly #sessions = new Set<Session>()
  /** What all are told who are still here, once it stops. */
  #goodbye: string | undefined
  #allGone: (() => void) | undefined

  constructor(options: TextEdgeOptions) {
    const { bus, edge, log, accounts, clock = realClock } = options
    this.#desk = new AccountDesk(accounts, log)
    this.#options = options
    this.#presence = options.presence ?? new MemoryPresence()
    this.#clock = clock
    this.#pacer = new Pacer(clock)
    this.#link = createWorldLink({ bus, edge, clock, log })
    this.#chat = new ChatLink({ bus, edge, clock, log })
  }

  get sessionCount(): number {
    return this.#talks.size + this.#sessions.size
  }

  get playerCount(): number {
    return this.#playing().length
  }

  get counters(): Readonly<EdgeCounters> {
    return { ...this.#counters, ...this.#link.counters, ...this.#chat.counters }
  }

  welcome(terminal: Terminal, ready: Promise<void> = Promise.resolve()): void {
    this.#counters.sessions++
    const talk: Conversation = new Conversation(terminal, this.#clock, () => {
      this.#talks.delete(talk)
      this.#noticeGone()
    })
    this.#talks.add(talk)
    if (this.#goodbye !== undefined) talk.leave(this.#goodbye)
    else void this.#logIn(terminal, talk, ready)
  }

  async stop(reason: StopReason): Promise<void> {
    const goodbye = reason === 'restart' ? EDGE_RESTARTS : FAREWELL[reason]
    this.#goodbye = goodbye
    for (const talk of this.#talks) talk.leave(goodbye)
    for (const session of this.#sessions) session.leave(goodbye)
    await this.#untilAllGone()
    await this.#chat.farewellsKept(STOP_MS)
    this.#chat.stop()
    this.#link.stop()
  }

  async #logIn(terminal: Terminal, talk: Conversation, ready: Promise<void>): Promise<void> {
    const { accounts, log, msspReply } = this.#options
    try {
      const playing = () => this.#presence.online().map(({ name }) => name)
      const options = { accounts, log, ready, playing, msspReply }
      const character = await logIn(talk, options)
      this.#play(terminal, talk, character, await this.#hasNews(character))
    } catch (error) {
      log.error({ kind: error instanceof Error ? error.name : typeof error }, 'A sign-in failed')
      talk.leave('Something went wrong here. Please connect again.')
    }
  }

  /** Whether there is news that the player has not read; no, where that cannot be known. */
  async #hasNews({ uid }: CharacterSummary): Promise<boolean> {
    const { services, log } = this.#options
    const { mark } = services.texts.read('news')
    try {
      return mark !== '' && (await services.newsMarks.lastRead(uid)) !== mark
    } catch (error) {
      log.error({ kind: error instanceof Error ? error.name : typeof error }, 'News marks failed')
      return false
    }
  }

  #play(
    terminal: Terminal,
    talk: Conversation,
    character: CharacterSummary,
    hasNews: boolean,
  ): void {
    if (talk.isOver) return
    const { readerChosen } = talk
    const { services, log } = this.#options
    talk.say(`Welcome, ${character.name}.`)
    const { text: motd } = services.texts.read('motd')
    if (motd !== '') talk.say(motd)
    if (hasNews) talk.say(NEWS_UNREAD)
    if (!talk.style.screenReader) talk.show('\n')
    const { screen, lines } = talk.handOver()
    this.#talks.delete(talk)
    const { uid, name } = character
    const { edge } = this.#options
    const departs = this.#presence.arrive({ uid, name, edge, since: Date.now() })
    const session: Session = new Session({
      terminal,
      screen,
      character,
      readerChosen,
      link: this.#link,
      clock: this.#clock,
      pacer: this.#pacer,
      trusted: this.#options.trusted(terminal.address),
      counters: this.#counters,
      services,
      talk: { link: this.#chat, playing: this.#presence },
      log,
      changePassword: (before, now) => this.#changePassword(session, before, now),
      ended: () => {
        departs()
        this.#sessions.delete(session)
        this.#noticeGone()
      },
    })
    this.#sessions.add(session)
    for (const line of lines) session.line(line)
  }

  /** Others who play with the same account are signed out: one of them may be why it is changed. */
  async #changePassword(
    changing: Session,
    before: string,
    now: string,
  ): Promise<Refusal | undefined> {
    const { uid } = changing.character
    const characters = await this.#desk.changePassword(uid, before, now, changing.address)
    if ('refused' in characters) return characters
    const uids = new Set(characters.map((character) => character.uid))
    for (const session of this.#sessions) {
      if (session !== changing && uids.has(session.character.uid)) session.leave(PASSWORD_CHANGED)
    }
    return undefined
  }

  #playing(): Session[] {
    return [...this.#sessions].filter((session) => !session.isOver)
  }

  #noticeGone(): void {
    if (this.sessionCount === 0) this.#allGone?.()
  }

  async #untilAllGone(): Promise<void> {
    if (this.sessionCount === 0) return
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#allGone = resolve
    const callOff = this.#clock.after(STOP_MS, resolve)
    await promise
    callOff()
  }
}
