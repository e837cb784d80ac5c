import t from 'tap'
import { ManualClock } from './testing.ts'
import {
  IN_FLIGHT_MAX,
  LINES_BURST,
  LINES_PER_SECOND,
  QUEUED_LINES_MAX,
  Throttle,
} from './throttle.ts'

function throttleOf(trusted: boolean) {
  const clock = new ManualClock()
  const sent: string[] = []
  const told: number[] = []
  const throttle = new Throttle({
    clock,
    trusted,
    send: (line) => sent.push(line),
    tellDropped: (lines) => told.push(lines),
  })
  const offer = (count: number) => {
    for (let i = 1; i <= count; i++) throttle.offer(String(i))
  }
  return { clock, sent, told, throttle, offer }
}

t.test('lines wait until it is open, then eight are in flight and the others follow', async (t) => {
  const { sent, throttle, offer } = throttleOf(true)
  offer(10)
  t.same(sent, [])
  throttle.open()
  t.same(sent, ['1', '2', '3', '4', '5', '6', '7', '8'])
  throttle.accepted(1)
  t.same(sent.slice(8), ['9'])
  throttle.accepted(8)
  t.same(sent.slice(9), ['10'])
})

t.test(
  'of 10,000 lines at once 72 are done, and the rest is told once, when all is done',
  async (t) => {
    const { sent, told, throttle, offer } = throttleOf(true)
    throttle.open()
    offer(10_000)
    while (sent.length < IN_FLIGHT_MAX + QUEUED_LINES_MAX) {
      t.same(told, [])
      throttle.accepted(IN_FLIGHT_MAX)
    }
    throttle.accepted(IN_FLIGHT_MAX)
    t.same(told, [10_000 - 72])
    t.equal(sent.at(-1), '72')
  },
)

t.test('while a flood goes on, what is dropped is told once a second', async (t) => {
  const { clock, told, throttle, offer } = throttleOf(true)
  throttle.open()
  offer(100)
  clock.advance(999)
  offer(1)
  t.same(told, [])
  clock.advance(1)
  offer(1)
  t.same(told, [30])
  offer(1)
  t.same(told, [30], 'the next second begins anew')
})

t.test('a client that waits for answers meets no timer and loses nothing', async (t) => {
  const { clock, sent, told, throttle } = throttleOf(true)
  throttle.open()
  for (let i = 0; i < 5_000; i++) {
    throttle.offer('look')
    throttle.accepted(1)
  }
  t.equal(sent.length, 5_000)
  t.same(told, [])
  t.equal(clock.timersSet, 0)
})

t.test('an address that is not trusted gets a burst, then a fixed rate', async (t) => {
  const { clock, sent, throttle } = throttleOf(false)
  throttle.open()
  for (let i = 0; i < 100; i++) {
    throttle.offer('look')
    throttle.accepted(1)
  }
  t.equal(sent.length, LINES_BURST)
  clock.advance(1000)
  t.equal(sent.length, LINES_BURST + IN_FLIGHT_MAX, 'those in flight limit it, too')
  for (let i = 0; i < 100; i++) throttle.accepted(1)
  t.equal(sent.length, LINES_BURST + LINES_PER_SECOND)
  clock.advance(10_000)
  throttle.accepted(IN_FLIGHT_MAX)
  throttle.accepted(IN_FLIGHT_MAX)
  t.equal(sent.length, 100)
  t.equal(clock.timersWaiting, 0)
})

t.test('what waits can be cleared', async (t) => {
  const { sent, told, throttle, offer } = throttleOf(true)
  throttle.open()
  offer(80)
  t.equal(throttle.clear(), QUEUED_LINES_MAX)
  t.same(told, [8])
  throttle.accepted(IN_FLIGHT_MAX)
  t.equal(sent.length, IN_FLIGHT_MAX)
  t.equal(throttle.clear(), 0)
})

t.test('once closed it sends and tells nothing, and leaves no timer', async (t) => {
  const { clock, sent, told, throttle, offer } = throttleOf(false)
  throttle.open()
  for (let i = 0; i < LINES_BURST + 1; i++) {
    throttle.offer('look')
    throttle.accepted(1)
  }
  t.equal(clock.timersWaiting, 1)
  offer(200)
  throttle.close()
  clock.advance(60_000)
  throttle.accepted(8)
  t.equal(sent.length, LINES_BURST)
  t.same(told, [])
  t.equal(clock.timersWaiting, 0)
})
