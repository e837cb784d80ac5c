import { clearTouched, touch } from '#components/define.ts'
import type { AreaDefinition } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { Vitals } from '#components/vitals.ts'
import { newCharacter } from '#engine/zone/characterState.ts'
import { ZoneRunner } from '#engine/zone/runner.ts'
import { LiveZone } from '#engine/zone/zone.ts'
import { encodeIntents, NOTHING_READ } from '#protocol/intent.ts'
import { moveTo } from '#systems/containment.ts'
import { spawnMobile } from '#systems/spawn.ts'
import { fightSystem } from '#systems/waymark/fight/fightSystem.ts'
import { startFight } from '#systems/waymark/fight/startFight.ts'
import type { Reporter, Zone } from '#systems/zone.ts'
import { defineBench, type Figure, type Prepared } from './define.ts'
import { deafBus, street, zoneSetup } from './worlds.ts'

/** Fighters in one room: half of them players, who all see it. */
const IN_ROOM = 20

/** In so many ticks each has a round. */
const ROUND_TICKS = 20

/** Nobody dies of a run, nor heals. */
const HP = 60_000

const TICKS_WATCHED = 400

/** As many rooms as `fighters` need, and creatures to fight in them. */
function arena(fighters: number): AreaDefinition {
  const area = street()
  const [first] = area.rooms
  const rooms = Array.from({ length: Math.ceil(fighters / IN_ROOM) }, (_, i) => ({
    ...first!,
    id: `street:${i === 0 ? 'north' : i}`,
    number: i + 1,
    exits: [],
  }))
  const { source } = first!
  const fight = { level: 1, verb: 'bite', gold: [0, 0] as const, aggressive: false, assists: [] }
  const mobile = {
    id: 'street:troll',
    name: 'a troll',
    words: ['troll'],
    here: 'A troll is here.',
    description: 'It is out of its depth.',
    lines: [],
    fight: { ...fight, guards: false, wimpy: 0, remembers: false, hunts: false, casts: [] },
    source,
  }
  return { ...area, rooms, mobiles: [mobile], resets: [] }
}

/** Lets each of `players` fight a troll of its own; returns all who fight. */
function setOn(zone: Zone, players: readonly Entity[]): Entity[] {
  const rooms = [...zone.rooms.values()]
  const fighters = players.flatMap((player, i) => {
    const room = rooms[Math.floor((2 * i) / IN_ROOM)]!
    moveTo(zone, player, room)
    zone.report.view(player, 'arrive')
    const troll = spawnMobile(zone, zone.mobiles.get('street:troll')!, room)
    startFight(zone, player, troll)
    return [player, troll]
  })
  for (const being of fighters) Vitals.hpMax[being] = HP
  return fighters
}

function makeWhole(fighters: readonly Entity[]): void {
  for (const being of fighters) {
    Vitals.hp[being] = HP
    touch(Vitals, being)
  }
}

/** Letters only: `Aaa`, `Aab`. */
function nameOf(i: number): string {
  const letter = (n: number) => String.fromCharCode(97 + (n % 26))
  return `Person${letter(i / 676)}${letter(i / 26)}${letter(i)}`
}

function lostBy(fighters: readonly Entity[]): number {
  return fighters.reduce((sum, being) => sum + HP - Vitals.hp[being]!, 0)
}

/** A zone at work: fights, what follows from them, and the frames that tell of it. */
function prepareZone(size: number): Prepared {
  const count = Math.ceil(size / 2)
  const runner = new ZoneRunner(zoneSetup([arena(size)]), deafBus)
  const intents = Array.from({ length: count }, (_, i) => ({
    kind: 'enter' as const,
    session: i + 1,
    sequence: 1,
    entry: { ...NOTHING_READ, uid: i + 1, name: nameOf(i), epoch: 1 },
  }))
  runner.deliver(encodeIntents({ edge: 'bench', intents }))
  runner.turn()
  runner.kept(Number.MAX_SAFE_INTEGER)
  const players = intents.map(({ entry }) => runner.zone.byUid.get(entry.uid)!)
  const fighters = setOn(runner.zone, players)
  const tick = () => {
    runner.tick()
    // A zone whose records are not kept for a while lets nobody strike.
    runner.kept(Number.MAX_SAFE_INTEGER)
  }
  return {
    reset: () => makeWhole(fighters),
    run() {
      for (let i = 0; i < ROUND_TICKS; i++) tick()
      return lostBy(fighters)
    },
    figures: () => tickFigures(fighters, tick),
  }
}

function tickFigures(fighters: readonly Entity[], tick: () => void): Figure[] {
  const ms = Array.from({ length: TICKS_WATCHED }, (_, i) => {
    if (i % ROUND_TICKS === 0) makeWhole(fighters)
    const startMs = performance.now()
    tick()
    return performance.now() - startMs
  }).sort((a, b) => a - b)
  return [
    { metric: 'tick p50', value: ms[ms.length >> 1]!, unit: 'ms', better: 'lower' },
    { metric: 'longest tick', value: ms.at(-1)!, unit: 'ms', better: 'lower' },
  ]
}

/** The rounds alone, in a world that tells nobody and collects nothing. */
function prepareRules(size: number): Prepared {
  const mute: Reporter = { show() {}, tell() {}, view() {}, dismiss() {} }
  const zone = new LiveZone(zoneSetup([arena(size)]), mute)
  const players = Array.from({ length: Math.ceil(size / 2) }, (_, i) =>
    newCharacter(zone, i + 1, nameOf(i)),
  )
  const fighters = setOn(zone, players)
  return {
    reset: () => makeWhole(fighters),
    run() {
      for (let i = 0; i < ROUND_TICKS; i++) {
        zone.beginTick()
        fightSystem.run(zone)
      }
      for (const component of fightSystem.writes) clearTouched(component)
      return lostBy(fighters)
    },
  }
}

/**
 * Time of one fighter's round of two seconds, half of them players who watch.
 *
 * The limit runs the rounds and tells nobody, so the ratio is the price of all else that a zone
 * does in that time, and of telling.
 */
export default defineBench({
  name: 'fight: one against one, twenty in a room',
  per: 'round',
  sizes: { smoke: 8, full: [1_000] },
  prepare: prepareZone,
  others: { 'rules alone': { role: 'limit', differs: true, prepare: prepareRules } },
})
