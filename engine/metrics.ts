import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { ZoneReport } from './workers/messages.ts'
import type { ZoneStats } from './zone/stats.ts'

const SECONDS = [0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1]

/** Totals of a zone that are passed on as counters, with what they count. */
const TOTALS = {
  ticks: 'Ticks run',
  ticksOverrun: 'Ticks that took longer than their time',
  ticksSkipped: 'Ticks let go because too many were missed at once',
  turns: 'Turns run',
  intents: 'Intents done',
  intentsDropped: 'Intents dropped as repeats or out of order',
  intentsRefused: 'Intents refused because the inbox was full',
  faults: 'Commands, systems and messages that failed by a fault of ours',
  changes: 'Component changes collected',
  frames: 'Frames published',
  frameBytes: 'Bytes of frames published',
} as const satisfies Partial<Record<keyof ZoneStats, string>>

const LEVELS = {
  sessions: 'Sessions that play in the zone',
  entities: 'Entities alive in the zone',
  holdsBreath: '1 while what lasts cannot be kept',
  heldBytes: 'Bytes of frames that wait until what they tell of is kept',
  inboxDepthMax: 'Most intents that ever waited for a turn',
} as const satisfies Partial<Record<keyof ZoneStats, string>>

/** Gathers what zones and edges report, and shows it as Prometheus reads it. */
export class Metrics {
  readonly #registry = new Registry()
  readonly #totals = new Map<string, Counter<'zone'>>()
  readonly #levels = new Map<string, Gauge<'zone'>>()
  readonly #seen = new Map<string, ZoneStats>()
  /** What rules had counted at the last report, by zone and name. */
  readonly #counted = new Map<string, ReadonlyMap<string, number>>()
  readonly #rules: Counter<'zone' | 'name'>
  readonly #tick = this.#histogram('loam_tick_seconds', 'Time that a tick takes')
  readonly #turn = this.#histogram('loam_turn_seconds', 'Time that a turn takes')
  readonly #lag = this.#histogram('loam_tick_lag_seconds', 'How late ticks begin')

  constructor() {
    collectDefaultMetrics({ register: this.#registry })
    const registers = [this.#registry]
    for (const [name, help] of Object.entries(TOTALS)) {
      const counter = new Counter({
        name: `loam_zone_${snake(name)}_total`,
        help,
        labelNames: ['zone'],
        registers,
      })
      this.#totals.set(name, counter)
    }
    this.#rules = new Counter({
      name: 'loam_rule_total',
      help: 'What the rules of the game count',
      labelNames: ['zone', 'name'],
      registers,
    })
    for (const [name, help] of Object.entries(LEVELS)) {
      const gauge = new Gauge({
        name: `loam_zone_${snake(name)}`,
        help,
        labelNames: ['zone'],
        registers,
      })
      this.#levels.set(name, gauge)
    }
  }

  /** Takes in what a zone reports once a second. */
  note({ zone, stats, times, counted }: ZoneReport): void {
    const before = this.#seen.get(zone)
    for (const [name, counter] of this.#totals) {
      const key = name as keyof ZoneStats
      counter.inc({ zone }, grownBy(stats[key], before?.[key]))
    }
    const countedBefore = this.#counted.get(zone)
    for (const [name, count] of counted) {
      this.#rules.inc({ zone, name }, grownBy(count, countedBefore?.get(name)))
    }
    this.#counted.set(zone, counted)
    for (const [name, gauge] of this.#levels) gauge.set({ zone }, stats[name as keyof ZoneStats])
    this.#seen.set(zone, stats)
    for (const ms of times.tickMs) this.#tick.observe({ zone }, ms / 1000)
    for (const ms of times.turnMs) this.#turn.observe({ zone }, ms / 1000)
    for (const ms of times.lagMs) this.#lag.observe({ zone }, ms / 1000)
  }

  /** A zone runs here no more: its levels are not shown; what it has counted stays. */
  forget(zone: string): void {
    for (const gauge of this.#levels.values()) gauge.remove({ zone })
    this.#seen.delete(zone)
    this.#counted.delete(zone)
  }

  /** Shows what `read` gives each time that metrics are asked for. */
  addGauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.#registry],
      collect() {
        this.set(read())
      },
    })
  }

  /** Shows the total that `read` gives, which only grows. `name` is in camel case, unsuffixed. */
  addCounter(name: string, help: string, read: () => number): void {
    new Counter({
      name: `${snake(name)}_total`,
      help,
      registers: [this.#registry],
      collect() {
        this.reset()
        this.inc(read())
      },
    })
  }

  text(): Promise<string> {
    return this.#registry.metrics()
  }

  #histogram(name: string, help: string): Histogram<'zone'> {
    const registers = [this.#registry]
    return new Histogram({ name, help, labelNames: ['zone'], buckets: SECONDS, registers })
  }
}

/** A zone that was started again counts from 0. */
function grownBy(now: number, before = 0): number {
  return now >= before ? now - before : now
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
