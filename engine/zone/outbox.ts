import { type Bus, SUBJECT } from '#protocol/bus.ts'
import { ByteWriter } from '#protocol/bytes.ts'
import { ItemWriter, writeFrameHeader } from '#protocol/frame.ts'
import type { WireSchema } from '#protocol/schema.ts'
import type { Interest, Session } from './interest.ts'

/** What one edge is to be sent at the end of the turn. */
interface EdgeFrame {
  sequence: number
  knowsSchema: boolean
  open: boolean
  bytes: ByteWriter
}

/**
 * The frames of this turn, one for each edge that something concerns.
 *
 * An item is encoded once; each edge that a room's or a session's item concerns gets a copy of its
 * bytes, in the order in which things happened.
 */
export class Outbox {
  readonly items = new ItemWriter()
  readonly #zone: string
  readonly #bus: Bus
  readonly #schemaItem: Uint8Array
  readonly #edges = new Map<string, EdgeFrame>()
  #tick = 0
  frames = 0
  frameBytes = 0

  constructor(zone: string, bus: Bus, schema: WireSchema) {
    this.#zone = zone
    this.#bus = bus
    this.#schemaItem = new ItemWriter().schema(schema)
  }

  /** The tick that frames opened from now on carry. */
  set tick(tick: number) {
    this.#tick = tick
  }

  /** Adds `item` to the frame of `session`'s edge. */
  toSession(session: Session, item: Uint8Array): void {
    this.toEdge(session.edge, item)
  }

  /** Adds `item` to the frame of every edge that has a session watching `room`. */
  toRoom(interest: Interest, room: number, item: Uint8Array): void {
    for (const edge of interest.edgesWatching(room)) this.toEdge(edge, item)
  }

  toEdge(edge: string, item: Uint8Array): void {
    this.#openFrame(edge).bytes.raw(item)
  }

  /** Sends `edge` the schema again, ahead of what follows: it may have lost the first. */
  repeatSchema(edge: string): void {
    const frame = this.#edges.get(edge)
    if (frame?.open) frame.bytes.raw(this.#schemaItem)
    else if (frame) frame.knowsSchema = false
  }

  /** Sends each edge its frame. */
  publish(): void {
    for (const [edge, frame] of this.#edges) {
      if (!frame.open) continue
      frame.open = false
      this.frames++
      this.frameBytes += frame.bytes.length
      this.#bus.publish(SUBJECT.edge(edge), frame.bytes.take())
    }
  }

  #openFrame(edge: string): EdgeFrame {
    let frame = this.#edges.get(edge)
    if (!frame) {
      frame = { sequence: 0, knowsSchema: false, open: false, bytes: new ByteWriter() }
      this.#edges.set(edge, frame)
    }
    if (frame.open) return frame
    frame.open = true
    frame.sequence++
    frame.bytes.reset()
    const { sequence } = frame
    writeFrameHeader(frame.bytes, { zone: this.#zone, sequence, tick: this.#tick })
    if (!frame.knowsSchema) frame.bytes.raw(this.#schemaItem)
    frame.knowsSchema = true
    return frame
  }
}
