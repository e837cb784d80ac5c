import { defineBench, type Figure, type Prepared } from '#bench/define.ts'
import { Streets, Wanderer } from '#bench/telnet/workload.ts'
import type { Intent } from '#protocol/intent.ts'
import { createChance } from '#systems/chance.ts'
import { withLedger } from './ledgerSwitch.ts'
import { LABEL, ListeningBus, PlayedWorld, shippedSetup } from './playedWorld.ts'

/** As often a turn is run, with so many players, … */
const TURNS_PER_SECOND = 200
/** … and as often a tick. */
const TICKS_PER_SECOND = 10
const TURNS_PER_TICK = TURNS_PER_SECOND / TICKS_PER_SECOND

/** One line in ten puts something down or takes it up again. */
const HANDLING_PERCENT = 10

/** What each player types, in an endless sequence: walks, looks, speaks, and handles a label. */
class Crowd {
  readonly #world: PlayedWorld
  readonly #wanderers: Wanderer[]
  readonly #hasLabel: Uint8Array
  readonly #chance = createChance(3)

  constructor(world: PlayedWorld) {
    const streets = new Streets(world.areas)
    const { players, rooms } = world
    this.#world = world
    this.#wanderers = Array.from(
      { length: players },
      (_, i) => new Wanderer(streets, i, rooms[i % rooms.length]),
    )
    this.#hasLabel = new Uint8Array(players).fill(1)
    world.giveLabels()
  }

  /** What all type within a second, turn by turn. */
  second(): Intent[][] {
    const { players } = this.#world
    const turns: Intent[][] = Array.from({ length: TURNS_PER_SECOND }, () => [])
    for (let i = 0; i < players; i++) {
      const turn = turns[Math.floor((i / players) * TURNS_PER_SECOND)]!
      turn.push(this.#world.line(i, this.#lineOf(i)))
    }
    return turns
  }

  #lineOf(player: number): string {
    if (this.#chance.integer(100) >= HANDLING_PERCENT) {
      return this.#wanderers[player]!.next().line.toString().trimEnd()
    }
    this.#hasLabel[player]! ^= 1
    return `${this.#hasLabel[player] === 1 ? 'get' : 'drop'} ${LABEL.word}`
  }
}

/** A world, and what both ways to play it have in common. */
interface Stage {
  bus: ListeningBus
  world: PlayedWorld
  crowd: Crowd
}

/**
 * Two worlds in one thread differ in speed by a tenth, whatever they do: by where their entities
 * and code happen to lie. So both ways play the same one by turns.
 */
const stages = new Map<number, Stage>()

function stageFor(players: number): Stage {
  const found = stages.get(players)
  if (found) return found
  const bus = new ListeningBus()
  const world = new PlayedWorld(shippedSetup(), bus, players)
  const stage = { bus, world, crowd: new Crowd(world) }
  stages.set(players, stage)
  return stage
}

function prepareSeconds(players: number, keeps: boolean): Prepared {
  const { bus, world, crowd } = stageFor(players)
  const sums = { seconds: 0, records: 0, bytes: 0 }
  let waiting: Intent[][][] = []
  return {
    reset(runs) {
      waiting = Array.from({ length: runs }, () => crowd.second()).reverse()
    },
    run() {
      const { intents } = world.runner.stats
      const { records, recordBytes } = bus
      withLedger(keeps, () => playSecond(world, waiting.pop()!))
      sums.seconds++
      sums.records += bus.records - records
      sums.bytes += bus.recordBytes - recordBytes
      return world.runner.stats.intents - intents
    },
    figures: () => [
      perSecond('records', sums.records, sums.seconds, ''),
      perSecond('journal', sums.bytes, sums.seconds, 'B'),
    ],
  }
}

function playSecond(world: PlayedWorld, turns: readonly Intent[][]): void {
  for (const [turn, lines] of turns.entries()) {
    world.deliver(lines)
    world.turn()
    if (turn % TURNS_PER_TICK === 0) world.tick()
  }
}

function perSecond(metric: string, count: number, seconds: number, unit: string): Figure {
  return { metric, value: count / Math.max(1, seconds), unit: `${unit}/s`, better: 'lower' }
}

/**
 * What it costs to write down what lasts: a second of the world among players who each type a line
 * in it, from an edge's messages to its frames, and to the records on their way to be kept. The
 * limit plays the same and keeps nothing; the goal is that it saves a tenth at most.
 */
export default defineBench({
  name: 'journal: its share of a second of play',
  per: 's',
  sizes: { smoke: 10, full: [1_000] },
  countOf: () => 1,
  goal: { ratio: 1.11 },
  prepare: (players) => prepareSeconds(players, true),
  others: {
    'nothing is kept': { role: 'limit', prepare: (players) => prepareSeconds(players, false) },
  },
})
