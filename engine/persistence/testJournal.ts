import type { JournalRecord, Lease } from './journal.ts'

/** A record of some bytes that tell it from others, in which nobody comes or goes. */
export function recordOf(
  lease: Lease,
  sequence: number,
  more: Partial<JournalRecord> = {},
): JournalRecord {
  const payload = Buffer.from(`${lease.zone} ${sequence}`)
  return { ...lease, sequence, tick: sequence * 10, payload, entered: [], left: [], ...more }
}

export function recordsOf(lease: Lease, from: number, to: number): JournalRecord[] {
  return Array.from({ length: to - from + 1 }, (_, n) => recordOf(lease, from + n))
}
