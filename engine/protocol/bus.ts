/** Ends a subscription; repeated calls are harmless. */
export type Unsubscribe = () => void

/**
 * Carries bytes between the parts of Loam, at most once, in order for each sender and subject.
 *
 * Subjects are words parted by dots, as NATS has them. What is published may be delivered together
 * with what follows it in the same turn of the event loop. A payload belongs to the bus once it
 * is published.
 */
export interface Bus {
  publish(subject: string, payload: Uint8Array): void
  subscribe(subject: string, receive: (payload: Uint8Array) => void): Unsubscribe
}

/** The subjects in use. */
export const SUBJECT = {
  /** Intents for a zone. */
  zone: (zone: string) => `zone.${zone}`,
  /** Frames for an edge. */
  edge: (edge: string) => `edge.${edge}`,
  /** Sessions that wish to enter the world, as intents of kind `enter` without state. */
  enter: 'world.enter',
  /** Uids newly reserved for a zone. */
  uids: (zone: string) => `uids.${zone}`,
  /** A zone's wish for more uids: its name. */
  uidsWanted: 'world.uids',
  /** Records on their way to be kept. */
  journal: 'world.journal',
  /** Snapshots on their way to be kept. */
  snapshot: 'world.snapshot',
  /** The number of a zone's last record that is kept. */
  kept: (zone: string) => `kept.${zone}`,
} as const
