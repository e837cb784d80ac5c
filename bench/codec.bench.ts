import { attach } from '#components/entities.ts'
import { Location } from '#components/location.ts'
import { Vitals } from '#components/vitals.ts'
import { RecordCodec, visibleTo } from '#engine/zone/recordCodec.ts'
import { ByteReader, ByteWriter } from '#protocol/bytes.ts'
import { readEvent, type WireEvent, writeEvent } from '#protocol/event.ts'
import {
  type ComponentChange,
  type EntityRecord,
  readChange,
  readRecord,
} from '#protocol/record.ts'
import { createChance } from '#systems/chance.ts'
import { bear } from '#systems/spawn.ts'
import { emptyZone, spawnPlayer, spawnRoom } from '#systems/testing.ts'
import type { Zone } from '#systems/zone.ts'
import { colyseusChanges } from './colyseusTrip.ts'
import { type Bench, defineBench, type OtherWay } from './define.ts'
import { protobufChanges, protobufEvents, protobufRecords } from './protobufTrips.ts'
import { jsonTrip, prepared, type RoundTrip, WATCHERS } from './roundTrip.ts'

/** What a zone sends, by the numbers that it sends it by. */
const visible = new RecordCodec(visibleTo('room', 'self'))

// Changes: a fight in a hall, with every fourth walking.

const HP_BIT = 1
const HOLDER_BIT = 1

/** @returns creatures whose uids are near one another, and the rooms that some walk into */
function crowd(size: number): { zone: Zone; creatures: number[] } {
  const zone = emptyZone()
  const chance = createChance(1)
  const rooms = Array.from({ length: 8 }, (_, i) => spawnRoom(zone, `room ${i}`))
  const creatures = Array.from({ length: size }, () => {
    const creature = bear(zone)
    attach(zone.world, creature, Vitals, { hp: chance.integer(500), hpMax: 500 })
    Location.holder[creature] = rooms[chance.integer(rooms.length)]!
    return creature
  })
  return { zone, creatures }
}

function walks(i: number): boolean {
  return i % 4 === 3
}

/** The same changes as objects, for those who need objects. */
function changesOf(size: number): ComponentChange[] {
  const trip = ourChanges(size)
  return trip.read(trip.encode())
}

function sumOfChanges(changes: readonly ComponentChange[]): number {
  let sum = 0
  for (const { uid, values } of changes) {
    sum += uid + ((values['hp'] ?? values['holder']) as number)
  }
  return sum
}

function ourChanges(size: number): RoundTrip & { read(bytes: Uint8Array): ComponentChange[] } {
  const { zone, creatures } = crowd(size)
  const uids = new Map([...zone.byUid].map(([uid, entity]) => [entity, uid]))
  const uidAt = creatures.map((creature) => uids.get(creature)!)
  const out = new ByteWriter()
  const read = (bytes: Uint8Array) => {
    const reader = new ByteReader(bytes)
    const changes: ComponentChange[] = []
    for (let uid = 0; !reader.atEnd; ) {
      uid += reader.signed()
      changes.push(readChange(reader, visible.schema, uid))
    }
    return changes
  }
  return {
    encode() {
      out.reset()
      let lastUid = 0
      for (let i = 0; i < size; i++) {
        out.signed(uidAt[i]! - lastUid)
        lastUid = uidAt[i]!
        if (walks(i)) visible.writeChange(out, creatures[i]!, Location, HOLDER_BIT)
        else visible.writeChange(out, creatures[i]!, Vitals, HP_BIT)
      }
      return out.take()
    },
    read,
    decode: (bytes) => sumOfChanges(read(bytes)),
  }
}

const FIXED_BYTES = 20

/** Uid, kind and value at fixed places of a fixed length: as fast as bytes can be, and as many. */
function fixedChanges(size: number): RoundTrip {
  const changes = changesOf(size)
  const uids = Float64Array.from(changes, ({ uid }) => uid)
  const kinds = Uint8Array.from(changes, (_, i) => Number(walks(i)))
  const values = Float64Array.from(changes, ({ values: v }) => Number(v['hp'] ?? v['holder']))
  const bytes = new Uint8Array(size * FIXED_BYTES)
  const view = new DataView(bytes.buffer)
  return {
    encode() {
      for (let i = 0, at = 0; i < size; i++, at += FIXED_BYTES) {
        view.setFloat64(at, uids[i]!, true)
        view.setUint32(at + 8, kinds[i]!, true)
        view.setFloat64(at + 12, values[i]!, true)
      }
      return bytes
    },
    decode() {
      let sum = 0
      for (let at = 0; at < bytes.length; at += FIXED_BYTES) {
        if (view.getUint32(at + 8, true) > 1) throw new RangeError('There is no such kind')
        sum += view.getFloat64(at, true) + view.getFloat64(at + 12, true)
      }
      return sum
    },
  }
}

/** Its room sends each client a patch of its own; a zone sends an edge one frame for all. */
function prepareColyseus(size: number) {
  return prepared(colyseusChanges(changesOf(size)), size, 'change', WATCHERS)
}

// Records: a room and those in it, as one who comes in is sent them.

/** A room with `size` people. */
function gathering(size: number) {
  const zone = emptyZone()
  const hall = spawnRoom(zone, 'hall')
  const names = ['Ada', 'Bo', 'Cleo', 'Dov', 'Esme', 'Finn', 'Greta', 'Hugo']
  const people = Array.from({ length: size }, (_, i) =>
    spawnPlayer(zone, names[i % names.length]!, hall),
  )
  return { zone, people }
}

function ourRecords(size: number): RoundTrip & { read(bytes: Uint8Array): EntityRecord[] } {
  const { zone, people } = gathering(size)
  const seenByAll = visible.components.filter(visibleTo('room'))
  const out = new ByteWriter()
  const read = (bytes: Uint8Array) => {
    const reader = new ByteReader(bytes)
    const records: EntityRecord[] = []
    while (!reader.atEnd) records.push(readRecord(reader, visible.schema))
    return records
  }
  return {
    encode() {
      out.reset()
      for (const person of people) visible.writeRecord(out, zone.world, person, seenByAll)
      return out.take()
    },
    read,
    decode: (bytes) => sumOfRecords(read(bytes)),
  }
}

function recordsOf(size: number): EntityRecord[] {
  const trip = ourRecords(size)
  return trip.read(trip.encode())
}

function sumOfRecords(records: readonly EntityRecord[]): number {
  let sum = 0
  for (const { uid, components } of records) {
    const name = components['described']?.['name'] as string
    sum += uid + name.length + (components['vitals']?.['hp'] as number)
  }
  return sum
}

// Events: people talking.

function eventsOf(size: number): WireEvent[] {
  const words = ['Is that your cat?', 'It was on the roof when I came.', 'Then whose is it?']
  return Array.from({ length: size }, (_, i) => ({
    verb: 'say',
    fields: { actor: { uid: 2 ** 20 + i, name: 'Ada' }, text: words[i % words.length]! },
  }))
}

function sumOfEvents(events: readonly WireEvent[]): number {
  let sum = 0
  for (const { fields } of events) {
    sum += (fields['actor'] as { uid: number }).uid + (fields['text'] as string).length
  }
  return sum
}

function ourEvents(size: number): RoundTrip {
  const events = eventsOf(size)
  const out = new ByteWriter()
  return {
    encode() {
      out.reset()
      for (const event of events) writeEvent(out, event)
      return out.take()
    },
    decode(bytes) {
      const reader = new ByteReader(bytes)
      const read: WireEvent[] = []
      while (!reader.atEnd) read.push(readEvent(reader))
      return sumOfEvents(read)
    },
  }
}

/** A bench whose ways all end with the objects that an edge needs; some do with less. */
function codecBench(
  name: string,
  per: string,
  full: number,
  ways: Record<'ours' | 'JSON' | 'protobufjs', (size: number) => RoundTrip>,
  limit?: (size: number) => RoundTrip,
  more: Readonly<Record<string, OtherWay>> = {},
): Bench {
  const copies = more['Colyseus'] && 1
  const ready = (trip: (size: number) => RoundTrip) => (size: number) =>
    prepared(trip(size), size, per, copies)
  return defineBench({
    name: `codec: ${name}`,
    per,
    sizes: { smoke: 8, full: [full] },
    prepare: ready(ways.ours),
    others: {
      ...(limit && { 'fixed records': { role: 'limit', prepare: ready(limit) } }),
      JSON: { role: 'peer', prepare: ready(ways.JSON) },
      protobufjs: { role: 'peer', prepare: ready(ways.protobufjs) },
      ...more,
    },
  })
}

/** Encoding and decoding of what frames hold. */
export default [
  codecBench(
    'changes',
    'change',
    1_000,
    {
      ours: ourChanges,
      JSON: (size) => jsonTrip(changesOf(size), sumOfChanges),
      protobufjs: (size) => protobufChanges(changesOf(size)),
    },
    fixedChanges,
    { Colyseus: { role: 'peer', differs: true, prepare: prepareColyseus } },
  ),
  codecBench('records of people', 'record', 100, {
    ours: ourRecords,
    JSON: (size) => jsonTrip(recordsOf(size), sumOfRecords),
    protobufjs: (size) => protobufRecords(visible.schema, recordsOf(size), sumOfRecords),
  }),
  codecBench('events', 'event', 100, {
    ours: ourEvents,
    JSON: (size) => jsonTrip(eventsOf(size), sumOfEvents),
    protobufjs: (size) => protobufEvents(eventsOf(size), sumOfEvents),
  }),
]
