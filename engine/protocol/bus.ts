/** Ends a subscription; repeated calls are harmless. */
export type Unsubscribe = () => void

export type Receive = (payload: Uint8Array) => void

/**
 * Carries bytes between the parts of Loam, at most once, in order for each sender and subject.
 *
 * Subjects are words parted by dots, as NATS has them. What is published may be delivered together
 * with what follows it in the same turn of the event loop. A payload belongs to the bus once it
 * is published.
 */
export interface Bus {
  publish(subject: string, payload: Uint8Array): void
  subscribe(subject: string, receive: Receive): Unsubscribe
}

/** A process's bus, to which its threads are joined; it may be part of a bus of many processes. */
export interface Hub extends Bus {
  /** Like `subscribe`, but of all in all processes who serve a subject one receives a message. */
  serve(subject: string, receive: Receive): Unsubscribe
  /**
   * Tells when messages from or to other processes may have been lost, and none are any more: what
   * holds a view of another's state asks for it again. It never happens within one process.
   */
  onGap(restored: () => void): Unsubscribe
}

/** Subjects that begin so never leave their process: a hub keeps them to itself. */
export const HERE = 'here.'

/** The subjects in use. */
export const SUBJECT = {
  /** Intents for a zone. */
  zone: (zone: string) => `zone.${zone}`,
  /** Frames for an edge. */
  edge: (edge: string) => `edge.${edge}`,
  /** Sessions that wish to enter the world, as intents of kind `enter` without state; served. */
  enter: 'world.enter',
  /** What world processes tell of themselves: once a second, and when something is new. */
  members: 'world.members',
  /** What neighbours tell a zone of themselves. */
  neighbour: (zone: string) => `neighbour.${zone}`,
  /** What the rules of one zone tell those of all others. */
  zones: 'zones.told',
  /** What edges ask of chat; served. */
  chat: 'chat.asked',
  /** What chat tells all edges. */
  chatTold: 'chat.told',
  /** Answers for an edge, and what other edges ask it. */
  chatEdge: (edge: string) => `chat.edge.${edge}`,
  /** Uids newly reserved for a zone. */
  uids: (zone: string) => `${HERE}uids.${zone}`,
  /** A zone's wish for more uids: its name. */
  uidsWanted: `${HERE}uids`,
  /** Records on their way to be kept. */
  journal: `${HERE}journal`,
  /** Snapshots on their way to be kept. */
  snapshot: `${HERE}snapshot`,
  /** The number of a zone's last record that is kept. */
  kept: (zone: string) => `${HERE}kept.${zone}`,
} as const
