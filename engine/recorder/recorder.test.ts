import t from 'tap'
import { entriesOf, RecordedWorld, replayed } from './testing.ts'
import { manor } from './testSession.ts'

t.test('what was recorded is handed on twice a second, and at once when it is much', async (t) => {
  const { sink, world } = new RecordedWorld([manor('manor')])
  const begun = sink.bytes.length
  t.ok(begun > 0, 'with the beginning')
  world.tick(4)
  t.equal(sink.bytes.length, begun)
  world.tick()
  const afterFive = sink.bytes.length
  t.ok(afterFive > begun)
  world.runner.turn()
  t.equal(sink.bytes.length, afterFive)
  world.runner.deliver(new Uint8Array(70_000))
  t.ok(sink.bytes.length > afterFive + 70_000)
})

t.test('a recording ends with its zone', async (t) => {
  const recorded = new RecordedWorld([manor('manor')])
  recorded.world.tick(3)
  const bytes = recorded.end()
  t.ok(recorded.sink.isClosed)
  const kinds = entriesOf(bytes).map(({ kind }) => kind)
  t.same(kinds, ['begin', 'tick', 'tick', 'tick', 'stop', 'end'])
  recorded.world.tick()
  recorded.world.runner.deliver(new Uint8Array(10))
  recorded.world.runner.kept(1)
  t.same(recorded.end(), bytes, 'nothing comes after that')
})

t.test('a recording that is full ends, is told once, and can be replayed so far', async (t) => {
  const bytesMax = new RecordedWorld([manor('manor')]).sink.bytes.length + 500
  const recorded = new RecordedWorld([manor('manor')], { bytesMax })
  while (recorded.full === 0) recorded.world.tick()
  const { tick } = recorded.world.runner.zone
  t.ok(tick > 10)
  recorded.world.tick(20)
  t.equal(recorded.full, 1)
  t.ok(recorded.sink.isClosed)
  t.match(replayed(recorded.sink.bytes), {
    tick,
    difference: undefined,
    ending: 'full',
    tail: 'whole',
  })
})

t.test('an idle second takes few bytes', async (t) => {
  const { sink, world } = new RecordedWorld([manor('manor')])
  world.tick(100)
  const before = sink.bytes.length
  world.tick(10)
  t.ok(sink.bytes.length - before <= 180, `${sink.bytes.length - before} bytes`)
})
