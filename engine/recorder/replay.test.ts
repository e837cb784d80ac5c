import t from 'tap'
import { FakeEdge } from '#engine/zone/testing.ts'
import { decodeIntents, encodeIntents } from '#protocol/intent.ts'
import { COMMANDS } from '#systems/commands/registry.ts'
import type { System } from '#systems/define.ts'
import { regenSystem } from '#systems/regen.ts'
import { SCHEDULE } from '#systems/schedule.ts'
import type { Zone } from '#systems/zone.ts'
import type { Doing, Entry } from './entry.ts'
import { entriesOf, MemorySink, RecordedWorld, replayed, withEntries } from './testing.ts'
import { manor, mortality, Session } from './testSession.ts'

const TICKS = 300
/** Snapshots that take many ticks each. */
const PACE = { everyTicks: 20, recordsMin: 1, stepEntities: 3 }

const schedule = SCHEDULE as System[]
schedule.push(mortality)

/** A session of all commands, of one zone alone. */
function recordedSession(ticks: number): Uint8Array {
  const session = new Session('manor', 5)
  for (let tick = 0; tick < ticks; tick++) session.tick()
  return session.recorded.end()
}

/** Has `change` done in each tick from `tick` on, while `run` runs. */
function withOtherRule<T>(tick: number, change: (zone: Zone) => void, run: () => T): T {
  const { run: asItIs } = regenSystem
  regenSystem.run = (zone) => {
    asItIs(zone)
    if (zone.tick >= tick) change(zone)
  }
  try {
    return run()
  } finally {
    regenSystem.run = asItIs
  }
}

t.test('A test replays a recorded session of every command', async (t) => {
  // Zones that share a thread take ids from each other, which their recordings must not notice.
  const uids = { first: 2 ** 37, last: 2 ** 37 + 149 }
  const sessions = [
    new Session('manor', 1, { snapshotPace: PACE }),
    new Session('cottage', 2, { snapshotPace: PACE, uids }),
    new Session('hut', 3),
  ]
  sessions[1]!.recorded.giveUids({ first: 2 ** 38, last: 2 ** 38 + 2 ** 20 })
  for (let tick = 0; tick < TICKS; tick++) for (const session of sessions) session.tick()
  for (const { typed, recorded } of sessions) {
    t.equal(typed.size, COMMANDS.length, 'every command was typed')
    t.same(recorded.world.faults, [])
    t.ok(recorded.world.runner.stats.intents > TICKS, 'most of them were done')
    t.match(replayed(recorded.end()), { ticks: TICKS, difference: undefined, tail: 'whole' })
  }
  t.ok(sessions[0]!.recorded.world.snapshots.length > 3, 'snapshots were taken meanwhile')
})

t.test('a zone that came back from what was kept replays, too', async (t) => {
  const before = new Session('manor', 4, { snapshotPace: PACE })
  for (let tick = 0; tick < 100; tick++) before.tick()
  const { world } = before.recorded
  world.keep()
  const snapshot = world.snapshots.at(-1)!
  const records = world.records.filter(({ sequence }) => sequence > snapshot.sequence)
  const keeping = { epoch: 2, kept: { snapshot, records, damage: [] } }

  const after = new Session('manor', 9, { keeping })
  for (let tick = 0; tick < 100; tick++) after.tick()
  const played = replayed(after.recorded.end())
  t.match(played, { ticks: 100, difference: undefined, tail: 'whole' })
  const keptTick = records.at(-1)?.tick ?? snapshot.tick
  t.equal(played.tick, keptTick + 100, 'its time went on where it had been')
  t.ok(after.recorded.world.runner.stats.intents > 100)
})

t.test('a rule that has changed is found at the tick from which it did', async (t) => {
  const bytes = recordedSession(120)
  const drawing = withOtherRule(
    60,
    (zone) => zone.chance.integer(2),
    () => replayed(bytes),
  )
  t.match(drawing.difference, { doing: 'tick', tick: 60 })
  t.ok(drawing.difference!.differing.some(({ what }) => what === 'where its chance stands'))
  const odd = withOtherRule(
    100,
    ({ byUid }) => byUid.delete([...byUid.keys()].at(-1)!),
    () => replayed(bytes),
  )
  t.match(odd, { tick: 100, difference: { differing: [{ what: 'what its entities are' }] } })
})

/** Ada takes a coin in tick 2, says something in tick 4, and all stops after tick 6. */
function recordedDay(): Uint8Array {
  const recorded = new RecordedWorld([manor('manor')])
  const { world } = recorded
  const edge = new FakeEdge(world)
  const ada = edge.enter(1, 'Ada')
  world.turn()
  world.tick(2)
  edge.type(ada, 'get coin')
  world.tick(2)
  edge.type(ada, 'say Hello')
  world.tick(2)
  return recorded.end()
}

/** Where the entry is that has `line` typed. */
function entryOf(line: string, entries: readonly Entry[]): number {
  return entries.findIndex((entry) => {
    const { intents } = entry.kind === 'intents' ? decodeIntents(entry.payload) : { intents: [] }
    return intents.some((intent) => intent.kind === 'line' && intent.text === line)
  })
}

t.test('an intent that is missing, or another, is found in the turn that did it', async (t) => {
  const bytes = recordedDay()
  t.match(replayed(bytes), { ticks: 6, turns: 3, tick: 6, difference: undefined })
  const entries = entriesOf(bytes)
  const at = entryOf('say Hello', entries)
  const skipped = replayed(withEntries(bytes, entries.toSpliced(at, 1)))
  t.match(skipped.difference, { doing: 'turn', tick: 4, asked: [] })
  t.equal(skipped.difference?.differing[0]?.what, 'what the zone tells')

  const intents = [{ kind: 'line', session: 1, sequence: 3, text: 'say Hullo' }] as const
  const payload = encodeIntents({ edge: 'edge', intents: [...intents] })
  const changed = replayed(withEntries(bytes, entries.with(at, { kind: 'intents', payload })))
  const asked = [{ edge: 'edge', character: 'Ada', intent: intents[0] }]
  t.match(changed.difference, { doing: 'turn', tick: 4, asked })
})

t.test('what comes twice, or at another time, is found', async (t) => {
  const bytes = recordedDay()
  const entries = entriesOf(bytes)
  const tick = entries.findIndex(({ kind }) => kind === 'tick')
  t.match(replayed(withEntries(bytes, entries.toSpliced(tick, 0, entries[tick]!))), {
    difference: { tick: 2 },
  })
  const kept = entries.findIndex(({ kind }) => kind === 'kept')
  const next = entries.findIndex(({ kind }, at) => at > kept && kind === 'tick')
  const late = entries.toSpliced(kept, 1).toSpliced(next, 0, entries[kept]!)
  t.match(replayed(withEntries(bytes, late)), { difference: { doing: 'tick', tick: 1 } })
})

t.test('a zone that could not begin cannot again; one that broke by itself can', async (t) => {
  const sink = new MemorySink()
  const snapshot = { sequence: 1, tick: 1, payload: Uint8Array.of(255, 255) }
  const keeping = { epoch: 1, kept: { snapshot, records: [], damage: [] } }
  t.throws(() => new RecordedWorld([manor('manor')], { keeping, sink }))
  t.match(replayed(sink.bytes), { difference: undefined, broken: /\S/, tail: 'open' })

  const { recorded } = new Session('manor', 1)
  const { bus, runner } = recorded.world
  new FakeEdge(recorded.world).enter(1, 'Ada')
  recorded.world.turn()
  bus.publish = () => {
    throw new Error('planted')
  }
  t.throws(() => runner.stop(), { message: 'planted' })
  t.ok(recorded.sink.isClosed)
  t.match(replayed(recorded.sink.bytes), {
    turns: 1,
    difference: {
      doing: 'stop',
      differing: [{ what: 'how it ended', recorded: /planted/, found: 'well' }],
    },
  })
})

t.test('a fault that was survived is told where something differs', async (t) => {
  // There are uids for what the areas bring, and few more.
  const few = new Session('manor', 1, { uids: { first: 2 ** 37, last: 2 ** 37 + 110 } })
  for (let tick = 0; tick < 40; tick++) few.tick()
  const bytes = few.recorded.end()
  t.match(few.recorded.world.faults[0], { action: /^system "/ })
  t.match(replayed(bytes), { ticks: 40, difference: undefined })

  const entries = entriesOf(bytes)
  const at = entries.findIndex(
    ({ kind }, i) => i > 0 && entries[i - 1]!.kind === 'fault' && kind !== 'fault',
  )
  const next = entries[at] as Extract<Entry, { kind: Doing }>
  const sums = { ...next.sums, told: next.sums.told ^ 1 }
  const { difference } = replayed(withEntries(bytes, entries.with(at, { ...next, sums })))
  const fault = /^system "\w+": AssertionError/
  t.match(difference?.faults, { recorded: [fault], found: [fault] })
})
