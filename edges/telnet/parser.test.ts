import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { LINE_BYTES_MAX } from '#protocol/intent.ts'
import { GMCP_BYTES_MAX, TelnetParser } from './parser.ts'
import { bytes, parsed, parserRecorder } from './recording.fixture.ts'
import { COMMAND, OPTION } from './vocabulary.ts'

const line = (text: string) => ['line', text]

t.test('each way to end a line is one command', async (t) => {
  t.same(parsed(bytes('"look" 0d 0a "n" 0d 0a')), [line('look'), line('n')], 'CR LF')
  t.same(parsed(bytes('"look" 0d 00 "n" 0d 00')), [line('look'), line('n')], 'CR NUL')
  t.same(parsed(bytes('"look" 0a "n" 0a')), [line('look'), line('n')], 'LF')
  t.same(parsed(bytes('"look" 0d "n" 0d')), [line('look'), line('n')], 'CR alone')
  t.same(parsed(bytes('"look" 0d'), bytes('0a "n" 0a')), [line('look'), line('n')], 'CR | LF')
  t.same(parsed(bytes('"look" 0d'), bytes('00 "n" 0a')), [line('look'), line('n')], 'CR | NUL')
  t.same(parsed(bytes('0d 0a 0a')), [line(''), line('')], 'empty lines are lines')
  t.same(parsed(bytes('"a" 0d ff f1 0a "b" 0a')), [line('a'), ['command', COMMAND.NOP], line('b')])
})

t.test('text is UTF-8 across reads, and what is not becomes U+FFFD', async (t) => {
  t.same(parsed(bytes('"caf" c3'), bytes('a9 0d 0a')), [line('café')])
  t.same(parsed(bytes('f0 9f'), bytes('8c'), bytes('b1 0a')), [line('🌱')])
  t.same(parsed(bytes('"a" c3 "b" 0a')), [line('a\ufffdb')])
  t.same(parsed(bytes('ed a0 80 0a')), [line('\ufffd\ufffd\ufffd')], 'a lone surrogate')
  t.same(parsed(bytes('"a" ff ff "b" 0a')), [line('a\ufffdb')], 'a doubled IAC is the byte 0xFF')
})

t.test('lines are edited and cleaned', async (t) => {
  t.same(parsed(bytes('"lokk" 08 7f "ok" 0a')), [line('look')], 'backspace and DEL')
  t.same(parsed(bytes('"é" 08 08 08 "n" 0a')), [line('n')], 'backspace takes a whole character')
  t.same(parsed(bytes('"lokk" ff f7 ff f7 "ok" 0a')), [line('look')], 'EC')
  t.same(parsed(bytes('"kill" ff f8 "look" 0a')), [line('look')], 'EL')
  t.same(parsed(bytes('"say" 09 "hi" 0a')), [line('say hi')], 'a tab is a space')
  t.same(parsed(bytes('"say " 1b "[31;1mred" 1b "[0m" 07 0a')), [line('say red')], 'CSI')
  t.same(parsed(bytes('"a" 1b "]0;owned" 07 "b" 1b "]8;;x" 1b "\\c" 0a')), [line('abc')], 'OSC')
  t.same(parsed(bytes('"a" 1b "Pdcs" 1b "\\b" 1b "OA" 1b "(Bc" 0a')), [line('abc')], 'the rest')
  t.same(parsed(bytes('"a" c2 9b "31mb" c2 85 "c" 0a')), [line('abc')], 'C1')
  t.same(parsed(bytes('1b 1b "[31mx" 1b 0a')), [line('x')], 'nested and cut off')
  t.same(parsed(bytes('"a" e2 80 ae "b" e2 80 a8 "c" 0a')), [line('abc')], 'bidi and line marks')
})

t.test('a line over 4 KiB is thrown away whole, with one event', async (t) => {
  const long = Buffer.alloc(65_536, 'x')
  t.same(parsed(long, bytes('"y" 0a "look" 0a')), [['lineTooLong'], line('look')])
  t.same(parsed(Buffer.concat([long, bytes('0d 0a "look" 0a')])), [['lineTooLong'], line('look')])
  t.same(parsed(long), [['lineTooLong']], 'even if it never ends')
  const most = Buffer.alloc(LINE_BYTES_MAX, 'x')
  t.same(parsed(most, bytes('0a')), [line(most.toString())])
  t.same(parsed(most, bytes('"x" 0a')), [['lineTooLong']])
  t.same(parsed(Buffer.alloc(2000, 0x80), bytes('0a')), [['lineTooLong']], 'U+FFFD is 3 bytes')
})

t.test('commands, negotiation and subnegotiations come apart from the text', async (t) => {
  t.same(parsed(bytes('"lo" ff fb 18 "ok" 0a')), [
    ['negotiation', COMMAND.WILL, OPTION.TTYPE],
    line('look'),
  ])
  t.same(parsed(bytes('ff fe ff "n" 0a')), [['negotiation', COMMAND.DONT, 255], line('n')])
  t.same(parsed(bytes('ff f6 ff f9 ff f0')), [
    ['command', COMMAND.AYT],
    ['command', COMMAND.GA],
  ])
  t.same(parsed(bytes('ff fa 1f 00 50 00 18 ff f0')), [['subnegotiation', 31, '00500018']])
  t.same(parsed(bytes('ff fa 1f 00 ff ff 00 18 ff f0')), [['subnegotiation', 31, '00ff0018']])
  t.same(parsed(bytes('ff fa 22 ff f0')), [['subnegotiation', OPTION.LINEMODE, '']], 'empty')
  t.same(parsed(bytes('ff fa ff f0 "n" 0a')), [line('n')], 'not even an option')
})

t.test('a broken subnegotiation neither swallows what follows nor grows', async (t) => {
  const forgotten = bytes('ff fa 1f 00 ff 00 18 ff f0 "n" 0a')
  t.same(parsed(forgotten), [['subnegotiation', 31, '00ff0018'], line('n')], 'IAC not doubled')
  t.same(parsed(bytes('ff fa 18 00 "XTERM" ff fb 1f "n" 0a')), [
    ['negotiation', COMMAND.WILL, OPTION.NAWS],
    line('n'),
  ])
  const long = Buffer.concat([bytes('ff fa 18 00'), Buffer.alloc(600, 'x'), bytes('ff f0 "n" 0a')])
  t.same(parsed(long), [['subnegotiationTooLong', OPTION.TTYPE], line('n')])
  const gmcp = Buffer.alloc(GMCP_BYTES_MAX, 'x')
  t.same(parsed(bytes('ff fa c9'), gmcp, bytes('ff f0')), [
    ['subnegotiation', OPTION.GMCP, gmcp.toString('hex')],
  ])
  t.same(parsed(bytes('ff fa c9'), gmcp, bytes('"x" ff f0 "n" 0a')), [
    ['subnegotiationTooLong', OPTION.GMCP],
    line('n'),
  ])
})

t.test('endless lines and subnegotiations hold no memory', async (t) => {
  const filler = Buffer.alloc(16_384, 'x')
  for (const start of ['"x"', 'ff fa c9', 'ff fa 18']) {
    const parser = new TelnetParser(parserRecorder([]))
    parser.receive(bytes(start))
    const before = process.memoryUsage().arrayBuffers
    for (let i = 0; i < 64; i++) parser.receive(filler)
    t.ok(process.memoryUsage().arrayBuffers - before < 65_536, `1 MB after ${start}`)
  }
})

t.test('10,000 lines in one read are 10,000 events', async (t) => {
  const events = parsed(Buffer.from('look\r\n'.repeat(10_000)))
  t.equal(events.length, 10_000)
  t.same(events.at(-1), line('look'))
})

/** Bytes in which the interesting ones are frequent. */
const telnetBytes = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        0,
        8,
        10,
        13,
        24,
        27,
        31,
        91,
        201,
        239,
        240,
        246,
        247,
        248,
        250,
        251,
        253,
        255,
      ),
      fc.integer({ min: 0, max: 255 }),
    ),
    { maxLength: 300 },
  )
  .map((list) => Buffer.from(list))

t.test('any bytes at any split tell the same as unsplit', async (t) => {
  const cuts = fc.array(fc.nat(300), { maxLength: 20 })
  const sameAtAnySplit = fc.property(telnetBytes, cuts, (all, places) => {
    const ends = [...places, all.length].sort((a, b) => a - b)
    const chunks = ends.map((end, i) => all.subarray(i === 0 ? 0 : ends[i - 1], end))
    const unsplit = parsed(all)
    assert.deepEqual(parsed(...chunks), unsplit)
    assert.deepEqual(parsed(...Array.from(all, (byte) => Buffer.from([byte]))), unsplit)
  })
  t.doesNotThrow(() => fc.assert(sameAtAnySplit, { numRuns: 300 }))
})

t.test('no bytes make a line that is not clean, well-formed and short', async (t) => {
  const cleanLines = fc.property(telnetBytes, (all) => {
    for (const [name, text] of parsed(all, bytes('ff f0 0a'))) {
      if (name !== 'line') continue
      const typed = String(text)
      assert.ok(typed.isWellFormed() && !/\p{Cc}/u.test(typed), JSON.stringify(typed))
      assert.ok(Buffer.byteLength(typed) <= LINE_BYTES_MAX)
    }
  })
  t.doesNotThrow(() => fc.assert(cleanLines, { numRuns: 300 }))
})
