import { ChatService } from '#edges/chat/service.ts'
import { realClock } from '#edges/session/clock.ts'
import type { Ground } from '#program/ground.ts'

/** Answers for channels, tells and all that is said beyond a room. */
export function startChat(ground: Ground): void {
  const { bus, database, log, parts, metrics, clock = realClock } = ground
  const chat = new ChatService({ bus, db: database.db, clock, log, nowMs: () => Date.now() })
  parts.add('chat', () => chat.stop())
  metrics.addGauge('loam_chat_waiting', 'Requests that wait for the chat', () => chat.waiting)
  for (const [name, help] of TOTALS) {
    metrics.addCounter(`loam_chat_${name}`, help, () => chat.counters[name])
  }
}

const TOTALS = [
  ['asked', 'Requests of edges that the chat has taken on'],
  ['said', 'Lines that were kept, and told to all edges'],
  ['refused', 'Requests that the chat has refused in words'],
  ['failed', 'Requests that failed, and are asked again'],
  ['dropped', 'Requests that found no place to wait, and are asked again'],
] as const
