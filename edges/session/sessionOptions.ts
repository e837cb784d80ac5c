import type { CharacterSummary, Refusal } from './accounts.ts'
import type { Clock } from './clock.ts'
import type { DeskServices } from './frontDesk.ts'
import type { Log } from './log.ts'
import type { Pacer } from './pacer.ts'
import type { Screen } from './screen.ts'
import type { Talk } from './sessionTalk.ts'
import type { Terminal } from './terminal.ts'
import type { WorldLink } from './worldLink.ts'

/** Ever growing, over all sessions. */
export interface PlayCounters {
  /** Lines typed by those who play. */
  lines: number
  /** Of these, lines left out because too many came at once. */
  linesDropped: number
}

export interface SessionOptions {
  terminal: Terminal
  screen: Screen
  character: CharacterSummary
  /** What the player said of a screen reader before signing in. */
  readerChosen: boolean | undefined
  link: WorldLink
  clock: Clock
  pacer: Pacer
  trusted: boolean
  counters: PlayCounters
  services: DeskServices
  talk: Talk
  log: Log
  /** Changes the password of the account. It does not throw. */
  changePassword(before: string, now: string): Promise<Refusal | undefined>
  /** The client is gone. */
  ended(): void
}
