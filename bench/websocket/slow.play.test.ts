import t from 'tap'
import { runEntry } from '#bench/runEntry.ts'
import slow from './slow.bench.ts'

/** What is promised, and room for the message that is one too many. */
const KB_MAX = 64 + 8

t.test('what waits for one who does not read is bounded, on every edge', async (t) => {
  const lines = await runEntry(slow, true)
  const waiting = lines.filter(({ metric }) => metric === 'most that waits for one')
  t.same(
    waiting.map(({ way, value }) => [way, value > 0 && value <= KB_MAX]),
    [
      ['websocket over uWebSockets.js', true],
      ['websocket over ws', true],
      ['telnet', true],
    ],
  )
})
