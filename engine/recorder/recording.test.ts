import t from 'tap'
import type { KeptZone } from '#engine/persistence/journal.ts'
import { ByteWriter } from '#protocol/bytes.ts'
import { loadAreas } from '#scripting/areas/load.ts'
import { type Entry, writeEntry } from './entry.ts'
import type { RecordingHeader } from './header.ts'
import { FORMAT_VERSION, RecordingError, RecordingReader, startOfRecording } from './recording.ts'

const piece = (sequence: number) => ({
  sequence,
  tick: sequence * 3,
  payload: Uint8Array.of(sequence, 0, 255),
})
const kept: KeptZone = { snapshot: piece(7), records: [piece(8), piece(9)], damage: [] }
const HEADER: RecordingHeader = {
  version: '1.2.3',
  node: 'v24.0.0',
  begunAtMs: 1_790_000_000_123,
  zone: 'manor',
  seed: 2 ** 32 - 1,
  uids: { first: 2 ** 36, last: 2 ** 37 },
  keeping: { epoch: 4, kept },
  snapshotPace: { everyTicks: 5, recordsMin: 6, stepEntities: 7 },
  areas: loadAreas(new URL('../../scripting/areas/', import.meta.url)),
}

const ENTRIES: Entry[] = [
  { kind: 'fault', action: 'read what was kept', words: 'it is odd' },
  { kind: 'begin', sums: { told: 0, chance: 2 ** 32 - 1, world: 7 } },
  { kind: 'intents', payload: Uint8Array.of(1, 2, 3) },
  { kind: 'turn', sums: { told: 1, chance: 0x80000000 } },
  { kind: 'kept', sequence: 2 ** 52 },
  { kind: 'uids', range: { first: 2 ** 40, last: 2 ** 40 + 5 } },
  { kind: 'tick', sums: { told: 1, chance: 2, world: 3 } },
  { kind: 'broken', doing: 'tick', words: 'Error: so it goes' },
  { kind: 'stop', sums: { told: 1, chance: 2, world: 3 } },
  { kind: 'end', why: 'full', sums: { told: 1, chance: 2, world: 3 } },
]

function written(entries: readonly Entry[] = ENTRIES): Uint8Array {
  const out = new ByteWriter()
  out.raw(startOfRecording(HEADER))
  for (const entry of entries) writeEntry(out, entry)
  return out.take()
}

/** All that can be read, and how it ends. */
function read(bytes: Uint8Array) {
  const reader = new RecordingReader(bytes)
  const entries: Entry[] = []
  for (let entry = reader.next(); entry; entry = reader.next()) entries.push(entry)
  return { header: reader.header, entries, tail: reader.tail }
}

t.test('a recording is read as it was written, areas and all', async (t) => {
  t.same(read(written()), { header: HEADER, entries: ENTRIES, tail: 'whole' })
  const bare = { ...HEADER, snapshotPace: undefined, areas: [] }
  const fatal = [{ edge: 'telnet-1', session: 3, sequence: 14 }]
  const keeping = { epoch: 1, kept: { snapshot: undefined, records: [], damage: [] }, fatal }
  const { header } = new RecordingReader(startOfRecording({ ...bare, keeping }))
  t.same(header, { ...bare, keeping })
})

t.test('a recording without an end is open, wherever it is cut between entries', async (t) => {
  for (let count = 0; count < ENTRIES.length - 1; count++) {
    const entries = ENTRIES.slice(0, count)
    t.match(read(written(entries)), { entries, tail: 'open' })
  }
})

t.test('a torn tail is told, and all before it is read', async (t) => {
  const whole = written(ENTRIES.slice(0, 3))
  const more = written(ENTRIES.slice(0, 4))
  for (let length = whole.length + 1; length < more.length; length++) {
    const { entries, tail } = read(more.subarray(0, length))
    t.same([entries.length, tail], [3, 'torn'], `${length} bytes`)
  }
  for (const rubbish of [new Uint8Array(4_096), new Uint8Array(4_096).fill(255)]) {
    const { entries, tail } = read(Buffer.concat([whole, rubbish]))
    t.same([entries.length, tail], [3, 'torn'])
  }
})

t.test('damage before other entries is told from a torn tail', async (t) => {
  const from = written(ENTRIES.slice(0, 2)).length
  const to = written(ENTRIES.slice(0, 3)).length
  const bytes = written()
  for (let at = from; at < to; at++) {
    for (const bit of [1, 128]) {
      const flipped = bytes.slice()
      flipped[at]! ^= bit
      const { entries, tail } = read(flipped)
      t.same([entries.length, tail], [2, 'damaged'], `byte ${at}`)
    }
  }
})

t.test('what is no recording, or one of another form, is refused in a sentence', async (t) => {
  const refused = (bytes: Uint8Array, message: string) =>
    t.throws(() => new RecordingReader(bytes), new RecordingError(message))
  refused(new Uint8Array(), 'it is no recording of Loam')
  refused(
    new TextEncoder().encode('LOAMRECIPE'.padEnd(6)),
    `its form is version 73, and this \
Loam knows ${FORMAT_VERSION} only: replay it with the Loam that wrote it`,
  )
  const bytes = written()
  refused(bytes.subarray(0, 100), 'its beginning is not whole')
  const flipped = bytes.slice()
  flipped[50]! ^= 1
  refused(flipped, 'its beginning is not whole')
  const out = new ByteWriter()
  out.raw(bytes.subarray(0, 8))
  writeEntry(out, { kind: 'header', header: Uint8Array.of(1) })
  refused(out.take(), 'its beginning cannot be understood')
})
