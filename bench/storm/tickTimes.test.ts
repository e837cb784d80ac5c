import t from 'tap'
import { TickTimes } from './tickTimes.ts'

function told(zone: string, ...counts: number[]): string {
  const limits = ['0.001', '0.002', '0.005', '+Inf']
  const lines = counts.map((count, i) => {
    return `loam_tick_seconds_bucket{le="${limits[i]}",zone="${zone}"} ${count}`
  })
  return lines.join('\n')
}

t.test('times of ticks are those since before, of the zone where they are longest', async (t) => {
  const before = new TickTimes(told('vale', 100, 100, 100, 100))
  const now = new TickTimes(
    [told('vale', 150, 200, 200, 200), told('mill', 10, 10, 10, 10)].join('\n'),
  )
  t.equal(now.since(before, 0.5), 1, 'half of them took a millisecond at most')
  t.equal(now.since(before, 0.75), 1.5, 'the others lie evenly between one and two')
})

t.test('what took longer than any limit counts as the longest', async (t) => {
  const now = new TickTimes(told('vale', 0, 0, 50, 100))
  t.equal(now.since(new TickTimes(''), 0.99), 5)
})

t.test('where no tick has passed there is no time', async (t) => {
  const now = new TickTimes(told('vale', 5, 5, 5, 5))
  t.equal(now.since(now, 0.99), 0)
})
