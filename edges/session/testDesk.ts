import type { DeskServices } from './frontDesk.ts'
import type { PostedText, TextName, Texts } from './texts.ts'
import type { NewsMarks, NewTicket, OwnTicket, TicketRefusal, Tickets } from './tickets.ts'

/** Tickets in memory. */
class FakeTickets implements Tickets {
  readonly kept: NewTicket[] = []
  /** The next answers fail as a database does. */
  isDown = false
  /** Settles each answer; tests hold it back. */
  gate: Promise<void> = Promise.resolve()
  refusal: TicketRefusal | undefined
  owns: OwnTicket[] = []

  async keep(ticket: NewTicket): Promise<number | TicketRefusal> {
    await this.#reach()
    return this.refusal ?? this.kept.push(ticket)
  }

  async own(_characterUid: number, number?: number): Promise<readonly OwnTicket[]> {
    await this.#reach()
    return number === undefined ? this.owns : this.owns.filter((own) => own.number === number)
  }

  async #reach(): Promise<void> {
    await this.gate
    if (this.isDown) throw new Error('connect ECONNREFUSED')
  }
}

/** Marks in memory, by character. */
class FakeNewsMarks implements NewsMarks {
  readonly marks = new Map<number, string>()
  isDown = false

  async lastRead(characterUid: number): Promise<string> {
    if (this.isDown) throw new Error('connect ECONNREFUSED')
    return this.marks.get(characterUid) ?? ''
  }

  async noteRead(characterUid: number, mark: string): Promise<void> {
    if (this.isDown) throw new Error('connect ECONNREFUSED')
    this.marks.set(characterUid, mark)
  }
}

/** Texts that a test posts; what it has not posted is empty. The text is its mark. */
class FakeTexts implements Texts {
  readonly posted = new Map<TextName, string>()

  read(name: TextName): PostedText {
    const text = this.posted.get(name) ?? ''
    return { text, mark: text }
  }
}

export class FakeServices implements DeskServices {
  readonly tickets = new FakeTickets()
  readonly newsMarks = new FakeNewsMarks()
  readonly texts = new FakeTexts()
}
