import fc from 'fast-check'
import t from 'tap'
import type { Member } from '#protocol/member.ts'
import { MOVE_EVERY_SECONDS, planFor } from './plan.ts'

/** A process with zones of the loads given, in thousandths of a thread. */
function memberOf(name: string, loads: Record<string, number> = {}, more: Partial<Member> = {}) {
  const zones = Object.entries(loads).map(([zone, load]) => ({
    zone,
    epoch: 1,
    isPausing: false,
    load,
  }))
  const calm = { isLeaving: false, workers: 1, sinceMove: MOVE_EVERY_SECONDS, refused: [] }
  return { name, zones, ...calm, ...more } satisfies Member
}

const ZONES = ['a', 'b', 'c', 'd', 'e', 'f']

/** What each takes and gives up, by name. */
function planned(members: readonly Member[], zones = ZONES) {
  return new Map(members.map(({ name }) => [name, planFor(name, members, zones)]))
}

t.test('one process alone takes all zones, and gives none up', async (t) => {
  t.same(planFor('one', [memberOf('one')], ZONES), { take: ZONES, giveUp: undefined })
  const full = memberOf('one', { a: 900, b: 900 })
  t.same(planFor('one', [full], ['a', 'b']), { take: [], giveUp: undefined })
})

t.test('one that joins takes what nobody has, and of what others have a share', async (t) => {
  const one = memberOf('one', { a: 0, b: 0, c: 0, d: 0 })
  const two = memberOf('two')
  t.same(planFor('two', [one, two], ZONES), { take: ['e', 'f'], giveUp: undefined })
  t.same(planFor('one', [one, two], ZONES), { take: [], giveUp: undefined })
  t.equal(planFor('one', [one, two], ['a', 'b', 'c', 'd']).giveUp, 'a')
})

t.test('one that leaves is given nothing, and what it has is nobody else’s yet', async (t) => {
  const one = memberOf('one', { a: 0, b: 0 }, { isLeaving: true })
  const two = memberOf('two')
  t.same(planFor('one', [one, two], ['a', 'b', 'c']), { take: [], giveUp: undefined })
  t.same(planFor('two', [one, two], ['a', 'b', 'c']), { take: ['c'], giveUp: undefined })
})

t.test('one that could not open a zone leaves it to others while there are any', async (t) => {
  const one = memberOf('one', {}, { refused: ['a'] })
  const two = memberOf('two', { b: 900 })
  t.same(planFor('two', [one, two], ['a', 'b']).take, ['a'])
  t.same(planFor('one', [one], ['a']).take, ['a'])
})

t.test('the busiest gives up what helps most, and keeps what would not help', async (t) => {
  const idle = memberOf('idle')
  const giveUp = (loads: Record<string, number>, other: Member = idle) =>
    planFor('busy', [memberOf('busy', loads), other], Object.keys(loads)).giveUp
  t.equal(giveUp({ a: 100, b: 400, c: 300 }), 'b')
  t.equal(giveUp({ a: 900 }), undefined, 'its only zone would be as much elsewhere')
  t.equal(giveUp({ a: 900, b: 10 }), undefined, 'what little helps is not worth a pause')
  t.equal(giveUp({ a: 400, b: 400 }, memberOf('idle', { z: 350 })), undefined)
  t.equal(giveUp({ a: 400, b: 400 }, memberOf('idle', {}, { refused: ['a'] })), 'b')
  t.equal(giveUp({ a: 900 }, memberOf('idle', {}, { workers: 4 })), 'a', 'with threads to spare')
})

t.test('nothing moves while anything else does, or has lately', async (t) => {
  const busy = memberOf('busy', { a: 400, b: 400 })
  const giveUp = (...others: Member[]) => planFor('busy', [busy, ...others], ['a', 'b']).giveUp
  t.equal(giveUp(memberOf('idle')), 'a')
  t.equal(giveUp(memberOf('idle', {}, { sinceMove: MOVE_EVERY_SECONDS - 1 })), undefined)
  t.equal(giveUp(memberOf('idle'), memberOf('gone', {}, { isLeaving: true })), undefined)
  const zones = [{ zone: 'c', epoch: 1, isPausing: true, load: 0 }]
  t.equal(giveUp(memberOf('idle'), memberOf('other', {}, { zones })), undefined)
  t.equal(planFor('busy', [busy, memberOf('idle')], ['a', 'b', 'new']).giveUp, undefined)
})

/** Any world: its zones' loads, and who has which at first. */
const worlds = fc.record({
  loads: fc.array(fc.nat(1_000), { minLength: 1, maxLength: 12 }),
  workers: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 }),
  owners: fc.infiniteStream(fc.nat(7)),
})

t.test(
  'whatever there is at first, every zone is soon run once, and all comes to rest',
  async (t) => {
    const settle = fc.property(worlds, ({ loads, workers, owners }) => {
      const zones = loads.map((_, i) => `zone-${i}`)
      const loadOf = new Map(zones.map((zone, i) => [zone, loads[i]!]))
      const having = new Map<string, number>()
      for (const zone of zones) having.set(zone, owners.next().value as number)
      const members = () =>
        workers.map((threads, i) => {
          const own = zones.filter((zone) => having.get(zone) === i)
          const its = Object.fromEntries(own.map((zone) => [zone, loadOf.get(zone)!]))
          return memberOf(`p${i}`, its, { workers: threads })
        })
      let moves = 0
      for (;;) {
        const plans = [...planned(members(), zones).values()]
        const taken = plans.flatMap(({ take }) => take)
        const given = plans.flatMap(({ giveUp }) => giveUp ?? [])
        if (taken.length + given.length === 0) break
        const free = zones.filter((zone) => (having.get(zone) ?? 9) >= workers.length)
        t.same(taken.sort(), free.sort(), 'each zone that nobody has is taken by one')
        t.ok(given.length <= (free.length > 0 ? 0 : 1), 'one moves at a time, when all are run')
        plans.forEach(({ take, giveUp }, i) => {
          if (giveUp !== undefined) having.delete(giveUp)
          for (const zone of take) having.set(zone, i)
        })
        if (++moves > 200) throw new Error('it does not come to rest')
      }
      t.ok(zones.every((zone) => having.get(zone)! < workers.length))
    })
    fc.assert(settle, { numRuns: 200 })
  },
)

t.test('a zone that was given up does not come back at once', async (t) => {
  const busy = { a: 400, b: 300, c: 100 }
  const others = [memberOf('x', { y: 100 }), memberOf('z', { w: 20 })]
  const zone = planFor(
    'busy',
    [memberOf('busy', busy), ...others],
    ['a', 'b', 'c', 'y', 'w'],
  ).giveUp
  t.equal(zone, 'a')
  const { a: _, ...left } = busy
  const after = [memberOf('busy', left), ...others]
  t.same(
    [...planned(after, ['a', 'b', 'c', 'y', 'w'])].map(([name, { take }]) => [name, take]),
    [
      ['busy', []],
      ['x', []],
      ['z', ['a']],
    ],
  )
})
