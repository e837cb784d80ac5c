import assert from 'node:assert'
import { type AnyComponent, clearTouched, declaredComponents } from '#components/define.ts'
import type { AreaDefinition } from '#components/definition.ts'
import { Described } from '#components/described.ts'
import { attach, type Entity, newWorld } from '#components/entities.ts'
import { Item } from '#components/item.ts'
import { Lore } from '#components/lore.ts'
import { Player } from '#components/player.ts'
import { Preferences } from '#components/preferences.ts'
import { Room } from '#components/room.ts'
import { UidIndex } from '#components/uidIndex.ts'
import { Vitals } from '#components/vitals.ts'
import { createChance } from './chance.ts'
import { runLine } from './commands/dispatch.ts'
import { moveTo } from './containment.ts'
import type { System } from './define.ts'
import { type Happening, happening, type WorldEvent } from './events.ts'
import { definitionsOf, populate } from './populate.ts'
import { RULES } from './rules.ts'
import { bear } from './spawn.ts'
import type { Glimpse, Neighbours, Tiding, Zone } from './zone.ts'

/** What a test's zone was asked to report, in order. */
export interface Reported {
  /** Set for what a whole room was shown. */
  room?: Entity
  /** Of those in the room, who was shown nothing. */
  except?: readonly Entity[]
  /** Set for what one being was told. */
  to?: Entity
  /** For a view: `{ verb: 'view', text: reason }`; for a dismissal `{ verb: 'dismiss' }`. */
  event: WorldEvent
}

export interface TestZone extends Zone {
  tick: number
  neighbours: TestNeighbours
  holdsBreath: boolean
  happenings: Happening[]
  /** What `isKept` says is kept. */
  kept: Set<Entity>
  /** What rules have counted, by name. */
  counted: Map<string, number>
  reported: Reported[]
}

/** The other zones, of which a test says what is known; what they were told is remembered. */
export class TestNeighbours implements Neighbours {
  readonly away = new Set<string>()
  readonly glimpses = new Map<Entity, Glimpse>()
  readonly told: WorldEvent[] = []
  tidings: Tiding[] = []

  isAway(zone: string): boolean {
    return this.away.has(zone)
  }

  glimpseOf(room: Entity): Glimpse | undefined {
    return this.glimpses.get(room)
  }

  tell(event: WorldEvent): void {
    this.told.push(event)
  }
}

const SEED = 1
const FIRST_UID = 2 ** 36

/**
 * A zone of its own with what `areas` define, and a reporter that writes down.
 *
 * @param own  those whose rooms are the zone's; by default all are
 */
export function emptyZone(
  areas: readonly AreaDefinition[] = [],
  own: readonly AreaDefinition[] = areas,
): TestZone {
  const reported: Reported[] = []
  let uid = FIRST_UID
  const zone: TestZone = {
    name: 'test',
    world: newWorld(),
    tick: 0,
    get worldTick() {
      return zone.tick
    },
    neighbours: new TestNeighbours(),
    secondsPerTick: 0.1,
    holdsBreath: false,
    chance: createChance(SEED),
    byUid: new UidIndex(),
    newUid: () => uid++,
    ...definitionsOf(areas, own),
    rooms: new Map(),
    start: areas.find((area) => area.start)?.start ?? '',
    rules: RULES,
    happenings: [],
    kept: new Set(),
    isKept: (entity) => zone.kept.has(entity),
    keep: (item) => zone.kept.add(item),
    counted: new Map(),
    count(name, amount) {
      zone.counted.set(name, (zone.counted.get(name) ?? 0) + amount)
    },
    reported,
    report: {
      show: (room, event, except = []) => {
        reported.push({ room, event, ...(except.length > 0 && { except }) })
        zone.happenings.push(happening(room, event))
      },
      tell: (to, event) => reported.push({ to, event }),
      view: (to, text) => reported.push({ to, event: { verb: 'view', text } }),
      dismiss: (to, text) => reported.push({ to, event: { verb: 'dismiss', text } }),
    },
  }
  populate(zone, own)
  return zone
}

/** A lit room without exits. */
export function spawnRoom(zone: Zone, name: string): Entity {
  const room = bear(zone)
  attach(zone.world, room, Described, { name })
  attach(zone.world, room, Room, { number: room, area: 'Test', description: `${name}.` })
  return room
}

/** A thing called `a <name>`, that answers to the words of `name`. */
export function spawnThing(zone: Zone, name: string, holder: Entity, weightGrams = 100): Entity {
  const item = bear(zone)
  attach(zone.world, item, Described, { name: `a ${name}`, here: `A ${name} lies here.` })
  attach(zone.world, item, Lore, { words: name, description: `It is a ${name}.` })
  attach(zone.world, item, Item, { weightGrams })
  moveTo(zone, item, holder)
  return item
}

/** A player's character in `room`. */
export function spawnPlayer(zone: Zone, name: string, room: Entity): Entity {
  const player = bear(zone)
  attach(zone.world, player, Described, { name, here: `${name} is here.` })
  attach(zone.world, player, Lore, { words: name.toLowerCase() })
  attach(zone.world, player, Player)
  attach(zone.world, player, Preferences, { autoexit: 1, prompt: 1, screenReader: 2 })
  attach(zone.world, player, Vitals, { hp: 20, hpMax: 20, hpPerSecond: 1 })
  moveTo(zone, player, room)
  return player
}

/**
 * Runs `system` as often as `runs`, its ticks apart; fails if it writes what it did not declare.
 */
export function runTurns(zone: TestZone, system: System, runs: number): void {
  for (let run = 0; run < runs; run++) {
    zone.tick += system.everyTicks
    guardWrites(zone, system.name, system.writes, () => system.run(zone))
    zone.happenings = []
  }
}

/**
 * Runs `line` as typed by `actor`; fails if the command writes what it did not declare.
 *
 * @returns what was reported meanwhile
 */
export function type(zone: TestZone, actor: Entity, line: string): Reported[] {
  const before = zone.reported.length
  const written = writesDuring(zone, () => runLine(zone, actor, line))
  assertDeclared(`"${line}"`, written.result?.writes ?? [], written.components)
  return zone.reported.slice(before)
}

function guardWrites(
  zone: Zone,
  name: string,
  declared: readonly AnyComponent[],
  run: () => void,
): void {
  assertDeclared(name, declared, writesDuring(zone, run).components)
}

function assertDeclared(
  name: string,
  declared: readonly AnyComponent[],
  written: ReadonlySet<AnyComponent>,
): void {
  for (const component of written) {
    assert(declared.includes(component), `${name} writes "${component.schema.name}" undeclared`)
  }
}

/**
 * Runs `run` and finds the components whose values differ after it, each of which must be touched.
 */
function writesDuring<T>(zone: Zone, run: () => T): { result: T; components: Set<AnyComponent> } {
  const components = declaredComponents()
  for (const component of components) clearTouched(component)
  const before = new Map(components.map((component) => [component, copyOf(zone, component)]))
  const result = run()
  const written = new Set<AnyComponent>()
  for (const component of components) {
    for (const entity of differing(component, before.get(component)!)) {
      const { schema } = component
      assert(schema.isTouched[entity] === 1, `"${schema.name}" of ${entity} written, not touched`)
      written.add(component)
    }
  }
  return { result, components: written }
}

/** The living entities' values: entity → column → value. */
type Copy = Map<Entity, (number | string)[]>

function copyOf(zone: Zone, { schema }: AnyComponent): Copy {
  const copy: Copy = new Map()
  for (const entity of zone.byUid.values()) {
    copy.set(entity, valuesOf(schema, entity))
  }
  return copy
}

function valuesOf({ columns }: AnyComponent['schema'], entity: Entity): (number | string)[] {
  return columns.map(({ values }) => values[entity] ?? '')
}

function differing({ schema }: AnyComponent, before: Copy): Entity[] {
  const changed: Entity[] = []
  for (const [entity, old] of before) {
    if (valuesOf(schema, entity).some((value, i) => value !== old[i])) changed.push(entity)
  }
  return changed
}
