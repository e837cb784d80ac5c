import t from 'tap'
import { SnapshotPieces } from './snapshotPieces.ts'

/** A piece of a snapshot of one byte each, which has three. */
function piece(number: number, more: { zone?: string; epoch?: number; sequence?: number } = {}) {
  const bytes = Uint8Array.of(number)
  const head = { zone: 'vale', epoch: 2, sequence: 9, tick: 4, ...more }
  return { ...head, number, isLast: number === 2, bytes }
}

t.test('a snapshot is whole with its last piece', async (t) => {
  const pieces = new SnapshotPieces()
  t.equal(pieces.add(piece(0)), undefined)
  t.equal(pieces.add(piece(1)), undefined)
  const { zone, epoch, snapshot } = pieces.add(piece(2))!
  t.strictSame([zone, epoch, snapshot.sequence, snapshot.tick], ['vale', 2, 9, 4])
  t.strictSame([...snapshot.payload], [0, 1, 2])
})

t.test('zones write their snapshots at the same time', async (t) => {
  const pieces = new SnapshotPieces()
  for (const number of [0, 1]) {
    pieces.add(piece(number))
    pieces.add(piece(number, { zone: 'moor', sequence: 5 }))
  }
  t.equal(pieces.add(piece(2, { zone: 'moor', sequence: 5 }))?.snapshot.sequence, 5)
  t.equal(pieces.add(piece(2))?.snapshot.sequence, 9)
})

t.test('what a zone has not ended is forgotten when its next begins', async (t) => {
  const pieces = new SnapshotPieces()
  pieces.add(piece(0))
  pieces.add(piece(1))
  for (const number of [0, 1]) pieces.add(piece(number, { epoch: 3 }))
  t.equal(pieces.add(piece(2, { epoch: 3 }))?.snapshot.payload.length, 3)
})

t.test('one of which a piece is missing, or another’s, is given up', async (t) => {
  const pieces = new SnapshotPieces()
  const giveUp = (...given: Parameters<typeof piece>[]) =>
    given.map((each) => pieces.add(piece(...each)))
  t.strictSame(giveUp([0], [2]), [undefined, undefined])
  t.strictSame(giveUp([1], [2]), [undefined, undefined])
  t.strictSame(giveUp([0], [1, { sequence: 8 }], [2]), [undefined, undefined, undefined])
  t.strictSame(giveUp([0], [1, { epoch: 1 }], [2]), [undefined, undefined, undefined])
})
