/** What a player tells those who run the world: of faults, of slips of the pen, of people. */
export const TICKET_KINDS = ['bug', 'typo', 'idea', 'report'] as const

export type TicketKind = (typeof TICKET_KINDS)[number]

/** A ticket as its writer leaves it. Texts are plain: no control character but line ends. */
export interface NewTicket {
  kind: TicketKind
  characterUid: number
  /** Where the character is, `area:id`; `''` if that is not known. */
  room: string
  /** The name of the character who is reported; `''` in all other kinds. */
  about: string
  text: string
  /** The last lines that the player read and typed. */
  seen: string
  /** Of a report: what those two said lately. */
  said: string
}

/** A ticket as its writer may look at it. */
export interface OwnTicket {
  number: number
  kind: TicketKind
  /** Who is reported, `''` if it is no report. */
  about: string
  text: string
  madeAt: Date
  state: 'open' | 'taken' | 'closed'
  /** What the operator says of how it ended; `''`: nothing. */
  answer: string
}

/** Why a ticket was not kept, in plain words for its writer. */
export interface TicketRefusal {
  refused: 'unknown' | 'too-many-open' | 'too-fast'
  words: string
}

/** Where tickets are kept. The http role answers for it; what goes wrong there is thrown. */
export interface Tickets {
  /** @returns its number, when it is kept and not before */
  keep(ticket: NewTicket): Promise<number | TicketRefusal>
  /**
   * Those of the account that a character belongs to, open ones first, then the newest; 20 at most.
   *
   * @param number  only this one
   */
  own(characterUid: number, number?: number): Promise<readonly OwnTicket[]>
}

/** Which news each account has read last; what goes wrong there is thrown. */
export interface NewsMarks {
  /** The mark of the news that the account of a character has read last; `''`: none. */
  lastRead(characterUid: number): Promise<string>
  noteRead(characterUid: number, mark: string): Promise<void>
}
