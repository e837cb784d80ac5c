import type { CharacterSummary } from './accounts.ts'

/** A resume token is good for so long after it was made or kept alive last. */
export const RESUME_SECONDS = 300

/** What a ticket or a resume token was good for. */
export interface Redeemed {
  character: CharacterSummary
  /** The next one, for when the connection breaks. */
  resumeToken: string
}

/**
 * Tokens with which a client enters without a password: a ticket, which http gives out for one
 * within a minute, and the resume token, which a client gets for the next time its connection
 * breaks. Each is good once. Any call may reject while the database is away.
 */
export interface EntryPasses {
  /** @returns  `undefined` if the token is not good, or not any more */
  redeem(kind: 'ticket' | 'resume', token: string): Promise<Redeemed | undefined>
  /** Has resume tokens be good for their whole time from now on: their players are connected. */
  keepAlive(resumeTokens: readonly string[]): Promise<void>
  /** The player has left: the resume token is good no more. */
  revoke(resumeToken: string): Promise<void>
}
