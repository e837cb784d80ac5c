import t from 'tap'
import { cut, MESSAGE_MAX, Pieces } from './pieces.ts'

const PAYLOAD = Uint8Array.from({ length: 10 }, (_, i) => i)

function sendAll(pieces: Pieces, sender: string, message: number, without?: number): void {
  for (const { at, piece } of cut(PAYLOAD, 4)) {
    if (at !== without) pieces.add({ sender, message, size: PAYLOAD.length, at }, piece)
  }
}

t.test('what was cut is put together, of several senders at a time', async (t) => {
  const pieces = new Pieces()
  const [one, two, three] = [...cut(PAYLOAD, 4)]
  t.same(
    [one, two, three].map((each) => each!.piece.length),
    [4, 4, 2],
  )
  for (const { at, piece } of [one!, two!, three!]) {
    for (const sender of ['a', 'b']) pieces.add({ sender, message: 1, size: 10, at }, piece)
  }
  t.same(pieces.get('a', 1), PAYLOAD)
  t.same(pieces.get('b', 1), PAYLOAD)
  pieces.forget('a')
  t.equal(pieces.get('a', 1), undefined)
})

t.test('a lost piece loses its message, and no other', async (t) => {
  for (const lost of [0, 4, 8]) {
    const pieces = new Pieces()
    sendAll(pieces, 'a', 1, lost)
    t.equal(pieces.get('a', 1), undefined, `without the piece at ${lost}`)
    sendAll(pieces, 'a', 2)
    t.same(pieces.get('a', 2), PAYLOAD)
    t.equal(pieces.get('a', 1), undefined)
  }
})

t.test('pieces that cannot be are passed over', async (t) => {
  const pieces = new Pieces()
  pieces.add({ sender: 'a', message: 1, size: MESSAGE_MAX + 1, at: 0 }, PAYLOAD)
  pieces.add({ sender: 'b', message: 1, size: 4, at: 0 }, PAYLOAD)
  pieces.add({ sender: 'c', message: 1, size: Number.NaN, at: 0 }, PAYLOAD)
  for (const sender of ['a', 'b', 'c']) t.equal(pieces.get(sender, 1), undefined)
})

t.test('when too much waits, what began first goes', async (t) => {
  const pieces = new Pieces()
  sendAll(pieces, 'first', 1)
  sendAll(pieces, 'second', 1)
  for (const sender of ['x', 'y']) {
    pieces.add({ sender, message: 1, size: MESSAGE_MAX - 5, at: 0 }, PAYLOAD)
  }
  t.equal(pieces.get('first', 1), undefined)
  t.same(pieces.get('second', 1), PAYLOAD)
})
