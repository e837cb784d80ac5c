import { SUBJECT_UNITS_MAX } from '#edges/chat/texts.ts'
import { unwilling } from '#edges/chat/words.ts'
import { type Fields, numberOf, refOf, rowsOf, textOf } from '#edges/text/fields.ts'
import { type Answer, type Desk, type DeskContext, note, refusalIn, refuse } from './desk.ts'
import { ignoredByOneself } from './words.ts'

/** Letters to players, who need not be in the world. */
export class MailDesk implements Desk {
  readonly #context: DeskContext
  readonly #deeds: Readonly<Record<string, (fields: Fields) => Promise<Answer>>>

  constructor(context: DeskContext) {
    this.#context = context
    this.#deeds = {
      mail: () => this.#list(),
      letter: (fields) => this.#read(numberOf(fields, 'number')),
      send: (fields) => this.#send(textOf(fields, 'name'), textOf(fields, 'subject')),
      answer: (fields) => this.#answer(numberOf(fields, 'number')),
      shred: (fields) => this.#shred(numberOf(fields, 'number')),
    }
  }

  answer(deed: string, fields: Fields): Promise<Answer> | undefined {
    return Object.hasOwn(this.#deeds, deed) ? this.#deeds[deed]!(fields) : undefined
  }

  async #list(): Promise<Answer> {
    const { fields } = await this.#context.ask('mail', {})
    return { verb: 'mail', fields: { list: rowsOf(fields, 'list') } }
  }

  /** 0: the first that was not read yet. */
  async #read(number: number): Promise<Answer> {
    const wanted = number === 0 ? await this.#firstUnread() : number
    if (wanted === undefined) return refuse('You have read all your letters. "mail" lists them.')
    const answer = await this.#context.ask('letter', { number: wanted })
    return refusalIn(answer) ?? { verb: 'letter', fields: answer.fields }
  }

  async #send(name: string, subject: string): Promise<Answer> {
    const { ask, compose, hearing } = this.#context
    const { fields } = await ask('find', { name })
    const to = refOf(fields, 'target')
    if (!to) return refuse(`Nobody is called "${name}", so nobody would read it.`)
    if (hearing().ignored.includes(to.name.toLowerCase())) return refuse(ignoredByOneself(to.name))
    if (fields['unwilling'] === true) return refuse(unwilling(to.name))
    const about = subject === '' ? '' : `, about "${subject}"`
    return compose(`A letter to ${to.name}${about}.`, (text) => this.#post(to.name, subject, text))
  }

  async #answer(number: number): Promise<Answer> {
    const answer = await this.#context.ask('letter', { number })
    const refusal = refusalIn(answer)
    if (refusal) return refusal
    const subject = textOf(answer.fields, 'subject')
    const again = /^re: /i.test(subject) ? subject : `Re: ${subject}`
    return this.#send(textOf(answer.fields, 'name'), again.slice(0, SUBJECT_UNITS_MAX))
  }

  async #post(name: string, subject: string, text: string): Promise<Answer> {
    const { ask, character } = this.#context
    const actor = { uid: character.uid, name: character.name }
    const answer = await ask('send', { actor, name, subject, text })
    return refusalIn(answer) ?? note(`Your letter to ${name} is on its way.`)
  }

  async #shred(number: number): Promise<Answer> {
    const answer = await this.#context.ask('shred', { number })
    return refusalIn(answer) ?? note(`Letter ${number} is deleted.`)
  }

  async #firstUnread(): Promise<number | undefined> {
    const { fields } = await this.#context.ask('mail', {})
    const unread = rowsOf(fields, 'list').find((row) => row['unread'] === true)
    return unread && numberOf(unread, 'number')
  }
}
