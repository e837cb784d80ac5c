import type {
  ExitDefinition,
  ItemDefinition,
  MobileDefinition,
  QuestDefinition,
  QuestStep,
  ResetContent,
  ResetDefinition,
  RoomDefinition,
} from '#components/definition.ts'
import type { AreaReading } from './build.ts'

/** Somebody well equipped, or two together, beat who is so many levels above them. */
const LEVELS_ABOVE = 3

/** Whoever is beaten teaches up to so many levels above its own. */
const LEVELS_LEARNED = 3

/** All areas by id, as the solver walks about in them. */
export interface World {
  start: string
  rooms: ReadonlyMap<string, RoomDefinition>
  items: ReadonlyMap<string, ItemDefinition>
  mobiles: ReadonlyMap<string, MobileDefinition>
  quests: ReadonlyMap<string, QuestDefinition>
  resets: readonly ResetDefinition[]
  /** Who bars an exit while it lives. */
  barring: ReadonlyMap<ExitDefinition, readonly string[]>
}

/** What a new character could come by, given time and patience. */
export interface Reach {
  rooms: Set<string>
  /** Things that can be taken, bought, won or looted. */
  items: Set<string>
  /** Mobiles that can be met where one sees them. */
  mobiles: Set<string>
  /** Those that can be beaten. */
  beaten: Set<string>
  /** Quests that can be done. */
  quests: Set<string>
  /** The highest level. */
  level: number
  /** Something among the items gives light. */
  light: boolean
  /** There is money to be had. */
  gold: boolean
}

/** What of the world's hindrances counts; all by default. */
export interface Hindrances {
  locks: boolean
  bars: boolean
}

/** The world of `reading`; undefined without a start. */
export function worldOf({ areas }: AreaReading): World | undefined {
  const start = areas.find((area) => area.start !== undefined)?.start
  if (start === undefined) return undefined
  const rooms = byId(areas.flatMap((area) => area.rooms))
  const mobiles = byId(areas.flatMap((area) => area.mobiles))
  const resets = areas.flatMap((area) => area.resets)
  return {
    start,
    rooms,
    items: byId(areas.flatMap((area) => area.items)),
    mobiles,
    quests: byId(areas.flatMap(({ quests = [] }) => quests)),
    resets,
    barring: barringIn(rooms, mobiles, resets),
  }
}

function byId<Thing extends { id: string }>(things: readonly Thing[]): Map<string, Thing> {
  return new Map(things.map((thing) => [thing.id, thing]))
}

function barringIn(
  rooms: World['rooms'],
  mobiles: World['mobiles'],
  resets: World['resets'],
): World['barring'] {
  const barring = new Map<ExitDefinition, string[]>()
  for (const { kind, prefab, room } of resets) {
    const bars = kind === 'mobile' ? mobiles.get(prefab)?.fight?.bars : undefined
    const exit = rooms.get(room)?.exits.find(({ direction }) => direction === bars)
    if (exit) barring.set(exit, [...(barring.get(exit) ?? []), prefab])
  }
  return barring
}

/**
 * Plays the world as a new character would, until nothing more is gained: goes through every exit,
 * through locked doors once their key is had and past who bars the way once they can be beaten;
 * takes all that lies open or in a container that can be opened, loots whom it has beaten, buys,
 * and does quests; in dark rooms only once there is a light.
 */
export function solve(world: World, hindrances: Hindrances = { locks: true, bars: true }): Reach {
  const reach: Reach = {
    rooms: new Set([world.start]),
    items: new Set(),
    mobiles: new Set(),
    beaten: new Set(),
    quests: new Set(),
    level: 1,
    light: false,
    gold: false,
  }
  let before = ''
  while (measureOf(reach) !== before) {
    before = measureOf(reach)
    walk(world, reach, hindrances)
    for (const reset of world.resets) if (reach.rooms.has(reset.room)) meet(world, reach, reset)
    for (const quest of world.quests.values()) attempt(world, reach, quest)
  }
  return reach
}

/** It grows with every gain, and with nothing else. */
function measureOf({ rooms, items, mobiles, beaten, quests, level, light, gold }: Reach): string {
  const sizes = [rooms, items, mobiles, beaten, quests].map(({ size }) => size)
  return [...sizes, level, light, gold].join()
}

function walk(world: World, reach: Reach, hindrances: Hindrances): void {
  // A Set's loop meets what is added in it.
  for (const id of reach.rooms) {
    const room = world.rooms.get(id)
    for (const exit of room?.exits ?? []) {
      const isFound = !exit.hidden || !room?.dark || reach.light // one cannot search in the dark
      if (isFound && canPass(world, reach, exit, hindrances)) reach.rooms.add(exit.to)
    }
  }
}

/** Whether `exit` of a room within reach leads on. What is hidden can be found by searching. */
export function canPass(
  world: World,
  reach: Reach,
  exit: ExitDefinition,
  { locks, bars }: Hindrances = { locks: true, bars: true },
): boolean {
  const { door } = exit
  if (locks && door?.locked && !has(reach, door.key)) return false
  return !bars || (world.barring.get(exit) ?? []).every((mobile) => reach.beaten.has(mobile))
}

function has({ items }: Reach, key: string | undefined): boolean {
  return key !== undefined && items.has(key)
}

/** Gets what `reset` brings to a room within reach. */
function meet(world: World, reach: Reach, reset: ResetDefinition): void {
  const room = world.rooms.get(reset.room)
  const lit = reset.kind === 'item' && world.items.get(reset.prefab)?.light
  if (room === undefined || (room.dark && !reach.light && !lit)) return
  if (reset.kind === 'item') {
    gather(world, reach, { ...reset, item: reset.prefab })
    return
  }
  const mobile = world.mobiles.get(reset.prefab)
  if (mobile === undefined) return
  reach.mobiles.add(mobile.id)
  buyFrom(world, reach, mobile)
  if (isBeatable(reach, room, mobile)) beat(world, reach, mobile, reset)
}

function isBeatable(reach: Reach, room: RoomDefinition, mobile: MobileDefinition): boolean {
  const { fight, wandersEverySeconds } = mobile
  if (fight === undefined || fight.level > reach.level + LEVELS_ABOVE) return false
  return !room.peaceful || wandersEverySeconds !== undefined
}

function beat(
  world: World,
  reach: Reach,
  { id, fight, loot = [] }: MobileDefinition,
  { contains }: ResetDefinition,
): void {
  reach.beaten.add(id)
  reach.level = Math.max(reach.level, (fight?.level ?? 0) + LEVELS_LEARNED)
  reach.gold ||= (fight?.gold[1] ?? 0) > 0
  for (const content of contains) gather(world, reach, content)
  for (const { item } of loot) own(world, reach, item)
}

function buyFrom(world: World, reach: Reach, { shop }: MobileDefinition): void {
  if (shop === undefined) return
  const sellable = [...reach.items].some((id) => (world.items.get(id)?.value ?? 0) > 0)
  reach.gold ||= shop.buys.length > 0 && sellable
  if (!reach.gold) return
  for (const item of shop.sells) if (world.items.get(item)?.value) own(world, reach, item)
}

function gather(world: World, reach: Reach, content: Omit<ResetContent, 'worn'>): void {
  reach.gold ||= content.coins !== undefined
  const item = world.items.get(content.item)
  if (item === undefined) return
  if (!item.fixed) own(world, reach, item.id)
  const { locked = false, key } = item.container ?? {}
  if (locked && !has(reach, key)) return
  for (const inner of content.contains) gather(world, reach, inner)
}

function own(world: World, reach: Reach, id: string): void {
  reach.items.add(id)
  reach.light ||= world.items.get(id)?.light ?? false
}

function attempt(world: World, reach: Reach, quest: QuestDefinition): void {
  if (reach.quests.has(quest.id) || obstacleTo(reach, quest) !== undefined) return
  reach.quests.add(quest.id)
  reach.gold ||= quest.reward.gold > 0
  for (const item of quest.reward.items) own(world, reach, item)
}

/** Why a quest cannot be done, and which of its steps. */
export interface Obstacle {
  says: string
  step?: QuestStep
}

/** What keeps everybody from doing `quest`; undefined if nothing does. */
export function obstacleTo(reach: Reach, quest: QuestDefinition): Obstacle | undefined {
  const { giver, after, level, steps } = quest
  if (giver !== undefined && !reach.mobiles.has(giver)) {
    return { says: `nobody can meet "${giver}", who gives it` }
  }
  if (after !== undefined && !reach.quests.has(after)) {
    return { says: `it comes after "${after}", which cannot be done` }
  }
  if (level > reach.level) {
    return { says: `it is for level ${level}, and nobody comes beyond level ${reach.level}` }
  }
  for (const step of steps) {
    const says = stepObstacle(reach, step)
    if (says !== undefined) return { says: `${says}, which its step "${step.text}" asks for`, step }
  }
  return undefined
}

function stepObstacle(reach: Reach, step: QuestStep): string | undefined {
  const { rooms, items, mobiles, beaten } = reach
  switch (step.kind) {
    case 'talk':
      return mobiles.has(step.mobile) ? undefined : `nobody can meet "${step.mobile}"`
    case 'fetch':
      if (!items.has(step.item)) return `nobody can come by "${step.item}"`
      return mobiles.has(step.to) ? undefined : `nobody can meet "${step.to}"`
    case 'slay':
      return beaten.has(step.mobile) ? undefined : `nobody can beat "${step.mobile}"`
    case 'reach':
      return rooms.has(step.room) ? undefined : `nobody can get to "${step.room}"`
    case 'do':
      return undefined
  }
}
