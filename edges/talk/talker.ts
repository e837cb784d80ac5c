import type { Playing } from '#edges/presence/presence.ts'
import type { Log } from '#edges/session/log.ts'
import { SharedEvent } from '#edges/session/sharedEvent.ts'
import { type Fields, numberOf, refOf, textOf } from '#edges/text/fields.ts'
import type { Style } from '#edges/text/style.ts'
import type { WireEvent } from '#protocol/event.ts'
import { BoardDesk } from './boardDesk.ts'
import { ChannelDesk } from './channelDesk.ts'
import type { ChatLink, ChatSession, HeardLine } from './chatLink.ts'
import { type Answer, type Desk, type DeskContext, note, refuse } from './desk.ts'
import { channelListOf, Ears, type Hearing } from './ears.ts'
import { IgnoredTold } from './ignoredTold.ts'
import { MailDesk } from './mailDesk.ts'
import { ChatAwayError } from './pendingAsks.ts'
import { StaffDesk } from './staffDesk.ts'
import { TellDesk } from './tellDesk.ts'
import { CHAT_AWAY, CHAT_SLOW, TOO_MUCH_ASKED, unreadWords } from './words.ts'
import { Writing } from './writing.ts'

/** [limit] Wishes of one session that wait for the one before. */
const WISHES_MAX = 16
/** [limit] Lines that come before it is known what is new to the player; the oldest go. */
const ARRIVING_MAX = 1_000

/** What clients ask for of themselves. */
const GMCP_DEEDS: ReadonlyMap<string, string> = new Map([
  ['comm.channel.players', 'players'],
  ['comm.channel.enable', 'enable'],
])

/** Something that the player wants done, with a name for the log. */
interface Wish {
  deed: string
  run(): Promise<Answer>
}

export interface TalkerOptions {
  link: ChatLink
  playing: Playing
  character: { uid: number; name: string }
  /** What the player lets others know of itself, and where it is. */
  hearing(): Hearing
  log: Log
  /** Shows what the player did not ask for. */
  show(event: SharedEvent): void
  /** Shows what a line of the player's has asked for; with nothing, it is only done. */
  reply(events: readonly SharedEvent[]): void
}

/**
 * The chat as one player has it, whatever its client shows: what is said comes in as events, and
 * what the player asks for by commands of the world is done, one thing after the other.
 */
export class Talker implements ChatSession {
  readonly uid: number
  readonly #options: TalkerOptions
  readonly #ears: Ears
  readonly #desks: readonly Desk[]
  readonly #wishes: Wish[] = []
  readonly #writing = new Writing()
  #isAnswering = false
  /** The player has been told that it takes long, and has its prompt back. */
  #isSlow = false
  #isGone = false
  /** The newest line when the client last gave a sign of life. */
  #seen = 0
  /** What a session of the same player had surely seen; undefined: there was none here. */
  readonly #before: number | undefined
  /** What came while it was not yet known what is new to the player. */
  #arriving: HeardLine[] | undefined = []
  /** Undefined until chat is told that the player is here. */
  #ignored: IgnoredTold | undefined

  constructor(options: TalkerOptions) {
    const { link, playing, character, hearing } = options
    this.#options = options
    this.uid = character.uid
    this.#ears = new Ears(character.uid)
    const slow = () => this.#noteSlow()
    const ask = (verb: string, fields: Fields) =>
      link.ask(verb, { ...fields, uid: character.uid }, { slow })
    const compose: DeskContext['compose'] = (title, finish) => this.#writing.begin(title, finish)
    const known = { link, playing, character, hearing, ears: this.#ears }
    const context = { ...known, ask, compose, slow }
    this.#desks = [
      new TellDesk(context),
      new ChannelDesk(context),
      new MailDesk(context),
      new BoardDesk(context),
      new StaffDesk(context),
    ]
    this.#before = link.join(this)
    this.#arrive().catch((err) => this.#failed('arrive', err))
  }

  get seen(): number {
    return Math.max(this.#seen, this.#options.link.beyondDoubt)
  }

  /** The client has sent something: what was written before has reached it. */
  noteLife(): void {
    this.#seen = this.#options.link.upTo
  }

  /** Something is being asked: the prompt comes with the answer. */
  get isBusy(): boolean {
    return this.#isAnswering && !this.#isSlow
  }

  /** @returns whether `event` was a wish of the player's that the chat is to fulfil */
  take({ verb, fields }: SharedEvent): boolean {
    if (verb !== 'chat') return false
    const deed = textOf(fields, 'deed')
    this.#wish({ deed, run: () => this.#ask(deed, fields) })
    return true
  }

  /** @returns whether a client's GMCP message was for the chat */
  gmcp(name: string, value: unknown): boolean {
    const deed = GMCP_DEEDS.get(name.toLowerCase())
    if (deed === undefined) return false
    const fields = typeof value === 'string' ? { channel: value } : {}
    this.#wish({ deed, run: () => this.#ask(deed, fields) })
    return true
  }

  /** What is typed is for a text that the player writes. */
  get isWriting(): boolean {
    return this.#writing.isOpen
  }

  /** Takes a line for the text that the player writes. */
  write(line: string): void {
    const answer = this.#writing.line(line)
    if (typeof answer === 'function') this.#wish({ deed: 'finish', run: answer })
    else this.#options.reply(answer ? [new SharedEvent(answer)] : [])
  }

  /** Where the prompt would stand while the player writes. */
  writingPrompt(style: Style): string {
    return this.#writing.prompt(style)
  }

  /** Whom the player ignores now, as its own view says: chat is to know that. */
  noteIgnored(names: readonly string[]): void {
    if (!this.#isGone) this.#ignored?.note(names)
  }

  /** The player is gone. `over`: it has quit. */
  leave(over: boolean): void {
    if (this.#isGone) return
    this.#isGone = true
    const { link } = this.#options
    link.leave(this, over)
    if (this.#arriving) return
    link.sayLeft(this.uid, over ? link.upTo : this.seen, over, this.#ignored?.settled)
  }

  hear(heard: HeardLine): void {
    if (this.#arriving) {
      this.#arriving.push(heard)
      if (this.#arriving.length > ARRIVING_MAX) this.#arriving.shift()
    } else if (this.#ears.hears(heard.line, this.#options.hearing())) {
      this.#options.show(heard.event)
    }
  }

  knock({ name }: { name: string }): WireEvent {
    const { away, ...hearing } = this.#options.hearing()
    const deaf = this.#ears.deafTo(name, hearing, this.#options.character.name)
    if (deaf !== undefined) return { verb: 'refused', fields: { text: deaf } }
    return { verb: 'done', fields: { away } }
  }

  notice({ verb, fields }: WireEvent): void {
    if (verb === 'channelChanged') {
      this.#ears.learnChange(fields)
      this.#options.show(new SharedEvent(channelListOf(this.#ears)))
    } else if (verb === 'letterCame' && refOf(fields, 'to')?.uid === this.uid) {
      const { actor } = fields
      this.#options.show(new SharedEvent({ verb, fields: { actor } }))
    }
  }

  /** [C8] Learns what is new, and hears from then on what is said. */
  async #arrive(): Promise<void> {
    const { link } = this.#options
    await link.ready()
    const { uid } = this
    const { fields } = await link.ask('arrive', { uid, seen: this.#before }, { patient: true })
    if (this.#isGone) return
    const { last, shown } = this.#ears.learn(fields, this.#options.hearing())
    this.#options.show(new SharedEvent(channelListOf(this.#ears)))
    for (const event of shown) this.#options.show(new SharedEvent(event))
    const unread = numberOf(fields, 'unread')
    if (unread > 0) this.#options.show(new SharedEvent(note(unreadWords(unread))))
    const came = this.#arriving ?? []
    this.#arriving = undefined
    this.#seen = last
    for (const heard of came) if (heard.line.number > last) this.hear(heard)
    const { ignored } = this.#options.hearing()
    const told = (verb: string, names: readonly string[], more: Fields = {}) =>
      link.ask(verb, { uid, ...more, ignored: names.join(' ') }, { patient: true })
    const here = told('here', ignored, { mark: last })
    this.#ignored = new IgnoredTold((names) => told('ignores', names), ignored, here)
    await here
  }

  #wish(wish: Wish): void {
    if (this.#wishes.length >= WISHES_MAX) {
      this.#options.show(new SharedEvent(refuse(TOO_MUCH_ASKED)))
      return
    }
    this.#wishes.push(wish)
    void this.#answerAll()
  }

  async #answerAll(): Promise<void> {
    if (this.#isAnswering) return
    this.#isAnswering = true
    for (let wish = this.#wishes.shift(); wish; wish = this.#wishes.shift()) {
      this.#isSlow = false
      const events = await this.#answerOne(wish)
      this.#isAnswering = this.#wishes.length > 0
      // Who was told that it takes long has the prompt already.
      if (!this.#isGone && (events.length > 0 || !this.#isSlow)) this.#options.reply(events)
    }
    this.#isAnswering = false
  }

  async #answerOne({ deed, run }: Wish): Promise<SharedEvent[]> {
    try {
      return [(await run()) ?? []].flat().map((event) => new SharedEvent(event))
    } catch (error) {
      this.#failed(deed, error)
      return [new SharedEvent(refuse(CHAT_AWAY))]
    }
  }

  async #ask(deed: string, fields: Fields): Promise<Answer> {
    for (const desk of this.#desks) {
      const answering = desk.answer(deed, fields)
      if (answering) return answering
    }
    return undefined
  }

  #noteSlow(): void {
    if (this.#isSlow || !this.#isAnswering || this.#isGone) return
    this.#isSlow = true
    this.#options.reply([new SharedEvent(note(CHAT_SLOW))])
  }

  #failed(deed: string, err: unknown): void {
    if (this.#isGone) return
    const { log } = this.#options
    if (err instanceof ChatAwayError) log.warn({ deed }, 'Chat does not answer')
    else log.error({ err, deed }, 'A wish for the chat failed')
  }
}
