import { type Bus, SUBJECT } from '#protocol/bus.ts'
import { ByteWriter } from '#protocol/bytes.ts'
import type { WireEvent } from '#protocol/event.ts'
import {
  FAREWELL_REASONS,
  type FarewellReason,
  ITEM,
  ItemWriter,
  VIEW_REASONS,
  type ViewReason,
  writeFrameHeader,
} from '#protocol/frame.ts'
import { decodeIntents, type Intent } from '#protocol/intent.ts'
import { type ColumnValue, type EntityRecord, writeColumn } from '#protocol/record.ts'
import type { WireSchema } from '#protocol/schema.ts'

const SCHEMA: WireSchema = [
  {
    name: 'described',
    columns: [
      { name: 'name', kind: 'text' },
      { name: 'here', kind: 'text' },
    ],
  },
  { name: 'location', columns: [{ name: 'holder', kind: 'entity' }] },
  { name: 'item', columns: [{ name: 'weightGrams', kind: 'u32' }] },
  { name: 'container', columns: [{ name: 'capacityGrams', kind: 'u32' }] },
  { name: 'door', columns: [{ name: 'closed', kind: 'u8' }] },
  { name: 'fighting', columns: [{ name: 'foe', kind: 'entity' }] },
  { name: 'exit', columns: [{ name: 'direction', kind: 'text' }] },
  { name: 'player', columns: [{ name: 'linkDead', kind: 'u8' }] },
  {
    name: 'persona',
    columns: [
      { name: 'away', kind: 'text' },
      { name: 'undisturbed', kind: 'u8' },
      { name: 'ignored', kind: 'text' },
    ],
  },
  {
    name: 'preferences',
    columns: [
      { name: 'compact', kind: 'u8' },
      { name: 'autoexit', kind: 'u8' },
      { name: 'prompt', kind: 'u8' },
      { name: 'screenReader', kind: 'u8' },
      { name: 'columns', kind: 'u16' },
      { name: 'pageLines', kind: 'u8' },
      { name: 'promptText', kind: 'text' },
    ],
  },
  {
    name: 'room',
    columns: [
      { name: 'number', kind: 'u32' },
      { name: 'description', kind: 'text' },
    ],
  },
  {
    name: 'vitals',
    columns: [
      { name: 'hp', kind: 'u16' },
      { name: 'hpMax', kind: 'u16' },
    ],
  },
]

export const HALL = 5

/** Preferences as a new character has them. */
export const PREFERENCES = {
  compact: 0,
  autoexit: 1,
  prompt: 1,
  screenReader: 2,
  columns: 0,
  pageLines: 0,
  promptText: '',
}

export function roomRecord(uid: number, name: string): EntityRecord {
  const described = { name, here: '' }
  return { uid, components: { described, room: { number: uid, description: `${name} it is.` } } }
}

export function ownRecord(
  uid: number,
  preferences: Partial<typeof PREFERENCES> = {},
): EntityRecord {
  return {
    uid,
    components: {
      described: { name: `Player ${uid}`, here: '' },
      preferences: { ...PREFERENCES, ...preferences },
      vitals: { hp: 20, hpMax: 20 },
    },
  }
}

/**
 * A zone as an edge meets it on the bus: it keeps what it is sent, in order, and sends frames of
 * the items it is told to.
 */
export class FakeZone {
  /** Intents in the order in which they came, those to enter included. */
  readonly received: Intent[] = []
  /** How many messages brought them. */
  batches = 0
  epoch = 1
  sequence = 0
  tick = 7
  knowsSchema = false
  readonly #bus: Bus
  readonly #name: string
  readonly #edge: string
  readonly #items = new ItemWriter()
  readonly #frame = new ByteWriter()

  constructor(bus: Bus, name = 'town', edge = 'test', answersDoor = true) {
    this.#bus = bus
    this.#name = name
    this.#edge = edge
    const receive = (payload: Uint8Array) => {
      this.batches++
      this.received.push(...decodeIntents(payload).intents)
    }
    bus.subscribe(SUBJECT.zone(name), receive)
    if (answersDoor) bus.subscribe(SUBJECT.enter, receive)
  }

  /** What has come since the last look, in short: `1:line 2 north`. */
  heard(): string[] {
    return this.received.splice(0).map((intent) => {
      const words = intent.kind === 'line' ? ` ${intent.text}` : ''
      return `${intent.session}:${intent.kind} ${intent.sequence}${words}`
    })
  }

  /** Lets a session in as zones do, into the hall. */
  takeIn(session: number, uid: number, preferences: Partial<typeof PREFERENCES> = {}): void {
    this.send(
      this.welcome(session, uid),
      this.ownView(session, ownRecord(uid, preferences)),
      this.view(session, 'arrive', roomRecord(HALL, 'Hall')),
      this.accepted(session, 1),
    )
  }

  /** Sends one frame. */
  send(...items: Uint8Array[]): void {
    this.#bus.publish(SUBJECT.edge(this.#edge), this.frame(...items))
  }

  /** A frame that is lost on the way. */
  lose(...items: Uint8Array[]): void {
    this.frame(...items)
  }

  frame(...items: Uint8Array[]): Uint8Array {
    this.sequence++
    this.#frame.reset()
    const { epoch, sequence, tick } = this
    writeFrameHeader(this.#frame, { zone: this.#name, epoch, sequence, tick })
    if (!this.knowsSchema) this.#frame.raw(this.#items.schema(SCHEMA))
    this.knowsSchema = true
    for (const item of items) this.#frame.raw(item)
    return this.#frame.take()
  }

  welcome(session: number, uid: number): Uint8Array {
    return this.#items.numbers(ITEM.welcome, session, uid).slice()
  }

  handOver(session: number, sequence: number): Uint8Array {
    return this.#items.numbers(ITEM.handOver, session, sequence).slice()
  }

  accepted(session: number, sequence: number): Uint8Array {
    return this.#items.numbers(ITEM.accepted, session, sequence).slice()
  }

  farewell(session: number, reason: FarewellReason): Uint8Array {
    const number = FAREWELL_REASONS.indexOf(reason)
    return this.#items.numbers(ITEM.farewell, session, number).slice()
  }

  note(session: number, text: string): Uint8Array {
    return this.ownEvent(session, { verb: 'note', fields: { text } })
  }

  ownEvent(session: number, event: WireEvent): Uint8Array {
    return this.#items.event(ITEM.ownEvent, session, event).slice()
  }

  roomEvent(room: number, event: WireEvent): Uint8Array {
    return this.#items.event(ITEM.roomEvent, room, event).slice()
  }

  view(session: number, reason: ViewReason, ...records: EntityRecord[]): Uint8Array {
    return this.#encode(ITEM.roomView, (body) => {
      body.varint(session)
      body.u8(VIEW_REASONS.indexOf(reason))
      body.u8(1)
      for (const record of records) writeRecord(body, record)
    })
  }

  ownView(session: number, ...records: EntityRecord[]): Uint8Array {
    return this.#encode(ITEM.ownView, (body) => {
      body.varint(session)
      for (const record of records) writeRecord(body, record)
    })
  }

  ownAppear(session: number, record: EntityRecord): Uint8Array {
    return this.#encode(ITEM.ownAppear, (body) => {
      body.varint(session)
      writeRecord(body, record)
    })
  }

  ownVanish(session: number, uid: number): Uint8Array {
    return this.#items.numbers(ITEM.ownVanish, session, uid).slice()
  }

  roomAppear(room: number, record: EntityRecord): Uint8Array {
    return this.#encode(ITEM.roomAppear, (body) => {
      body.varint(room)
      writeRecord(body, record)
    })
  }

  roomVanish(room: number, uid: number): Uint8Array {
    return this.#items.numbers(ITEM.roomVanish, room, uid).slice()
  }

  /** One change of all columns of one component of something in a room. */
  roomChange(
    room: number,
    uid: number,
    component: string,
    values: Record<string, ColumnValue>,
  ): Uint8Array {
    return this.#change(ITEM.roomChanges, room, uid, component, values)
  }

  /** One change of all columns of one component. */
  ownChange(
    session: number,
    uid: number,
    component: string,
    values: Record<string, ColumnValue>,
  ): Uint8Array {
    return this.#change(ITEM.ownChanges, session, uid, component, values)
  }

  #change(
    kind: number,
    scope: number,
    uid: number,
    component: string,
    values: Record<string, ColumnValue>,
  ): Uint8Array {
    return this.#encode(kind, (body) => {
      body.varint(scope)
      body.signed(uid)
      const number = SCHEMA.findIndex(({ name }) => name === component)
      const { columns } = SCHEMA[number]!
      body.varint(number)
      body.varint(2 ** columns.length - 1)
      for (const { name, kind } of columns) writeColumn(body, kind, values[name]!)
    })
  }

  #encode(kind: number, write: (body: ByteWriter) => void): Uint8Array {
    return this.#items.encode(kind, write).slice()
  }
}

function writeRecord(body: ByteWriter, { uid, components }: EntityRecord): void {
  body.varint(uid)
  const names = Object.keys(components)
  body.varint(names.length)
  for (const component of names) {
    const number = SCHEMA.findIndex(({ name }) => name === component)
    body.varint(number)
    for (const { name, kind } of SCHEMA[number]!.columns) {
      writeColumn(body, kind, components[component]![name]!)
    }
  }
}
