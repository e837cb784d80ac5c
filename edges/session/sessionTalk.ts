import type { Playing } from '#edges/presence/presence.ts'
import type { ChatLink } from '#edges/talk/chatLink.ts'
import { everybodyIn } from '#edges/talk/everybody.ts'
import { StandingTold } from '#edges/talk/standingTold.ts'
import { Talker } from '#edges/talk/talker.ts'
import type { OwnView } from '#edges/text/own.ts'
import type { Style } from '#edges/text/style.ts'
import { columnOf } from '#edges/text/view.ts'
import type { EntityRecord } from '#protocol/record.ts'
import type { CharacterSummary } from './accounts.ts'
import type { Log } from './log.ts'
import type { SharedEvent } from './sharedEvent.ts'

/** The way to all others, whichever edge and zone they are in. */
export interface Talk {
  link: ChatLink
  playing: Playing
}

interface SessionTalkOptions {
  talk: Talk
  character: CharacterSummary
  own: OwnView
  log: Log
  /** Shows what the player did not ask for. */
  show(event: SharedEvent): void
  /** Shows what a line of the player's has asked for; with nothing, it is only done. */
  reply(events: readonly SharedEvent[]): void
}

/** The chat of one session that is shown words, from its first view to its end. */
export class SessionTalk {
  readonly #options: SessionTalkOptions
  readonly #standing: StandingTold
  #talker: Talker | undefined
  #area = ''
  #isOver = false

  constructor(options: SessionTalkOptions) {
    this.#options = options
    this.#standing = new StandingTold(options.talk.playing, options.character.uid)
  }

  /** Something is being asked: the prompt comes with the answer. */
  get isBusy(): boolean {
    return this.#talker?.isBusy === true
  }

  /** In the dark the area is the last that was seen. */
  seeRoom([room]: readonly EntityRecord[]): void {
    if (room) this.#area = columnOf(room, 'room', 'area', this.#area)
  }

  /** A frame has been read: the chat begins once the player's own view is known. */
  frameEnd(): void {
    const { talk, own } = this.#options
    if (this.#isOver || own.uid === 0) return
    this.#standing.note(own)
    if (this.#talker) return this.#talker.noteIgnored(own.ignored)
    this.#talker = new Talker({
      ...this.#options,
      ...talk,
      hearing: () => ({
        ignored: own.ignored,
        undisturbed: own.isUndisturbed,
        away: own.away,
        area: this.#area,
      }),
    })
  }

  /** @returns whether `event` was a wish of the player's that the chat is to fulfil */
  take(event: SharedEvent): boolean {
    return this.#talker?.take(event) === true
  }

  /** @returns whether a client's GMCP message was for the chat */
  gmcp(name: string, value: unknown): boolean {
    this.#talker?.noteLife()
    return this.#talker?.gmcp(name, value) === true
  }

  /** @returns whether the line was for a text that the player writes */
  write(line: string): boolean {
    this.#talker?.noteLife()
    if (this.#talker?.isWriting !== true) return false
    this.#talker.write(line)
    return true
  }

  /** What stands where the prompt would while the player writes; `''`: it does not. */
  prompt(style: Style): string {
    return this.#talker?.writingPrompt(style) ?? ''
  }

  /** The list of players with those in other zones. */
  everybody(event: SharedEvent): SharedEvent {
    return everybodyIn(event, this.#options.talk.playing.online())
  }

  /** The player is gone. `over`: it has quit. */
  leave(over: boolean): void {
    this.#isOver = true
    this.#talker?.leave(over)
  }
}
