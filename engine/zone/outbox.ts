import type { Entity } from '#components/entities.ts'
import { type Bus, SUBJECT } from '#protocol/bus.ts'
import { ByteWriter } from '#protocol/bytes.ts'
import { ItemWriter, writeFrameHeader } from '#protocol/frame.ts'
import type { WireSchema } from '#protocol/schema.ts'
import type { Interest, Session } from './interest.ts'

/** With so much held back the outbox is full: its zone stands still until some of it is let go. */
export const HELD_BYTES_MAX = 16 * 2 ** 20
export const HELD_ITEMS_MAX = 200_000

/** An item of this turn, and whom it is for. */
interface Item {
  edges: readonly string[]
  bytes: Uint8Array
  /** The room that it tells of, or in which its session stands; 0: none. */
  room: Entity
  /** Where its session stood before, if the item is the view of another room. */
  from: Entity
  /** The session that it is for; undefined: all who watch the room. */
  session: string | undefined
}

/** Items that may not leave before a record is kept. */
interface Held {
  after: number
  items: Uint8Array[]
}

/** What one edge is owed. */
interface EdgeQueue {
  sequence: number
  knowsSchema: boolean
  free: ByteWriter
  held: Held[]
}

/** What a record of this turn touched: whatever tells of it waits until it is kept. */
export interface Touched {
  sequence: number
  rooms: Iterable<Entity>
}

/**
 * The frames of a zone, one at a time for each edge.
 *
 * What tells of something that is not kept yet is held until it is; all else leaves at once. A
 * room waits as a whole, and so does a session with it: what happens there later must not be read
 * before what happened first. Who walks into or out of a room that waits makes the other wait, too.
 *
 * Nothing that is held can be dropped, as it tells of what was done. The rule when full: whoever
 * fills the outbox asks `isFull` first, and does nothing while it is.
 */
export class Outbox {
  readonly items = new ItemWriter()
  readonly #zone: string
  readonly #epoch: number
  readonly #bus: Bus
  readonly #schemaItem: Uint8Array
  readonly #edges = new Map<string, EdgeQueue>()
  readonly #waitingRooms = new Map<Entity, number>()
  readonly #waitingSessions = new Map<string, number>()
  #turn: Item[] = []
  /** The frame that is being written. */
  readonly #out = new ByteWriter()
  #kept = 0
  #heldItems = 0
  /** Bytes that are held back for all edges together. */
  heldBytes = 0
  tick = 0
  frames = 0
  frameBytes = 0

  /** @param epoch  of this run of the zone */
  constructor(zone: string, epoch: number, bus: Bus, schema: WireSchema) {
    this.#zone = zone
    this.#epoch = epoch
    this.#bus = bus
    this.#schemaItem = new ItemWriter().schema(schema).slice()
  }

  get isFull(): boolean {
    return this.heldBytes >= HELD_BYTES_MAX || this.#heldItems >= HELD_ITEMS_MAX
  }

  /** Whether what `session` is sent now would be held back. */
  holdsBackFrom(session: Session): boolean {
    const isRoom = this.#waitingRooms.has(session.watching)
    return isRoom || this.#waitingSessions.has(keyOf(session.edge, session.id))
  }

  /**
   * Adds an item for one session.
   *
   * @param room  where its being stands
   * @param from  where it stood before, if the item is the view of another room
   */
  toSession(session: Session, item: Uint8Array, room: Entity, from: Entity = 0): void {
    this.#turn.push({
      edges: [session.edge],
      bytes: item.slice(),
      room,
      from,
      session: keyOf(session.edge, session.id),
    })
  }

  /** Adds an item for every edge that has a session watching `room`. */
  toRoom(interest: Interest, room: Entity, item: Uint8Array): void {
    const edges = [...interest.edgesWatching(room)]
    if (edges.length === 0) return
    this.#turn.push({ edges, bytes: item.slice(), room, from: 0, session: undefined })
  }

  /** Adds an item for a session that plays nobody here, or no longer. */
  toStranger(edge: string, id: number, item: Uint8Array): void {
    const session = keyOf(edge, id)
    this.#turn.push({ edges: [edge], bytes: item.slice(), room: 0, from: 0, session })
  }

  /** Makes the next frame for `edge` carry the schema again: it has lost one that did. */
  repeatSchema(edge: string): void {
    const queue = this.#edges.get(edge)
    if (queue) queue.knowsSchema = false
  }

  /** Sends each edge what may leave, and holds the rest. */
  publish(touched?: Touched): void {
    for (const room of touched?.rooms ?? []) this.#waitingRooms.set(room, touched!.sequence)
    for (const item of this.#turn) this.#route(item)
    this.#turn = []
    this.#send()
  }

  /** Lets go what waited for records up to `sequence`. */
  release(sequence: number): void {
    this.#kept = sequence
    forget(this.#waitingRooms, sequence)
    forget(this.#waitingSessions, sequence)
    for (const { free, held } of this.#edges.values()) {
      while (held.length > 0 && held[0]!.after <= sequence) {
        const { items } = held.shift()!
        this.#heldItems -= items.length
        for (const item of items) {
          this.heldBytes -= item.length
          free.raw(item)
        }
      }
    }
    this.#send()
  }

  #route(item: Item): void {
    const after = this.#waitFor(item)
    for (const edge of item.edges) {
      const queue = this.#queueOf(edge)
      if (after <= this.#kept) queue.free.raw(item.bytes)
      else {
        holdBack(queue.held, after, item.bytes)
        this.heldBytes += item.bytes.length
        this.#heldItems++
      }
    }
  }

  /** The record before which `item` may not leave; 0 if there is none. */
  #waitFor({ room, from, session }: Item): number {
    if (this.#waitingRooms.size === 0 && this.#waitingSessions.size === 0) return 0
    const own = session === undefined ? 0 : (this.#waitingSessions.get(session) ?? 0)
    const here = this.#waitingRooms.get(room) ?? 0
    const after = Math.max(own, here, this.#waitingRooms.get(from) ?? 0)
    if (after === 0 || session === undefined) return after
    this.#waitingSessions.set(session, after)
    if (from === 0 || room === 0) return after
    this.#waitingRooms.set(room, after)
    // Until that view leaves, its edge takes it to be where it was.
    this.#waitingRooms.set(from, after)
    return after
  }

  #send(): void {
    for (const [edge, queue] of this.#edges) {
      if (queue.free.length === 0) continue
      const out = this.#out
      out.reset()
      queue.sequence++
      const run = { zone: this.#zone, epoch: this.#epoch }
      writeFrameHeader(out, { ...run, sequence: queue.sequence, tick: this.tick })
      if (!queue.knowsSchema) out.raw(this.#schemaItem)
      queue.knowsSchema = true
      out.raw(queue.free.written)
      queue.free.reset()
      this.frames++
      this.frameBytes += out.length
      this.#bus.publish(SUBJECT.edge(edge), out.take())
    }
  }

  #queueOf(edge: string): EdgeQueue {
    let queue = this.#edges.get(edge)
    if (!queue) {
      queue = { sequence: 0, knowsSchema: false, free: new ByteWriter(), held: [] }
      this.#edges.set(edge, queue)
    }
    return queue
  }
}

/** Held items are released in the order of their records, and of one record as they came. */
function holdBack(held: Held[], after: number, bytes: Uint8Array): void {
  let at = held.length
  while (at > 0 && held[at - 1]!.after > after) at--
  const before = held[at - 1]
  if (before?.after === after) before.items.push(bytes)
  else held.splice(at, 0, { after, items: [bytes] })
}

function forget<Key>(waiting: Map<Key, number>, sequence: number): void {
  for (const [key, after] of waiting) if (after <= sequence) waiting.delete(key)
}

function keyOf(edge: string, id: number): string {
  return `${id} ${edge}`
}
