import t from 'tap'
import { LocalBus } from '#engine/bus/localBus.ts'
import { createZoneStats } from '#engine/zone/stats.ts'
import { SUBJECT } from '#protocol/bus.ts'
import { decodeMember, encodeMember } from '#protocol/member.ts'
import { Roster } from './roster.ts'
import { TestTimer } from './testTimer.ts'

function rosterOf() {
  const bus = new LocalBus()
  const clock = new TestTimer()
  let changes = 0
  const onChange = () => changes++
  const roster = new Roster({ bus, name: 'one', workers: 2, clock, onChange })
  const told = () => roster.members[0]!
  return { bus, clock, roster, told, changes: () => changes }
}

const OTHER = {
  name: 'other',
  isLeaving: false,
  workers: 1,
  sinceMove: 30,
  zones: [{ zone: 'vale', epoch: 4, isPausing: false, load: 0 }],
  refused: [],
}

t.test('[M1] a process tells of its zones once a second, and when one comes or goes', async (t) => {
  const { bus, clock, roster } = rosterOf()
  const heard: string[] = []
  bus.subscribe(SUBJECT.members, (payload) => {
    const { zones, isLeaving } = decodeMember(payload)
    const each = zones.map(({ zone, epoch, isPausing }) => `${zone}${epoch}${isPausing ? '.' : ''}`)
    heard.push(`${each.join(' ')}${isLeaving ? ' leaves' : ''}`)
  })
  await clock.pass(2_500)
  t.same(heard.splice(0), ['', '', ''])
  roster.opened('moor', 7)
  roster.pausing('moor')
  roster.opened('moor', 8)
  roster.closed('moor')
  roster.closed('moor')
  await clock.pass(0)
  t.same(heard.splice(0), ['moor7', 'moor7.', 'moor8', ''])
  roster.stop()
  await clock.pass(5_000)
  t.same(heard, [' leaves'])
})

t.test('one that has fallen silent is there no more', async (t) => {
  const { bus, clock, roster, changes } = rosterOf()
  const names = () => roster.members.map(({ name }) => name)
  const hear = (more: Partial<typeof OTHER> = {}) => {
    bus.publish(SUBJECT.members, encodeMember({ ...OTHER, ...more }))
    return clock.pass(0)
  }
  await hear()
  t.same([names(), changes()], [['one', 'other'], 1])
  await hear({ sinceMove: 31 })
  t.equal(changes(), 1, 'what has no consequences is no change')
  await hear({ zones: [] })
  t.equal(changes(), 2)
  await clock.pass(3_500)
  t.same(names(), ['one', 'other'])
  await clock.pass(1)
  t.same(names(), ['one'])
  await hear()
  await hear({ isLeaving: true })
  t.same(names(), ['one', 'other'], 'one that leaves has zones to be taken still')
  await hear({ isLeaving: true, zones: [] })
  t.same([names(), changes()], [['one'], 5])
  roster.stop()
})

t.test('a zone’s load follows its work and its players, slowly', async (t) => {
  const { roster, told } = rosterOf()
  roster.opened('moor', 1)
  const note = (zone: string, busyMs: number, sessions: number) => {
    const times = { tickMs: [busyMs / 2], turnMs: [busyMs / 2], lagMs: [] }
    roster.note({ zone, stats: { ...createZoneStats(), sessions }, times, counted: new Map() })
  }
  note('moor', 200, 0)
  t.equal(told().zones[0]!.load, 20)
  for (let second = 0; second < 60; second++) note('moor', 200, 100)
  t.equal(told().zones[0]!.load, 250)
  note('vale', 900, 0)
  t.equal(told().zones.length, 1, 'what is not ours does not count')
  roster.stop()
})

t.test('the time since a zone was moved is told in whole seconds', async (t) => {
  const { clock, roster, told } = rosterOf()
  t.equal(told().sinceMove, 30, 'one that never did so need not wait')
  roster.moved()
  await clock.pass(2_900)
  t.equal(told().sinceMove, 2)
  roster.stop()
})
