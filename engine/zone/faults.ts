import type { Intent } from '#protocol/intent.ts'

/** Something in a zone that failed by a fault of ours, for the operator's log. */
export interface ZoneFault {
  zone: string
  /** What was being done: `command "get"`, `system "wander"`. Never what else a player typed. */
  action: string
  stack: string
}

/** What `error` tells of itself, whatever was thrown. */
export function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** Letters at the start of a line, or its one sign: the command's word, without what is private. */
const WORD = /^\s*(\p{L}{1,20}|[^\p{L}\s])/u

/** What `intent` asks for, fit to be written down. */
export function actionOf(intent: Intent): string {
  if (intent.kind !== 'line') return `intent "${intent.kind}"`
  return `command "${WORD.exec(intent.text)?.[1] ?? ''}"`
}
