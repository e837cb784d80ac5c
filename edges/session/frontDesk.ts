import { type Fields, numberOf, textOf } from '#edges/text/fields.ts'
import { plain } from '#edges/text/format.ts'
import type { Style } from '#edges/text/style.ts'
import { renderTicket, renderTickets } from '#edges/text/ticketPage.ts'
import type { CharacterSummary } from './accounts.ts'
import type { Log } from './log.ts'
import type { RecentLines } from './recentLines.ts'
import type { SharedEvent } from './sharedEvent.ts'
import { isTextName, type TextName, type Texts } from './texts.ts'
import { type NewsMarks, TICKET_KINDS, type TicketKind, type Tickets } from './tickets.ts'
import { NOTHING_POSTED, STILL_WRITING, TICKETS_UNREACHABLE, ticketWords } from './words.ts'

/** What players are told of beside the world, and may tell those who run it. */
export interface DeskServices {
  tickets: Tickets
  newsMarks: NewsMarks
  texts: Texts
}

interface FrontDeskOptions {
  services: DeskServices
  character: CharacterSummary
  log: Log
  recent: RecentLines
  style(): Style
  /** Shows whole lines with what else a frame brings; they may stop at the end of a page. */
  show(text: string): void
  /** Shows whole lines that a frame has asked for, a while after it. */
  reply(text: string): void
}

/**
 * Answers one player where the world asks the edge to: takes tickets, and shows the texts that the
 * world's keeper has posted.
 */
export class FrontDesk {
  readonly #options: FrontDeskOptions
  #isBusy = false

  constructor(options: FrontDeskOptions) {
    this.#options = options
  }

  /** Something is being looked up: the prompt comes with the answer. */
  get isBusy(): boolean {
    return this.#isBusy
  }

  /** @returns whether `event` was meant for the desk */
  answer({ verb, fields }: SharedEvent): boolean {
    if (verb === 'posted') this.#showText(fields['text'])
    else if (verb === 'ticket') this.#look('keep', () => this.#keep(fields))
    else if (verb === 'tickets') this.#look('own', () => this.#list(numberOf(fields, 'count')))
    else return false
    return true
  }

  #showText(name: unknown): void {
    if (!isTextName(name)) return
    const { services, show, style } = this.#options
    const { text, mark } = services.texts.read(name)
    show(plain(text === '' ? NOTHING_POSTED[name] : text, style()))
    if (mark !== '') this.#noteRead(name, mark)
  }

  #noteRead(name: TextName, mark: string): void {
    if (name !== 'news') return
    const { services, character } = this.#options
    services.newsMarks.noteRead(character.uid, mark).catch((error) => this.#note('noteRead', error))
  }

  async #keep(fields: Fields): Promise<string> {
    const { services, character, recent } = this.#options
    const about = textOf(fields, 'name')
    const kept = await services.tickets.keep({
      kind: kindIn(fields),
      characterUid: character.uid,
      room: textOf(fields, 'place'),
      about,
      text: textOf(fields, 'text'),
      seen: recent.lines(),
      said: about === '' ? '' : recent.saidBy(character.name, about),
    })
    const words = typeof kept === 'number' ? ticketWords(kept) : kept.words
    return plain(words, this.#options.style())
  }

  async #list(number: number): Promise<string> {
    const { services, character } = this.#options
    const style = this.#options.style()
    if (number === 0) return renderTickets(await services.tickets.own(character.uid), style)
    const [ticket] = await services.tickets.own(character.uid, number)
    return ticket ? renderTicket(ticket, style) : plain(`You have no ticket ${number}.`, style)
  }

  /** One thing at a time, so that no player can heap up questions to a database that is slow. */
  #look(action: string, work: () => Promise<string>): void {
    const { show, style } = this.#options
    if (this.#isBusy) return show(plain(STILL_WRITING, style()))
    this.#isBusy = true
    void this.#finish(action, work)
  }

  async #finish(action: string, work: () => Promise<string>): Promise<void> {
    const { reply, style } = this.#options
    let text: string
    try {
      text = await work()
    } catch (error) {
      this.#note(action, error)
      text = plain(TICKETS_UNREACHABLE, style())
    }
    this.#isBusy = false
    reply(text)
  }

  #note(action: string, error: unknown): void {
    const words = error instanceof Error ? error.message : String(error)
    this.#options.log.error({ action, words }, 'Tickets and news could not be reached')
  }
}

function kindIn(fields: Fields): TicketKind {
  return TICKET_KINDS.find((kind) => kind === fields['kind']) ?? 'bug'
}
