import t from 'tap'
import { LocalBus } from '#engine/bus/localBus.ts'
import { ZoneLostError } from '#engine/persistence/journal.ts'
import type { ZoneReport } from '#engine/workers/messages.ts'
import { createZoneStats } from '#engine/zone/stats.ts'
import { Placer } from './placer.ts'
import { Roster } from './roster.ts'
import { TestTimer } from './testTimer.ts'

/*
 * World processes that share zones over one bus, with leases as a database would have them.
 */

const LEASE_MS = 5_000
const ZONES = ['a', 'b', 'c', 'd']

/** The bus, the time and the leases that all processes share. */
class World {
  readonly clock = new TestTimer()
  readonly bus = new LocalBus()
  readonly errors: string[] = []
  readonly #leases = new Map<string, { name: string; untilMs: number }>()
  readonly #epochs = new Map<string, number>()
  readonly processes = new Map<string, Process>()
  /** Zones that nobody can read. */
  readonly spoilt = new Set<string>()
  isDown = false

  join(name: string): Process {
    const process = new Process(this, name)
    this.processes.set(name, process)
    return process
  }

  acquire(zone: string, name: string): number | undefined {
    if (this.isDown) throw new Error('the database is down')
    const lease = this.#leases.get(zone)
    if (lease && lease.name !== name && lease.untilMs > this.clock.now()) return undefined
    if (this.spoilt.has(zone)) throw new ZoneLostError(zone, ['torn'])
    this.#leases.set(zone, { name, untilMs: Number.POSITIVE_INFINITY })
    const epoch = (this.#epochs.get(zone) ?? 0) + 1
    this.#epochs.set(zone, epoch)
    return epoch
  }

  release(zone: string, name: string): void {
    if (this.#leases.get(zone)?.name === name) this.#leases.delete(zone)
  }

  /** Nobody prolongs its leases any more. */
  expire(name: string): void {
    for (const lease of this.#leases.values()) {
      if (lease.name === name) lease.untilMs = this.clock.now() + LEASE_MS
    }
  }

  /** Who runs which zones, by its own account: `one: ab`. */
  get shares(): string[] {
    return [...this.processes.values()].map(
      ({ name, roster }) => `${name}: ${[...roster.zones].sort().join('')}`,
    )
  }
}

class Process {
  readonly name: string
  readonly roster: Roster
  readonly placer: Placer
  readonly opened: string[] = []
  readonly #world: World
  canMove = true

  constructor(world: World, name: string) {
    this.#world = world
    this.name = name
    const { bus, clock, errors } = world
    const onChange = () => this.placer.heard()
    this.roster = new Roster({ bus, name, workers: 1, clock, onChange })
    this.placer = new Placer({
      roster: this.roster,
      zones: ZONES,
      clock,
      open: (zone) => this.#open(zone),
      close: async (zone) => world.release(zone, name),
      canMove: () => this.canMove,
      onError: (action, error) => errors.push(`${name}: ${action}: ${(error as Error).message}`),
    })
  }

  /** As kill -9 would. */
  kill(): void {
    this.placer.stop()
    this.roster.silence()
    this.#world.expire(this.name)
    this.#world.processes.delete(this.name)
  }

  async end(): Promise<void> {
    await this.placer.drain()
    this.roster.stop()
    this.#world.processes.delete(this.name)
  }

  /** Its zones are as busy as that, in thousandths of a thread, for a minute. */
  work(loads: Record<string, number>): void {
    for (const [zone, busyMs] of Object.entries(loads)) {
      const times = { tickMs: [busyMs], turnMs: [], lagMs: [] }
      const report: ZoneReport = { zone, stats: createZoneStats(), times, counted: new Map() }
      for (let second = 0; second < 60; second++) this.roster.note(report)
    }
  }

  async #open(zone: string): Promise<boolean> {
    const epoch = this.#world.acquire(zone, this.name)
    if (epoch === undefined) return false
    this.opened.push(`${zone} ${epoch}`)
    this.roster.opened(zone, epoch)
    return true
  }
}

t.test('processes that start together share the zones', async (t) => {
  const world = new World()
  world.join('one')
  await world.clock.pass(700)
  world.join('two')
  await world.clock.pass(2_000)
  const shares = world.shares.map((share) => share.length)
  t.same(shares, ['one: ab'.length, 'two: cd'.length])
})

t.test('what a process that is killed had is run when its leases have run out', async (t) => {
  const world = new World()
  const one = world.join('one')
  await world.clock.pass(3_000)
  t.same(world.shares, ['one: abcd'])
  world.join('two')
  await world.clock.pass(3_000)
  one.kill()
  const before = world.shares
  await world.clock.pass(LEASE_MS - 1)
  t.same(world.shares, before)
  await world.clock.pass(LEASE_MS / 10)
  t.same(world.shares, ['two: abcd'])
})

t.test('one that ends gives all up, and it is taken at once', async (t) => {
  const world = new World()
  const one = world.join('one')
  await world.clock.pass(3_000)
  const two = world.join('two')
  await world.clock.pass(3_000)
  await one.end()
  await world.clock.pass(0)
  t.same(world.shares, ['two: abcd'])
  t.same(two.opened.sort(), ['a 2', 'b 2', 'c 2', 'd 2'])
  await world.clock.pass(60_000)
  t.same(one.opened.length, 4, 'it takes nothing back')
})

t.test('one that joins is given zones one by one, half a minute apart', async (t) => {
  const world = new World()
  const one = world.join('one')
  await world.clock.pass(3_000)
  one.work({ a: 300, b: 200, c: 100, d: 0 })
  world.join('two')
  await world.clock.pass(3_000)
  t.same(world.shares, ['one: bcd', 'two: a'], 'the first at once')
  world.processes.get('two')!.work({ a: 300 })
  await world.clock.pass(60_000)
  t.same(world.shares, ['one: bcd', 'two: a'], 'and no more than helps')
  one.work({ b: 600, c: 400 })
  await world.clock.pass(1_000)
  t.same(world.shares, ['one: bd', 'two: ac'])
  one.canMove = false
  one.work({ b: 600, d: 900 })
  await world.clock.pass(60_000)
  t.same(world.shares, ['one: bd', 'two: ac'], 'nothing moves that could not be kept')
})

t.test('a zone that cannot be opened is left to others, and tried again later', async (t) => {
  const world = new World()
  world.spoilt.add('c')
  world.join('one')
  await world.clock.pass(30_000)
  t.same(world.shares, ['one: abd'])
  t.match(world.errors, [/^one: open zone "c": Cannot open zone "c"/])
  world.join('two')
  await world.clock.pass(10_000)
  t.equal(world.errors.length, 2, 'the other has tried, too')
  world.spoilt.clear()
  await world.clock.pass(600_000)
  t.match(world.shares.join(), /c/)
})

t.test('without a database it is tried until there is one', async (t) => {
  const world = new World()
  world.isDown = true
  world.join('one')
  await world.clock.pass(10_000)
  t.same(world.shares, ['one: '])
  t.equal(world.errors.length, 1, 'and that is said now and then')
  await world.clock.pass(30_000)
  t.equal(world.errors.length, 2)
  world.isDown = false
  await world.clock.pass(500)
  t.same(world.shares, ['one: abcd'])
})

t.test('a zone that has failed for good here is given to another', async (t) => {
  const world = new World()
  const one = world.join('one')
  await world.clock.pass(3_000)
  const two = world.join('two')
  await world.clock.pass(3_000)
  one.placer.failed('b')
  await world.clock.pass(500)
  t.ok(two.roster.zones.includes('b'))
})
