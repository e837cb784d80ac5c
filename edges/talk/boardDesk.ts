import { readOnly, refused } from '#edges/chat/words.ts'
import { type Fields, numberOf, rowsOf, textOf } from '#edges/text/fields.ts'
import type { WireEvent } from '#protocol/event.ts'
import { type Answer, type Desk, type DeskContext, note, refusalIn, refuse } from './desk.ts'

/** Boards, on which all can read what somebody has written. */
export class BoardDesk implements Desk {
  readonly #context: DeskContext
  readonly #deeds: Readonly<Record<string, (fields: Fields) => Promise<Answer>>>
  /** The board that was looked at last: whoever names none means that one. */
  #board = ''

  constructor(context: DeskContext) {
    this.#context = context
    this.#deeds = {
      boards: () => this.#list(),
      board: (fields) => this.#show(textOf(fields, 'board')),
      post: (fields) => this.#read(textOf(fields, 'board'), numberOf(fields, 'number')),
      write: (fields) => this.#write(textOf(fields, 'board'), textOf(fields, 'subject')),
      takeOff: (fields) => this.#takeOff(textOf(fields, 'board'), numberOf(fields, 'number')),
    }
  }

  answer(deed: string, fields: Fields): Promise<Answer> | undefined {
    return Object.hasOwn(this.#deeds, deed) ? this.#deeds[deed]!(fields) : undefined
  }

  async #list(): Promise<Answer> {
    const { fields } = await this.#context.ask('boards', {})
    return { verb: 'boards', fields: { list: rowsOf(fields, 'list') } }
  }

  async #show(word: string): Promise<Answer> {
    const answer = await this.#look('board', word)
    return refusalIn(answer) ?? { verb: 'board', fields: answer.fields }
  }

  async #read(word: string, number: number): Promise<Answer> {
    const answer = await this.#look('post', word, { number })
    return refusalIn(answer) ?? { verb: 'post', fields: answer.fields }
  }

  async #write(word: string, subject: string): Promise<Answer> {
    const answer = await this.#look('board', word)
    const refusal = refusalIn(answer)
    if (refusal) return refusal
    const board = textOf(answer.fields, 'board')
    if (answer.fields['writes'] !== true) return refuse(readOnly(board))
    const about = subject === '' ? '' : `, about "${subject}"`
    return this.#context.compose(`For the board "${board}"${about}.`, (text) =>
      this.#post(board, subject, text),
    )
  }

  async #post(board: string, subject: string, text: string): Promise<Answer> {
    const { ask, character } = this.#context
    const actor = { uid: character.uid, name: character.name }
    const answer = await ask('write', { actor, board, subject, text })
    const number = numberOf(answer.fields, 'number')
    return refusalIn(answer) ?? note(`It is number ${number} on "${board}".`)
  }

  async #takeOff(word: string, number: number): Promise<Answer> {
    const answer = await this.#ask('takeOff', word, { number })
    return refusalIn(answer) ?? note(`Number ${number} is off "${textOf(answer.fields, 'board')}".`)
  }

  /** Asks for something of the board that a word names, or else of the one looked at last. */
  async #ask(verb: string, word: string, more: Fields = {}): Promise<WireEvent> {
    const board = word || this.#board
    return board === '' ? refused(NO_BOARD) : this.#context.ask(verb, { board, ...more })
  }

  /** The same, and the board is the one looked at last from now on. */
  async #look(verb: string, word: string, more?: Fields): Promise<WireEvent> {
    const answer = await this.#ask(verb, word, more)
    if (answer.verb !== 'refused') this.#board = textOf(answer.fields, 'board')
    return answer
  }
}

const NO_BOARD = 'Which board? "board" lists them, and "board general" looks at one.'
