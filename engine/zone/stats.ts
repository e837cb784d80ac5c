/** What a zone counts of itself; totals since its start unless said otherwise. */
export interface ZoneStats {
  ticks: number
  /** Ticks that took longer than their time. */
  ticksOverrun: number
  /** Ticks let go because too many were missed at once. */
  ticksSkipped: number
  turns: number
  intents: number
  /** Intents dropped because they were repeats or came out of order. */
  intentsDropped: number
  /** Intents refused because the inbox was full. */
  intentsRefused: number
  /** Commands, systems and messages that failed by a fault of ours; the zone went on. */
  faults: number
  changes: number
  frames: number
  frameBytes: number
  /** The deepest the inbox has been. */
  inboxDepthMax: number
  /** Now. */
  sessions: number
  /** Now. */
  entities: number
  /** Now: 1 while what lasts cannot be kept. */
  holdsBreath: number
  /** Now: bytes of frames that may not leave before what they tell of is kept. */
  heldBytes: number
}

export function createZoneStats(): ZoneStats {
  return {
    ticks: 0,
    ticksOverrun: 0,
    ticksSkipped: 0,
    turns: 0,
    intents: 0,
    intentsDropped: 0,
    intentsRefused: 0,
    faults: 0,
    changes: 0,
    frames: 0,
    frameBytes: 0,
    inboxDepthMax: 0,
    sessions: 0,
    entities: 0,
    holdsBreath: 0,
    heldBytes: 0,
  }
}
