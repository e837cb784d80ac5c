import t from 'tap'
import { networkText, subnegotiation } from './encoder.ts'
import { bytes } from './recording.fixture.ts'

t.test('0xFF is doubled wherever it is data', async (t) => {
  t.same(subnegotiation(31, bytes('00 ff ff 18')), bytes('ff fa 1f 00 ff ff ff ff 18 ff f0'))
  t.same(subnegotiation(86, bytes('')), bytes('ff fa 56 ff f0'))
})

t.test('line ends become CR LF', async (t) => {
  t.equal(networkText('a\nb\n\n'), 'a\r\nb\r\n\r\n')
  t.equal(networkText('HP 20> '), 'HP 20> ')
})

t.test('no text makes an IAC', async (t) => {
  const text = `ÿ${String.fromCharCode(0xd800)}${String.fromCodePoint(0x10ffff)}`
  t.notOk(Buffer.from(networkText(text)).includes(0xff))
})
