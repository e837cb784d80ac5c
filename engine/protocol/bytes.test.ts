import fc from 'fast-check'
import t from 'tap'
import { ByteReader, ByteWriter } from './bytes.ts'

const REFUSED = { code: 'PROTOCOL_INVALID' }

/** Writes by `write`, and gives a reader of the bytes. */
function written(write: (out: ByteWriter) => void): ByteReader {
  const out = new ByteWriter()
  write(out)
  return new ByteReader(out.take())
}

t.test('[B1] varint keeps any whole number below 2^53', async (t) => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (value) => written((out) => out.varint(value)).varint() === value),
  )
  const out = new ByteWriter()
  out.varint(300)
  t.same([...out.take()], [0xac, 0x02], 'seven bits a byte, low ones first')
})

t.test('[B1] varint beyond 2^53 is refused', async (t) => {
  const tooLong = new ByteReader(new Uint8Array(9).fill(0xff))
  t.throws(() => tooLong.varint(), REFUSED)
  const tooLarge = new ByteReader(new Uint8Array([...Array(7).fill(0xff), 0x7f]))
  t.throws(() => tooLarge.varint(), REFUSED)
})

t.test('[B2] signed keeps the sign', async (t) => {
  const whole = fc.integer({ min: -(2 ** 51), max: 2 ** 51 })
  fc.assert(fc.property(whole, (value) => written((out) => out.signed(value)).signed() === value))
  t.equal(Object.is(written((out) => out.signed(0)).signed(), 0), true, 'zero is not minus zero')
})

t.test('[B3] f32 and f64 keep what they can hold', async (t) => {
  const reader = written((out) => {
    out.f32(1.5)
    out.f64(Math.PI)
  })
  t.same([reader.f32(), reader.f64()], [1.5, Math.PI])
})

t.test('[B4] text keeps any Unicode, short or long', async () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 200 })
  fc.assert(fc.property(text, (value) => written((out) => out.text(value)).text() === value))
})

t.test('[B4] text longer than 65,536 bytes is refused', async (t) => {
  const reader = written((out) => out.text('x'.repeat(65_537)))
  t.throws(() => reader.text(), /65536 is most/)
})

t.test('[B5] a message that ends too soon is refused, at every length', async (t) => {
  const out = new ByteWriter()
  out.varint(70_000)
  out.text('lantern')
  out.f64(1)
  const whole = out.take()
  for (let length = 0; length < whole.length; length++) {
    const reader = new ByteReader(whole.subarray(0, length))
    const read = () => [reader.varint(), reader.text(), reader.f64()]
    t.throws(read, REFUSED, `cut after ${length} bytes`)
  }
})

t.test('a writer that is reset writes from the start again', async (t) => {
  const out = new ByteWriter()
  out.text('first')
  out.reset()
  out.u8(7)
  t.same([...out.take()], [7])
})
