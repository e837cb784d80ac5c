import t from 'tap'
import { Pulse } from './pulse.ts'

const line = (session: number, sequence: number) => {
  return { kind: 'line', session, sequence, text: 'look' } as const
}

t.test('what a thread does is seen by whoever has its memory', async (t) => {
  const pulse = new Pulse()
  const seen = new Pulse(pulse.memory)
  t.same([seen.beats, seen.doing], [0, undefined])
  pulse.beat()
  pulse.beat()
  t.equal(seen.beats, 2)
  pulse.begin('house', { edge: 'telnet-1', intent: line(7, 2 ** 40 + 5) })
  t.same(seen.doing, { zone: 'house', edge: 'telnet-1', session: 7, sequence: 2 ** 40 + 5 })
  pulse.begin('mill', { edge: 'web-1', intent: line(8, 3) })
  t.same(seen.doing, { zone: 'mill', edge: 'web-1', session: 8, sequence: 3 })
  pulse.end()
  t.equal(seen.doing, undefined)
})

t.test('names that are too long are cut, and nothing else suffers', async (t) => {
  const pulse = new Pulse()
  pulse.begin('house', { edge: 'e'.repeat(1_000), intent: line(1, 2) })
  t.match(pulse.doing, { zone: 'house', session: 1, sequence: 2 })
  pulse.beat()
  t.equal(pulse.beats, 1)
})
