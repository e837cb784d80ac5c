import { clearTouched } from '#components/define.ts'
import { newCharacter } from '#engine/zone/characterState.ts'
import { ZoneRunner } from '#engine/zone/runner.ts'
import { LiveZone } from '#engine/zone/zone.ts'
import { type Bus, SUBJECT } from '#protocol/bus.ts'
import { encodeIntents, type Intent, NOTHING_READ } from '#protocol/intent.ts'
import { createChance } from '#systems/chance.ts'
import { runLine } from '#systems/commands/dispatch.ts'
import { moveTo } from '#systems/containment.ts'
import type { Reporter } from '#systems/zone.ts'
import { type Bench, defineBench, type Prepared } from './define.ts'
import { street, zoneSetup } from './worlds.ts'

const EDGE = 'bench'

/** Names are of letters only. */
function nameOf(i: number): string {
  return `Person${String.fromCharCode(97 + Math.floor(i / 26), 97 + (i % 26))}`
}

/** The lines of one turn: who types what. */
type Lines = (turn: number) => { player: number; line: string }[]

const say: Lines = () => [{ player: 0, line: 'say Is that your cat on the roof?' }]
const look: Lines = () => [{ player: 0, line: 'look' }]
const move: Lines = (turn) => [{ player: 0, line: turn % 2 === 0 ? 'south' : 'north' }]

/** Everybody types one line: 70 % move, 15 % look, 10 % speak, 5 % look into their bags. */
function mixed(players: number): Lines {
  const chance = createChance(1)
  const isSouth = new Uint8Array(players)
  const lineOf = (player: number): string => {
    const draw = chance.integer(100)
    if (draw >= 95) return 'inventory'
    if (draw >= 85) return 'say Is that your cat on the roof?'
    if (draw >= 70) return 'look'
    isSouth[player]! ^= 1
    return isSouth[player] === 1 ? 'south' : 'north'
  }
  return () => Array.from({ length: players }, (_, player) => ({ player, line: lineOf(player) }))
}

/** Counts the bytes of frames that are published. */
class CountingBus implements Bus {
  bytes = 0

  publish(subject: string, payload: Uint8Array): void {
    if (subject === SUBJECT.edge(EDGE)) this.bytes += payload.length
  }

  subscribe(): () => void {
    return () => {}
  }
}

/** The zone at work, from an edge's message to the frame on the bus. */
function prepareTurns(players: number, lines: Lines): Prepared {
  const bus = new CountingBus()
  const runner = new ZoneRunner(zoneSetup([street()]), bus)
  const sequences = new Uint32Array(players).fill(1)
  const intents: Intent[] = Array.from({ length: players }, (_, i) => ({
    kind: 'enter',
    session: i + 1,
    sequence: 1,
    entry: { ...NOTHING_READ, uid: i + 1, name: nameOf(i), epoch: 1 },
  }))
  runner.deliver(encodeIntents({ edge: EDGE, intents }))
  runner.turn()
  // Everything counts as kept, now and for ever: what a disk takes is measured elsewhere.
  runner.kept(Number.MAX_SAFE_INTEGER)
  let turns = 0
  let bytesBefore = bus.bytes
  let waiting: Uint8Array[] = []
  const payloadOf = (): Uint8Array =>
    encodeIntents({
      edge: EDGE,
      intents: lines(turns++).map(({ player, line }) => ({
        kind: 'line',
        session: player + 1,
        sequence: ++sequences[player]!,
        text: line,
      })),
    })
  return {
    reset(runs) {
      waiting = Array.from({ length: runs }, payloadOf).reverse()
    },
    run() {
      const { bytes } = bus
      runner.deliver(waiting.pop()!)
      runner.turn()
      return bus.bytes - bytes
    },
    figures() {
      bytesBefore = bus.bytes
      const samples = 100
      for (let i = 0; i < samples; i++) {
        runner.deliver(payloadOf())
        runner.turn()
      }
      const value = (bus.bytes - bytesBefore) / samples
      return [{ metric: 'frame', value, unit: 'B/turn', better: 'lower' }]
    },
  }
}

/** The same lines run by their rules, in a world that tells nobody. */
function prepareRules(players: number, lines: Lines): Prepared {
  const mute: Reporter = { show() {}, tell() {}, view() {}, dismiss() {} }
  const zone = new LiveZone(zoneSetup([street()]), mute)
  zone.wake()
  const start = zone.rooms.get(zone.start)!
  const bodies = Array.from({ length: players }, (_, i) => {
    const body = newCharacter(zone, i + 1, nameOf(i))
    moveTo(zone, body, start)
    return body
  })
  let turns = 0
  let waiting: ReturnType<Lines>[] = []
  return {
    reset(runs) {
      waiting = Array.from({ length: runs }, () => lines(turns++)).reverse()
    },
    run() {
      let commands = 0
      for (const { player, line } of waiting.pop()!) {
        const command = runLine(zone, bodies[player]!, line)
        for (const component of command?.writes ?? []) clearTouched(component)
        commands++
      }
      return commands
    },
  }
}

function turnBench(name: string, linesFor: (players: number) => Lines): Bench {
  return defineBench({
    name: `turn: ${name}, among 20`,
    per: 'turn',
    sizes: { smoke: 3, full: [20] },
    countOf: () => 1,
    prepare: (players) => prepareTurns(players, linesFor(players)),
    others: {
      'rules alone': {
        role: 'limit',
        differs: true,
        prepare: (players) => prepareRules(players, linesFor(players)),
      },
    },
  })
}

/**
 * Time from an edge's message to the frame published for it, in a room that twenty people watch.
 *
 * The limit runs the same rules and encodes nothing, so the ratio is the price of telling.
 */
export default [
  turnBench('one says', () => say),
  turnBench('one looks', () => look),
  turnBench('one walks', () => move),
  turnBench('all do something', mixed),
]
