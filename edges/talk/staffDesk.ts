import { type Fields, textOf } from '#edges/text/fields.ts'
import { type Answer, type Desk, type DeskContext, note, refusalIn } from './desk.ts'

const CHANNEL_DEEDS = ['silence', 'slow', 'create', 'remove', 'permit']
const DEEDS = new Set([...CHANNEL_DEEDS, 'createBoard', 'removeBoard', 'permitBoard'])

/** What those do who keep order on channels and boards. Whether one may, the chat knows. */
export class StaffDesk implements Desk {
  readonly #context: DeskContext

  constructor(context: DeskContext) {
    this.#context = context
  }

  answer(deed: string, fields: Fields): Promise<Answer> | undefined {
    return DEEDS.has(deed) ? this.#do(deed, fields) : undefined
  }

  async #do(deed: string, { deed: _, ...fields }: Fields): Promise<Answer> {
    const { ask, character } = this.#context
    const answer = await ask(deed, { ...fields, by: character.name })
    return refusalIn(answer) ?? note(textOf(answer.fields, 'text'))
  }
}
