import { plain } from '#edges/text/format.ts'
import type { Style } from '#edges/text/style.ts'
import { appearanceOf } from './appearance.ts'
import type { Clock } from './clock.ts'
import { type Request, readCredentials } from './greeting.ts'
import { Screen } from './screen.ts'
import type { Terminal, TerminalListener } from './terminal.ts'
import { LINE_TOO_LONG } from './words.ts'

/** A connection that says nothing for so long before it has signed in is closed. */
export const LOGIN_SILENT_MS = 60_000
/** So is one that has not signed in after so long, whatever it says. */
export const LOGIN_TOTAL_MS = 300_000
/** Lines kept while an answer is worked on; what comes beyond is dropped, and told so. */
export const LINES_AHEAD_MAX = 8

type Credentials = Request & { kind: 'connect' }
export type Answer = string | Credentials

interface Question {
  takesCredentials: boolean
  answer(answer: Answer): void
}

/**
 * Questions and answers with one who has not signed in: patient, but not for ever.
 *
 * A question to one who is gone is never answered: whoever waits for it is forgotten with it.
 */
export class Conversation implements TerminalListener {
  /** What the player said of a screen reader, `undefined` as long as nothing. */
  readerChosen: boolean | undefined
  readonly #terminal: Terminal
  readonly #clock: Clock
  readonly #screen: Screen
  readonly #ended: () => void
  readonly #startedAt: number
  #heardAt: number
  #callOffTimer: () => void
  #lines: string[] = []
  #linesDropped = false
  #credentials: Credentials | undefined
  #question: Question | undefined
  #isOver = false
  #offeredGmcp = false

  /** @param ended  called once if the client is gone before it has signed in */
  constructor(terminal: Terminal, clock: Clock, ended: () => void) {
    this.#terminal = terminal
    this.#clock = clock
    this.#ended = ended
    this.#screen = new Screen(terminal)
    this.#startedAt = clock.now()
    this.#heardAt = this.#startedAt
    this.#callOffTimer = clock.after(LOGIN_SILENT_MS, () => this.#timeUp())
    terminal.listen(this)
  }

  /** It has been left, by whichever side. */
  get isOver(): boolean {
    return this.#isOver
  }

  get style(): Style {
    return appearanceOf(this.#terminal.capabilities, this.readerChosen)
  }

  /** Whether anybody, client or player, has said if a screen reader is used. */
  get knowsReader(): boolean {
    return this.readerChosen !== undefined || this.#terminal.capabilities.screenReader
  }

  get address(): string {
    return this.#terminal.address
  }

  /** Says a paragraph or more. */
  say(words: string): void {
    this.show(plain(words, this.style))
  }

  /** Shows text as it is: whole lines. */
  show(text: string): void {
    if (!this.#isOver) this.#screen.write(text)
  }

  async ask(question: string): Promise<string> {
    const answer = await this.#ask(question, false)
    return typeof answer === 'string' ? answer : ''
  }

  /** Asks what a client may also answer by GMCP. */
  askOpenly(question: string): Promise<Answer> {
    return this.#ask(question, true)
  }

  /** Asks for what nobody may see typed. */
  async askSecret(question: string): Promise<string> {
    if (!this.#isOver) this.#screen.mask(true)
    const answer = await this.ask(question)
    this.#screen.mask(false)
    return answer
  }

  async askYesOrNo(question: string): Promise<boolean> {
    for (;;) {
      const answer = (await this.ask(`${question} (yes or no) `)).trim().toLowerCase()
      if (answer === 'y' || answer === 'yes') return true
      if (answer === 'n' || answer === 'no') return false
      this.say('Please answer yes or no.')
    }
  }

  /** Tells a client that signed in by GMCP how it went. */
  tellResult(success: boolean, message?: string): void {
    if (this.#isOver) return
    this.#terminal.sendGmcp('Char.Login.Result', message ? { success, message } : { success })
  }

  /** Says goodbye and closes. */
  leave(goodbye: string): void {
    if (this.#isOver) return
    this.#finish()
    this.#screen.close(plain(goodbye, this.style))
  }

  /** The player has signed in: no limit holds any more, and somebody else is to listen. */
  handOver(): { screen: Screen; lines: readonly string[] } {
    this.#finish()
    return { screen: this.#screen, lines: this.#lines }
  }

  line(text: string): void {
    this.#heardAt = this.#clock.now()
    this.#screen.typed()
    if (this.#question) this.#answer(text)
    else if (this.#lines.length < LINES_AHEAD_MAX) this.#lines.push(text)
    else this.#linesDropped = true
  }

  lineTooLong(): void {
    this.#heardAt = this.#clock.now()
    this.#screen.typed()
    this.say(LINE_TOO_LONG)
  }

  gmcp(name: string, value: unknown): void {
    if (this.#isOver) return
    const known = name.toLowerCase()
    if (known === 'core.supports.set' || known === 'core.supports.add') this.#offerGmcp(value)
    if (known === 'char.login.credentials') this.#takeCredentials(readCredentials(value))
  }

  capabilitiesChanged(): void {}

  closed(): void {
    this.#finish()
    this.#ended()
  }

  #ask(question: string, takesCredentials: boolean): Promise<Answer> {
    return new Promise((answer) => {
      if (this.#isOver) return
      this.#tellDropped()
      this.#screen.prompt(question)
      this.#question = { takesCredentials, answer }
      if (takesCredentials && this.#credentials) this.#takeCredentials(this.#credentials)
      else if (this.#lines.length > 0) this.#answer(this.#lines.shift()!)
    })
  }

  #answer(answer: Answer): void {
    const question = this.#question
    this.#question = undefined
    question?.answer(answer)
  }

  #takeCredentials(credentials: Credentials | undefined): void {
    if (!credentials) return
    this.#heardAt = this.#clock.now()
    const isAsked = this.#question?.takesCredentials === true
    this.#credentials = isAsked ? undefined : credentials
    if (isAsked) this.#answer(credentials)
  }

  /** Only where the client names it: a name that covers it does not mean that it knows how. */
  #offerGmcp(packages: unknown): void {
    if (this.#offeredGmcp || !Array.isArray(packages)) return
    this.#offeredGmcp = packages.some(
      (name) => typeof name === 'string' && /^char\.login( [1-9]\d*)?$/i.test(name),
    )
    if (!this.#offeredGmcp) return
    this.#terminal.sendGmcp('Char.Login.Default', { type: ['password-credentials'] })
  }

  #tellDropped(): void {
    if (!this.#linesDropped) return
    this.#linesDropped = false
    this.say('You type faster than you can be answered: some lines were left out.')
  }

  #timeUp(): void {
    const now = this.#clock.now()
    const silentLeftMs = this.#heardAt + LOGIN_SILENT_MS - now
    const leftMs = Math.min(silentLeftMs, this.#startedAt + LOGIN_TOTAL_MS - now)
    if (leftMs <= 0)
      this.leave('You have not signed in, so this connection is closed. Come back soon.')
    else this.#callOffTimer = this.#clock.after(leftMs, () => this.#timeUp())
  }

  #finish(): void {
    this.#isOver = true
    this.#question = undefined
    this.#credentials = undefined
    this.#callOffTimer()
  }
}
