import fc from 'fast-check'
import t from 'tap'
import {
  decodeKept,
  decodeRecord,
  decodeSnapshotPiece,
  encodeKept,
  encodeRecord,
  encodeSnapshotPiece,
} from './journalWire.ts'

const bytes = fc.uint8Array({ maxLength: 40 })
const uid = fc.maxSafeNat()
const head = { zone: fc.string({ unit: 'grapheme' }), epoch: fc.nat() }
const record = fc.record({
  ...head,
  sequence: uid,
  tick: fc.nat(),
  payload: bytes,
  entered: fc.array(uid, { maxLength: 4 }),
  left: fc.array(fc.record({ uid, state: bytes }), { maxLength: 4 }),
})
const piece = fc.record({
  ...head,
  sequence: uid,
  tick: fc.nat(),
  number: fc.nat(),
  isLast: fc.boolean(),
  bytes,
})

t.test('records, pieces of snapshots and numbers arrive as they were sent', async (t) => {
  fc.assert(
    fc.property(record, piece, uid, (record, piece, sequence) => {
      t.strictSame(plain(decodeRecord(encodeRecord(record))), plain(record))
      t.strictSame(plain(decodeSnapshotPiece(encodeSnapshotPiece(piece))), plain(piece))
      t.equal(decodeKept(encodeKept(sequence)), sequence)
    }),
  )
})

/** Without prototypes: fast-check makes objects that have none. */
function plain(value: unknown): unknown {
  return structuredClone(value)
}

t.test('what arrives is a copy, which nobody overwrites', async (t) => {
  const message = encodeRecord({
    zone: 'vale',
    epoch: 1,
    sequence: 1,
    tick: 0,
    payload: Uint8Array.of(1, 2),
    entered: [],
    left: [{ uid: 1, state: Uint8Array.of(3) }],
  })
  const record = decodeRecord(message)
  message.fill(0)
  t.strictSame([[...record.payload], [...record.left[0]!.state]], [[1, 2], [3]])
})

t.test('what is cut short is refused', async (t) => {
  const payload = Uint8Array.of(1, 2, 3)
  const head = { zone: 'vale', epoch: 3, sequence: 9, tick: 4, payload }
  const left = [{ uid: 300, state: payload }]
  const refused = { code: 'PROTOCOL_INVALID' }
  const record = encodeRecord({ ...head, entered: [7], left })
  for (let length = 0; length < record.length; length++) {
    t.throws(() => decodeRecord(record.slice(0, length)), refused)
  }
  const piece = encodeSnapshotPiece({ ...head, number: 300, isLast: true, bytes: payload })
  for (let length = 0; length < piece.length; length++) {
    t.throws(() => decodeSnapshotPiece(piece.slice(0, length)), refused)
  }
  t.throws(() => decodeKept(new Uint8Array()), refused)
})
