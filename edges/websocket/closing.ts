import { EDGE_RESTARTS, FAREWELL } from '#edges/session/words.ts'
import type { Closing, ClosingReason } from '#protocol/client.ts'
import { FAREWELL_REASONS, type FarewellReason } from '#protocol/frame.ts'

/** Close codes of RFC 6455 and its registry. */
export const CLOSE = { normal: 1000, policy: 1008, restart: 1012, tryLater: 1013 } as const

/** [W9] Those who come back after a restart do so spread over this time. */
const RETRY_FROM_MS = 500
const RETRY_SPREAD_MS = 2_500
const BUSY_RETRY_MS = 5_000

export const WORD_NOT_HERE =
  'Passwords are not changed here: this line, which may hold one, has been left out.'
export const TOO_MANY_LINES =
  'You type faster than the world can follow: this line has been left out.'

const WORDS: Readonly<Record<Exclude<ClosingReason, FarewellReason>, string>> = {
  ticket: 'This ticket is not good, or not any more: please sign in again.',
  tooSlow: 'Your connection is too slow.',
  restart: EDGE_RESTARTS,
  rules: 'This program does not keep to the rules.',
}

const CODES: Readonly<Record<ClosingReason, number>> = {
  quit: CLOSE.normal,
  takeover: CLOSE.normal,
  unavailable: CLOSE.tryLater,
  busy: CLOSE.tryLater,
  shutdown: CLOSE.restart,
  restart: CLOSE.restart,
  ticket: CLOSE.policy,
  tooSlow: CLOSE.policy,
  rules: CLOSE.policy,
}

/** How a connection ends for that reason. */
export function closingOf(reason: ClosingReason, words?: string): Closing & { code: number } {
  const usual = isOfZones(reason) ? FAREWELL[reason] : WORDS[reason]
  const code = CODES[reason]
  return { reason, words: words ?? usual, retryMs: retryMsOf(code), code }
}

function retryMsOf(code: number): number {
  if (code === CLOSE.tryLater) return BUSY_RETRY_MS
  if (code !== CLOSE.restart) return 0
  return RETRY_FROM_MS + Math.floor(Math.random() * RETRY_SPREAD_MS)
}

function isOfZones(reason: ClosingReason): reason is FarewellReason {
  return FAREWELL_REASONS.some((each) => each === reason)
}
