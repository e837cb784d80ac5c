import type { OnlineCharacter } from '#edges/presence/presence.ts'
import type { Log } from '#edges/session/log.ts'
import { SharedEvent } from '#edges/session/sharedEvent.ts'
import { type Fields, textOf } from '#edges/text/fields.ts'
import type { WireEvent } from '#protocol/event.ts'
import { ChannelDesk } from './channelDesk.ts'
import type { ChatLink, ChatSession, HeardLine } from './chatLink.ts'
import { type Answer, type Desk, note, refuse } from './desk.ts'
import { Ears, type Hearing } from './ears.ts'
import { ChatAwayError } from './pendingAsks.ts'
import { TellDesk } from './tellDesk.ts'
import { CHAT_AWAY, CHAT_SLOW, TOO_MUCH_ASKED } from './words.ts'

/** [limit] Wishes of one session that wait for the one before. */
const WISHES_MAX = 16

export interface TalkerOptions {
  link: ChatLink
  /** Who plays at all edges. */
  online(): readonly OnlineCharacter[]
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
  readonly #wishes: Fields[] = []
  #isAnswering = false
  /** The player has been told that it takes long, and has its prompt back. */
  #isSlow = false
  #isGone = false
  /** What came while it was not yet known what is new to the player. */
  #arriving: HeardLine[] | undefined = []

  constructor(options: TalkerOptions) {
    const { link, online, character, hearing } = options
    this.#options = options
    this.uid = character.uid
    this.#ears = new Ears(character.uid)
    const slow = () => this.#noteSlow()
    const ask = (verb: string, fields: Fields) =>
      link.ask(verb, { ...fields, uid: character.uid }, { slow })
    const context = { link, online, character, hearing, ears: this.#ears, ask, slow }
    this.#desks = [new TellDesk(context), new ChannelDesk(context)]
    link.join(this)
    this.#arrive().catch((err) => this.#failed('arrive', err))
  }

  /** Something is being asked: the prompt comes with the answer. */
  get isBusy(): boolean {
    return this.#isAnswering && !this.#isSlow
  }

  get ears(): Ears {
    return this.#ears
  }

  /** @returns whether `event` was a wish of the player's that the chat is to fulfil */
  take({ verb, fields }: SharedEvent): boolean {
    if (verb !== 'chat') return false
    if (this.#wishes.length >= WISHES_MAX) {
      this.#options.show(new SharedEvent(refuse(TOO_MUCH_ASKED)))
    } else {
      this.#wishes.push(fields)
      void this.#answerAll()
    }
    return true
  }

  /** The player is gone. `over`: it has quit. */
  leave(over: boolean): void {
    if (this.#isGone) return
    this.#isGone = true
    this.#options.link.leave(this)
    if (this.#arriving) return
    this.#options.link.sayLeft(this.uid, this.#options.link.upTo, over)
  }

  hear(heard: HeardLine): void {
    if (this.#arriving) this.#arriving.push(heard)
    else if (this.#ears.hears(heard.line, this.#options.hearing())) {
      this.#options.show(heard.event)
    }
  }

  knock({ name }: { name: string }): WireEvent {
    const { away, ...hearing } = this.#options.hearing()
    const deaf = this.#ears.deafTo(name, hearing, this.#options.character.name)
    if (deaf !== undefined) return { verb: 'refused', fields: { text: deaf } }
    return { verb: 'done', fields: { away } }
  }

  notice({ verb }: WireEvent): void {
    if (verb !== 'channels') return
    this.#learnChannels().catch((err) => this.#failed('channels', err))
  }

  /** [C8] Learns what is new, and hears from then on what is said. */
  async #arrive(): Promise<void> {
    const { link } = this.#options
    await link.ready()
    const { uid } = this
    const { fields } = await link.ask('arrive', { uid }, { patient: true })
    if (this.#isGone) return
    const { last, shown } = this.#ears.learn(fields, this.#options.hearing())
    for (const event of shown) this.#options.show(new SharedEvent(event))
    const came = this.#arriving ?? []
    this.#arriving = undefined
    for (const heard of came) if (heard.line.number > last) this.hear(heard)
    await link.ask('here', { uid, mark: last }, { patient: true })
  }

  async #learnChannels(): Promise<void> {
    const { fields } = await this.#options.link.ask('channels', { uid: this.uid })
    this.#ears.learnChannels(fields)
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

  async #answerOne(wish: Fields): Promise<SharedEvent[]> {
    const deed = textOf(wish, 'deed')
    try {
      let answer: Answer
      for (const desk of this.#desks) {
        const answering = desk.answer(deed, wish)
        if (answering) answer = await answering
      }
      return [answer ?? []].flat().map((event) => new SharedEvent(event))
    } catch (error) {
      this.#failed(deed, error)
      return [new SharedEvent(refuse(CHAT_AWAY))]
    }
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
