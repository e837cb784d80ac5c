import assert from 'node:assert/strict'
import { constants, inflateSync } from 'node:zlib'
import fc from 'fast-check'
import t from 'tap'
import { CompressedStream } from './compression.ts'

/** Inflates what has come so far, as a client does, without waiting for the end. */
function inflated(stream: Buffer[]): string {
  return inflateSync(Buffer.concat(stream), { finishFlush: constants.Z_SYNC_FLUSH }).toString()
}

t.test('each piece can be read as soon as it has come', async (t) => {
  const stream = new CompressedStream()
  const first = stream.piece(Buffer.from('You see a brass lantern.\r\n'))
  t.equal(inflated([first]), 'You see a brass lantern.\r\n')
  const second = stream.piece(Buffer.from('You take the brass lantern.\r\n'))
  t.equal(inflated([first, second]), 'You see a brass lantern.\r\nYou take the brass lantern.\r\n')
  t.ok(second.length < first.length, 'it refers back to the first')
})

t.test(
  'the end is a whole zlib stream, checksum included, and plain text may follow',
  async (t) => {
    const text = 'A long dark corridor. '.repeat(2000)
    const stream = new CompressedStream()
    const pieces = [stream.piece(Buffer.from(text)), stream.piece(Buffer.from(text))]
    const whole = Buffer.concat([...pieces, stream.finish()])
    t.equal(inflateSync(whole).toString(), text + text)
    const followed = inflateSync(Buffer.concat([whole, Buffer.from('plain')]), { info: true })
    t.equal(
      (followed as unknown as { engine: { bytesWritten: number } }).engine.bytesWritten,
      whole.length,
    )
    t.equal(inflateSync(new CompressedStream().finish()).toString(), '', 'an empty one too')
  },
)

t.test('any pieces come out as they went in', async (t) => {
  const piece = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 200 }),
    fc.constantFrom('north\r\n', 'x'.repeat(9000)).map((text) => Buffer.from(text)),
  )
  const roundTrip = fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
    const stream = new CompressedStream()
    const sent = pieces.map((one) => stream.piece(Buffer.from(one)))
    const back = inflateSync(Buffer.concat([...sent, stream.finish()]))
    assert.deepEqual(back, Buffer.concat(pieces))
  })
  t.doesNotThrow(() => fc.assert(roundTrip))
})
