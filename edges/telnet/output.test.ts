import t from 'tap'
import { BACKLOG_BYTES_MAX, Output, TURN_BYTES_MAX } from './output.ts'
import { bytes } from './recording.fixture.ts'

/** The writes of a socket whose client reads nothing after the first `stuck` bytes. */
function sink(stuck = Number.POSITIVE_INFINITY) {
  const writes: Buffer[] = []
  let length = 0
  return {
    writes,
    writable: true,
    get writableLength() {
      return Math.max(0, length - stuck)
    },
    write(data: unknown): boolean {
      writes.push(data as Buffer)
      length += (data as Buffer).length
      return true
    },
    end(): never {
      return this as never
    },
  }
}

t.test('the compression marker is one write of its own', async (t) => {
  const socket = sink()
  const output = new Output(socket, () => {})
  output.text('before')
  output.bytes(bytes('ff fb 56'))
  output.startCompression()
  output.text('after')
  output.flush()
  t.same(socket.writes.slice(0, 2), [bytes('"before" ff fb 56'), bytes('ff fa 56 ff f0')])
  t.equal(socket.writes.length, 3)
  t.equal(socket.writes[2]?.[0], 0x48, 'the zlib header follows at once')
})

t.test('past 64 KiB unread nothing more is kept but the goodbye', async (t) => {
  const socket = sink(0)
  let complaints = 0
  const output = new Output(socket, () => complaints++)
  output.text('x'.repeat(BACKLOG_BYTES_MAX - 1_024))
  output.flush()
  output.text('y')
  output.flush()
  t.equal(complaints, 0)
  output.text('z')
  t.equal(complaints, 1)
  output.end('Too slow.\n')
  output.text('never')
  output.flush()
  t.same(socket.writes.slice(1).map(String), ['y', 'Too slow.\r\n'])
})

t.test('short writes that wait count as what they cost', async (t) => {
  const socket = sink(0)
  let complaints = 0
  const output = new Output(socket, () => complaints++)
  let lines = 0
  for (; complaints === 0 && lines < 1_000; lines++) {
    output.text('A short line.\n')
    output.flush()
  }
  t.ok(lines > 100 && lines < 150, `${lines} lines`)
})

t.test('writes that do not wait cost nothing', async (t) => {
  const socket = sink()
  let complaints = 0
  const output = new Output(socket, () => complaints++)
  for (let i = 0; i < 1_000; i++) {
    output.text('A short line.\n')
    output.flush()
  }
  t.equal(complaints, 0)
})

t.test('one long text is no sign that its client is slow', async (t) => {
  const socket = sink()
  let complaints = 0
  const output = new Output(socket, () => complaints++)
  output.text('x'.repeat(2 * BACKLOG_BYTES_MAX))
  output.flush()
  output.text('y')
  output.flush()
  t.equal(complaints, 0)
  t.equal(socket.writes.length, 2)
})

t.test('a long turn is written in pieces, so that it is known what waits', async (t) => {
  const socket = sink(0)
  let complaints = 0
  const output = new Output(socket, () => complaints++)
  for (let i = 0; i < 10; i++) output.text('x'.repeat(TURN_BYTES_MAX / 2))
  t.equal(complaints, 2, 'past 64 KiB nothing is taken')
  t.same(
    socket.writes.map(({ length }) => length),
    [TURN_BYTES_MAX * 1.5, TURN_BYTES_MAX * 1.5],
  )
})
