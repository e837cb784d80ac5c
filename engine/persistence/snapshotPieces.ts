import type { KeptSnapshot } from './journal.ts'
import type { SnapshotPiece } from './journalWire.ts'

/** A zone's snapshot that has come whole. */
export interface ZoneSnapshot {
  zone: string
  epoch: number
  snapshot: KeptSnapshot
}

interface Begun {
  epoch: number
  sequence: number
  pieces: Uint8Array[]
}

/**
 * Puts the pieces of zones' snapshots together as they come: of each zone one at a time.
 *
 * What its zone has not ended is forgotten when the next begins; one of which a piece is missing is
 * given up, since there will be another in a minute.
 */
export class SnapshotPieces {
  readonly #begun = new Map<string, Begun>()

  /** @returns the snapshot, if it is whole with this piece */
  add({
    zone,
    epoch,
    sequence,
    tick,
    number,
    isLast,
    bytes,
  }: SnapshotPiece): ZoneSnapshot | undefined {
    const begun = number === 0 ? { epoch, sequence, pieces: [] } : this.#begun.get(zone)
    this.#begun.delete(zone)
    if (begun?.epoch !== epoch || begun.sequence !== sequence) return undefined
    if (begun.pieces.push(bytes) !== number + 1) return undefined
    if (isLast)
      return { zone, epoch, snapshot: { sequence, tick, payload: Buffer.concat(begun.pieces) } }
    this.#begun.set(zone, begun)
    return undefined
  }
}
