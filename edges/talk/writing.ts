import { TEXT_UNITS_MAX } from '#edges/chat/texts.ts'
import type { Style } from '#edges/text/style.ts'
import type { WireEvent } from '#protocol/event.ts'
import { Composer, HOW_TO_WRITE, LINES_MAX } from './composer.ts'
import { type Answer, note } from './desk.ts'

/** What is done with a text when it is finished. */
export type Finish = (text: string) => Promise<Answer>

const KEPT =
  'What you wrote is still here: a full stop alone sends it once more, "~q" throws it away.'

/** What one player is writing, if it is writing anything: what is typed is for that alone. */
export class Writing {
  #composer: Composer | undefined
  #finish: Finish | undefined
  #isFinishing = false

  get isOpen(): boolean {
    return this.#composer !== undefined
  }

  /** @returns what the player is told */
  begin(title: string, finish: Finish): WireEvent {
    this.#composer = new Composer()
    this.#finish = finish
    const fields = { text: title, how: HOW_TO_WRITE, lines: LINES_MAX, letters: TEXT_UNITS_MAX }
    return { verb: 'compose', fields }
  }

  /**
   * Takes a line that was typed.
   *
   * @returns  what the player is told at once, or what it is told when the text has been sent
   */
  line(typed: string): WireEvent | (() => Promise<Answer>) | undefined {
    const composer = this.#composer!
    if (this.#isFinishing) return note('One moment: it is being sent.')
    const written = composer.line(typed)
    if (written.state === 'goes on')
      return written.words === undefined ? undefined : note(written.words)
    if (written.state === 'done') return () => this.#send(written.text)
    this.#end()
    return composed('It is thrown away.')
  }

  prompt(style: Style): string {
    return this.#composer?.prompt(style) ?? ''
  }

  /** What could not be sent is not lost. */
  async #send(text: string): Promise<Answer> {
    if (text === '') {
      this.#end()
      return composed('There was nothing in it, so nothing is sent.')
    }
    this.#isFinishing = true
    try {
      const events = [await this.#finish!(text)].flat().filter((event) => event !== undefined)
      const isRefused = events.some(({ verb }) => verb === 'refuse')
      if (isRefused) return [...events, note(KEPT)]
      this.#end()
      return [...events, composed()]
    } finally {
      this.#isFinishing = false
    }
  }

  #end(): void {
    this.#composer = undefined
    this.#finish = undefined
  }
}

/** Nothing is written any more. */
function composed(text?: string): WireEvent {
  return { verb: 'composed', fields: text === undefined ? {} : { text } }
}
