import { plain } from '#edges/text/format.ts'
import { gmcpOfRoomView } from '#edges/text/gmcp.ts'
import type { GmcpMessage } from '#edges/text/gmcpItem.ts'
import { gmcpOfRequest } from '#edges/text/gmcpRequest.ts'
import { OwnView, type Preferences } from '#edges/text/own.ts'
import { NOWHERE, type Place } from '#edges/text/place.ts'
import { renderPrompt } from '#edges/text/prompt.ts'
import { renderRoomView } from '#edges/text/room.ts'
import { type Listed, RoomRoster, type RosterChanges } from '#edges/text/roomRoster.ts'
import type { Style } from '#edges/text/style.ts'
import { renderTerminal } from '#edges/text/terminalPage.ts'
import type { FarewellReason, ViewReason } from '#protocol/frame.ts'
import type { ComponentChange, EntityRecord } from '#protocol/record.ts'
import type { CharacterSummary } from './accounts.ts'
import { appearanceOf } from './appearance.ts'
import { FrontDesk } from './frontDesk.ts'
import type { WorldListener } from './linkedSession.ts'
import { Outlet } from './outlet.ts'
import { OwnTeller } from './ownTeller.ts'
import { isPaged, Pager, pageLinesOf } from './pager.ts'
import { NEARLY_PASSWORD, PASSWORD, PasswordChange } from './passwordChange.ts'
import { isSpeech, RecentLines } from './recentLines.ts'
import type { Screen } from './screen.ts'
import type { PlayCounters, SessionOptions } from './sessionOptions.ts'
import { SessionTalk } from './sessionTalk.ts'
import type { SharedEvent } from './sharedEvent.ts'
import type { Terminal, TerminalListener } from './terminal.ts'
import { Throttle } from './throttle.ts'
import { clearedWords, droppedWords, FAREWELL, LINE_TOO_LONG, WORLD_STALLED } from './words.ts'
import type { WorldSession } from './worldLink.ts'

/**
 * One player playing: lines to the world, what the world tells to the terminal, as text and GMCP.
 *
 * All that one frame brings is written at once, with one prompt after it.
 */
export class Session implements TerminalListener, WorldListener {
  readonly character: CharacterSummary
  readonly #terminal: Terminal
  readonly #screen: Screen
  readonly #counters: PlayCounters
  readonly #readerChosen: boolean | undefined
  readonly #ended: () => void
  readonly #changePassword: SessionOptions['changePassword']
  readonly #throttle: Throttle
  readonly #world: WorldSession
  readonly #own = new OwnView()
  readonly #ownTeller = new OwnTeller(this.#own, (messages) => this.#sendGmcp(messages))
  readonly #pager = new Pager()
  readonly #recent = new RecentLines()
  readonly #desk: FrontDesk
  readonly #talk: SessionTalk
  readonly #outlet: Outlet
  #preferences: Preferences | undefined
  #style: Style
  #hadGmcp: boolean
  /** What GMCP has told to be in the room; none without GMCP, or before the first view with it. */
  #roster: RoomRoster | undefined
  #place: Place = NOWHERE
  /** While it asks, what is typed is for it, and no prompt is shown. */
  #passwordChange: PasswordChange | undefined
  #lastLine = ''
  #isOver = false
  /** On its way from zone to zone: the step waits to be shown with where it leads. */
  #isCrossing = false
  #hasQuit = false

  constructor(options: SessionOptions) {
    const { terminal, counters, link, clock, pacer, trusted } = options
    this.#outlet = new Outlet({
      pacer,
      holds: () => this.#talk.isBusy || this.#isCrossing,
      write: (text, answers) => this.#write(text, answers),
    })
    this.character = options.character
    this.#terminal = terminal
    this.#screen = options.screen
    this.#counters = counters
    this.#readerChosen = options.readerChosen
    this.#ended = options.ended
    this.#changePassword = options.changePassword
    this.#style = appearanceOf(terminal.capabilities, options.readerChosen)
    this.#hadGmcp = terminal.capabilities.gmcp
    this.#throttle = new Throttle({
      clock,
      trusted,
      send: (line) => this.#world.line(line),
      tellDropped: (lines) => this.#tellDropped(lines),
    })
    this.#desk = new FrontDesk({
      ...options,
      recent: this.#recent,
      style: () => this.#style,
      show: (text) => this.#show(this.#paged(text)),
      reply: (text) => this.#reply(this.#paged(text)),
    })
    this.#talk = new SessionTalk({
      ...options,
      own: this.#own,
      show: (event) => this.#hear(event),
      reply: (events) => this.#answer(events),
    })
    this.#world = link.enter(this, options.character)
    terminal.listen(this)
  }

  get address(): string {
    return this.#terminal.address
  }

  /** It is over for the player; the client may not be gone yet. */
  get isOver(): boolean {
    return this.#isOver
  }

  /** Shows a paragraph of ours, and the prompt again. */
  tell(words: string): void {
    this.#show(plain(words, this.#style))
    // A frame that is being read ends before this and takes it along.
    queueMicrotask(() => this.#outlet.flush())
  }

  /** Ends it from our side: the world hears of it when the client is gone. */
  leave(words: string): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#throttle.close()
    this.#talk.leave(this.#hasQuit)
    this.#screen.write(this.#outlet.close())
    this.#terminal.sendGmcp('Core.Goodbye', words)
    this.#screen.close(plain(words, this.#style))
  }

  // What the terminal says.

  line(text: string): void {
    if (this.#isOver) return
    this.#screen.typed()
    this.#counters.lines++
    const word = text.trim()
    if (this.#passwordChange) return this.#passwordChange.line(text)
    if (this.#talk.write(text)) return
    if (this.#pager.isOpen && this.#turnPage(text)) return
    if (PASSWORD.test(word)) return this.#askPassword()
    if (word !== '' && !NEARLY_PASSWORD.test(word)) this.#recent.typed(text)
    if (word === '--') this.tell(clearedWords(this.#throttle.clear()))
    else if (word !== '!') this.#offer(text)
    else if (this.#lastLine === '') this.tell('You have typed nothing yet that could be repeated.')
    else this.#throttle.offer(this.#lastLine)
  }

  lineTooLong(): void {
    if (this.#isOver) return
    this.#screen.typed()
    this.tell(LINE_TOO_LONG)
  }

  gmcp(name: string, value: unknown): void {
    if (this.#talk.gmcp(name, value)) return
    this.#sendGmcp(gmcpOfRequest(name, value, this.#own, this.#roster))
  }

  capabilitiesChanged(): void {
    const { gmcp } = this.#terminal.capabilities
    if (gmcp && !this.#hadGmcp && this.#preferences) this.#ownTeller.tellAll()
    this.#hadGmcp = gmcp
    if (!gmcp) {
      this.#roster = undefined
      this.#ownTeller.forget()
    }
    this.#dress()
  }

  closed(): void {
    this.#isOver = true
    this.#throttle.close()
    this.#outlet.close()
    this.#talk.leave(this.#hasQuit)
    this.#world.linkLost()
    this.#ended()
  }

  // What the world says.

  welcome(): void {
    this.#throttle.open()
  }

  farewell(reason: FarewellReason): void {
    this.#hasQuit = reason === 'quit'
    this.leave(FAREWELL[reason])
  }

  accepted(lines: number): void {
    this.#outlet.answers()
    this.#throttle.accepted(lines)
  }

  roomView(reason: ViewReason, lit: boolean, records: readonly EntityRecord[], place: Place): void {
    const { uid } = this.character
    this.#isCrossing = false
    this.#place = place
    this.#talk.seeRoom(records)
    // After a loss the view is only to be known again, not to be shown again.
    const isShown = reason !== 'resync'
    const view = { reason: isShown ? reason : 'look', lit, records } as const
    if (isShown) {
      const { brief = false, autoexit = true } = this.#preferences ?? {}
      this.#show(renderRoomView(view, uid, this.#style, { brief, autoexit }))
    }
    this.#roster = this.#hadGmcp ? new RoomRoster(view, uid) : undefined
    if (this.#hadGmcp) this.#sendGmcp(gmcpOfRoomView(view, uid))
  }

  get followsRoom(): boolean {
    return this.#roster !== undefined
  }

  roomAppear(listed: Listed): void {
    if (this.#roster) this.#sendGmcp(this.#roster.appear(listed))
  }

  roomVanish(uid: number): void {
    if (this.#roster) this.#sendGmcp(this.#roster.vanish(uid))
  }

  roomChanges(changes: RosterChanges): void {
    if (this.#roster) this.#sendGmcp(this.#roster.change(changes))
  }

  ownView(records: readonly EntityRecord[]): void {
    const isFirst = this.#preferences === undefined
    this.#own.view(records)
    this.#ownTeller.noteAll()
    this.#dress()
    if (isFirst) this.#keepReader()
  }

  ownAppear(record: EntityRecord): void {
    this.#noteOwn()
    this.#own.appear(record)
  }

  ownVanish(uid: number): void {
    this.#noteOwn()
    this.#own.vanish(uid)
  }

  ownChanges(changes: readonly ComponentChange[]): void {
    this.#noteOwn()
    this.#own.change(changes)
    if (changes.some(({ component }) => component === 'preferences')) this.#dress()
  }

  event(event: SharedEvent): void {
    const { capabilities, agreed } = this.#terminal
    if (event.verb === 'terminal') this.#show(renderTerminal(capabilities, agreed, this.#style))
    else if (event.verb === 'password') this.#askPasswordSoon()
    else if (event.verb === 'who') this.#showEvent(this.#talk.everybody(event))
    else if (!this.#desk.answer(event) && !this.#talk.take(event)) this.#showEvent(event)
    if (this.#hadGmcp) this.#sendGmcp(event.gmcpFor(this.character.uid))
  }

  crossing(): void {
    this.#isCrossing = true
  }

  stalled(): void {
    this.#isCrossing = false
    this.tell(WORLD_STALLED)
  }

  frameEnd(): void {
    if (this.#hadGmcp) this.#ownTeller.tell(this.#place)
    else this.#ownTeller.drop()
    this.#talk.frameEnd()
    this.#outlet.flush()
  }

  #offer(text: string): void {
    if (text.trim() !== '') this.#lastLine = text
    this.#throttle.offer(text)
  }

  #showEvent(event: SharedEvent): void {
    const text = event.textFor(this.character.uid, this.#style)
    this.#show(isPaged(event.verb) ? this.#paged(text) : text)
    if (isSpeech(event.verb)) this.#recent.heard(event.actorName, text)
  }

  /** The first page of a text, if it is to stop there. */
  #paged(text: string): string {
    const { capabilities } = this.#terminal
    return this.#pager.begin(text, pageLinesOf(capabilities, this.#style, this.#preferences))
  }

  /** @returns whether the line was for the pager */
  #turnPage(line: string): boolean {
    const page = this.#pager.take(line)
    if (page === undefined) return false
    this.#reply(page)
    return true
  }

  /** Shows what a line of the player's has asked for, a while after its frame. */
  #reply(text: string): void {
    this.#outlet.answers()
    this.#show(text)
    this.#outlet.flush()
  }

  /** Shows what somebody has said who need not be near. */
  #hear(event: SharedEvent): void {
    this.#showEvent(event)
    if (this.#hadGmcp) this.#sendGmcp(event.gmcpFor(this.character.uid))
    // A frame that is being read ends before this and takes it along.
    queueMicrotask(() => this.#outlet.flush())
  }

  /** Shows what the chat answers to a line of the player's. */
  #answer(events: readonly SharedEvent[]): void {
    this.#outlet.answers()
    for (const event of events) this.#hear(event)
    queueMicrotask(() => this.#outlet.flush())
  }

  /** After the frame. Whichever line has asked for it was an alias, and what followed a secret. */
  #askPasswordSoon(): void {
    this.#recent.forgetTyped()
    queueMicrotask(() => this.#askPassword())
  }

  #askPassword(): void {
    if (this.#isOver || this.#passwordChange) return
    this.#passwordChange = new PasswordChange({
      screen: this.#screen,
      style: () => this.#style,
      change: this.#changePassword,
      asked: () => {
        this.#passwordChange = undefined
      },
      tell: (words) => this.tell(words),
    })
  }

  #show(text: string): void {
    if (!this.#isOver) this.#outlet.add(text)
  }

  /** Writes whole lines, and the prompt where one belongs. */
  #write(text: string, answers: boolean): void {
    this.#screen.write(text)
    this.#recent.read(text)
    if (this.#passwordChange) return this.#passwordChange.ask()
    if (this.#desk.isBusy) return
    const { screenReader } = this.#style
    // It is spoken each time, so only where the player waits for it.
    if (screenReader && !answers) return
    const asked = this.#talk.prompt(this.#style) || this.#pager.prompt(this.#style)
    if (asked !== '') return this.#screen.prompt(asked)
    if (!this.#preferences?.prompt) return
    if (screenReader) return this.#screen.prompt(`${this.#prompt}\n`)
    if (text !== '' && !this.#preferences.compact) this.#screen.write('\n')
    this.#screen.prompt(this.#prompt)
  }

  get #prompt(): string {
    const template = this.#preferences?.promptText ?? ''
    return renderPrompt(this.#own, this.#place, template, this.#style)
  }

  /** Takes up what may have changed in how text is to look. */
  #dress(): void {
    if (this.#own.uid !== 0) this.#preferences = this.#own.preferences
    const { capabilities } = this.#terminal
    this.#style = appearanceOf(capabilities, this.#readerChosen, this.#preferences)
  }

  /** Has the world keep what the player said of a screen reader, if it would not be so anyway. */
  #keepReader(): void {
    const chosen = this.#readerChosen
    const anyway = appearanceOf(this.#terminal.capabilities, undefined, this.#preferences)
    if (chosen === undefined || chosen === anyway.screenReader) return
    this.#throttle.offer(`screenreader ${chosen ? 'on' : 'off'}`)
  }

  #noteOwn(): void {
    if (this.#hadGmcp) this.#ownTeller.noteChange()
  }

  #sendGmcp(messages: readonly GmcpMessage[]): void {
    if (this.#isOver) return
    for (const { name, value } of messages) this.#terminal.sendGmcp(name, value)
  }

  #tellDropped(lines: number): void {
    this.#counters.linesDropped += lines
    this.tell(droppedWords(lines))
  }
}
