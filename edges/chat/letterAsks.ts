import { numberOf, refOf, textOf } from '#edges/text/fields.ts'
import type { WireEvent } from '#protocol/event.ts'
import { BoardStore } from './boardStore.ts'
import { roleOfCharacter } from './channelStore.ts'
import type { Db, Request } from './done.ts'
import { MailStore } from './mailStore.ts'
import { namedBy } from './rules.ts'
import { textIn } from './texts.ts'
import { done, noBoard, refused } from './words.ts'

type Fields = WireEvent['fields']
type Answers = Readonly<Record<string, (fields: Fields, request: Request) => Promise<WireEvent>>>

/** Answers what edges ask of letters and boards. */
export class LetterAsks {
  readonly answers: Answers
  readonly mail: MailStore
  readonly #db: Db
  readonly #boards: BoardStore
  readonly #nowMs: () => number

  constructor(db: Db, nowMs: () => number) {
    this.#db = db
    this.mail = new MailStore(db)
    this.#boards = new BoardStore(db)
    this.#nowMs = nowMs
    this.answers = {
      mail: (fields) => this.#mail(fields),
      letter: (fields) => this.#letter(fields),
      send: (fields, request) => this.#send(fields, request),
      shred: (fields) => this.#shred(fields),
      boards: (fields) => this.#list(fields),
      board: (fields) => this.#board(fields),
      post: (fields) => this.#post(fields),
      write: (fields, request) => this.#write(fields, request),
      takeOff: (fields) => this.#takeOff(fields),
    }
  }

  async #mail(fields: Fields): Promise<WireEvent> {
    return done({ list: await this.mail.list(numberOf(fields, 'uid')) })
  }

  async #letter(fields: Fields): Promise<WireEvent> {
    const number = numberOf(fields, 'number')
    const letter = await this.mail.read(numberOf(fields, 'uid'), number)
    return letter ? done(letter) : refused(`You have no letter ${number}.`)
  }

  #send(fields: Fields, request: Request): Promise<WireEvent> {
    const from = refOf(fields, 'actor') ?? { uid: 0, name: '' }
    const text = textIn(fields['subject'], fields['text'])
    return this.mail.send(request, from, textOf(fields, 'name'), text, this.#nowMs())
  }

  async #shred(fields: Fields): Promise<WireEvent> {
    const number = numberOf(fields, 'number')
    const isGone = await this.mail.delete(numberOf(fields, 'uid'), number)
    return isGone ? done({ number }) : refused(`You have no letter ${number}.`)
  }

  async #list(fields: Fields): Promise<WireEvent> {
    const role = await roleOfCharacter(this.#db, numberOf(fields, 'uid'))
    return done({ list: await this.#boards.list(role) })
  }

  async #board(fields: Fields): Promise<WireEvent> {
    const found = await this.#named(fields)
    if (typeof found === 'string') return refused(found)
    const { name, title, writes } = found
    return done({ board: name, title, writes, list: await this.#boards.posts(name) })
  }

  async #post(fields: Fields): Promise<WireEvent> {
    const found = await this.#named(fields)
    if (typeof found === 'string') return refused(found)
    const number = numberOf(fields, 'number')
    const post = await this.#boards.post(found.name, number)
    if (!post) return refused(`There is no post ${number} on "${found.name}".`)
    return done({ board: found.name, ...post })
  }

  async #write(fields: Fields, request: Request): Promise<WireEvent> {
    const found = await this.#named(fields)
    if (typeof found === 'string') return refused(found)
    const author = refOf(fields, 'actor') ?? { uid: 0, name: '' }
    const text = textIn(fields['subject'], fields['text'])
    return this.#boards.write(request, author, found.name, text, this.#nowMs())
  }

  async #takeOff(fields: Fields): Promise<WireEvent> {
    const found = await this.#named(fields)
    if (typeof found === 'string') return refused(found)
    const uid = numberOf(fields, 'uid')
    const number = numberOf(fields, 'number')
    const role = await roleOfCharacter(this.#db, uid)
    const isGone = await this.#boards.remove(uid, role, found.name, number)
    if (isGone) return done({ board: found.name, number })
    return refused(`You have written no post ${number} on "${found.name}".`)
  }

  /** The board that a word names, or begins if it begins no other. */
  async #named(fields: Fields) {
    const role = await roleOfCharacter(this.#db, numberOf(fields, 'uid'))
    const word = textOf(fields, 'board')
    return namedBy(await this.#boards.list(role), word) ?? noBoard(word)
  }
}
