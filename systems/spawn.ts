import { hasComponent } from 'bitecs'
import { Container } from '#components/container.ts'
import { Contents } from '#components/contents.ts'
import type { AnyComponent } from '#components/define.ts'
import type {
  ContainerDefinition,
  ItemDefinition,
  MobileDefinition,
  ThingDefinition,
} from '#components/definition.ts'
import { Described } from '#components/described.ts'
import { Door } from '#components/door.ts'
import {
  attach,
  cast,
  createEntity,
  destroyEntity,
  type Entity,
  expectMost,
  type Mould,
  mouldOf,
  type World,
} from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Item } from '#components/item.ts'
import { LightSource } from '#components/lightSource.ts'
import { Location } from '#components/location.ts'
import { Lore } from '#components/lore.ts'
import { Mobile } from '#components/mobile.ts'
import { Siblings } from '#components/siblings.ts'
import { Speaks } from '#components/speaks.ts'
import { Vitals } from '#components/vitals.ts'
import { Wanders } from '#components/wanders.ts'
import { Wearable } from '#components/wearable.ts'
import { CONTAINMENT, contentsOf, moveTo } from './containment.ts'
import { ticksIn, type Zone } from './zone.ts'

/** What `spawnItem`, `spawnMobile` and `destroy` write: a rule that calls them declares these. */
export const SPAWNING = [
  ...CONTAINMENT,
  Identity,
  Described,
  Lore,
  Item,
  Container,
  Door,
  LightSource,
  Mobile,
  Vitals,
  Wanders,
  Speaks,
] as const

/**
 * Makes an entity that has an identity and a place and nothing else.
 *
 * @param uid  its stable id; a new one by default
 */
export function bear(zone: Zone, uid = zone.newUid(), prefab = ''): Entity {
  const entity = createEntity(zone.world)
  attach(zone.world, entity, Identity, { uid, prefab })
  attach(zone.world, entity, Location)
  attach(zone.world, entity, Siblings)
  attach(zone.world, entity, Contents)
  zone.byUid.set(uid, entity)
  return entity
}

/** Makes an entity like the one that a mould was taken of, but nowhere yet and of its own uid. */
export function bearLike(zone: Zone, mould: Mould, uid: number): Entity {
  const entity = cast(zone.world, mould)
  Identity.uid[entity] = uid
  zone.byUid.set(uid, entity)
  return entity
}

/** Ends `entity` and all that it holds. */
export function destroy(zone: Zone, entity: Entity): void {
  for (const held of contentsOf(entity)) destroy(zone, held)
  moveTo(zone, entity, 0)
  zone.byUid.delete(Identity.uid[entity]!)
  destroyEntity(zone.world, entity)
}

/**
 * Makes an item from its definition and puts it into `holder`.
 *
 * @param uid  its stable id; a new one by default
 */
export function spawnItem(
  zone: Zone,
  definition: ItemDefinition,
  holder: Entity,
  uid = zone.newUid(),
): Entity {
  const item = makeItem(zone, definition, uid)
  moveTo(zone, item, holder)
  return item
}

/** What was made of each definition once, to be made like it again. */
const mouldsOf = new WeakMap<World, WeakMap<ItemDefinition, Mould>>()

/** Makes an item from its definition, which is nowhere yet. */
export function makeItem(zone: Zone, definition: ItemDefinition, uid: number): Entity {
  const { world } = zone
  const moulds = mouldsOf.get(world) ?? new WeakMap<ItemDefinition, Mould>()
  mouldsOf.set(world, moulds)
  const mould = moulds.get(definition)
  if (!mould) {
    const first = makeFirstItem(zone, definition, uid)
    const taken = mouldOf(world, first)
    expectMost(world, taken)
    moulds.set(definition, taken)
    return first
  }
  return bearLike(zone, mould, uid)
}

function makeFirstItem(zone: Zone, definition: ItemDefinition, uid: number): Entity {
  const item = bear(zone, uid, definition.id)
  describe(zone, item, definition)
  if (definition.text !== undefined) Lore.writing[item] = definition.text
  attach(zone.world, item, Item, {
    weightGrams: definition.weightGrams,
    fixed: Number(definition.fixed),
    isKey: Number(definition.isKey),
  })
  if (definition.wear) attach(zone.world, item, Wearable, { slot: definition.wear })
  if (definition.light) attach(zone.world, item, LightSource, { lit: 1 })
  if (definition.container) furnish(zone, item, definition.container)
  return item
}

function furnish(zone: Zone, item: Entity, container: ContainerDefinition): void {
  attach(zone.world, item, Container, { capacityGrams: container.capacityGrams })
  if (!container.closes) return
  attach(zone.world, item, Door, {
    closed: Number(container.closed),
    locked: Number(container.locked),
    key: container.key ?? '',
    resetClosed: Number(container.closed),
    resetLocked: Number(container.locked),
  })
}

/** The components that `spawnItem` gives for `definition`. */
export function componentsOfItem(definition: ItemDefinition): AnyComponent[] {
  const { wear, light, container } = definition
  const given: AnyComponent[] = [Described, Lore, Item]
  if (wear) given.push(Wearable)
  if (light) given.push(LightSource)
  if (container) given.push(Container)
  if (container?.closes) given.push(Door)
  return given
}

/** Makes a mobile from its definition and puts it into `room`. */
export function spawnMobile(zone: Zone, definition: MobileDefinition, room: Entity): Entity {
  const mobile = bear(zone, zone.newUid(), definition.id)
  describe(zone, mobile, definition)
  const { wandersEverySeconds, speaksEverySeconds, lines } = definition
  attach(zone.world, mobile, Mobile, { lively: 1 })
  zone.rules.embody(zone, mobile, definition)
  if (wandersEverySeconds !== undefined) {
    const nextTick = zone.tick + ticksIn(zone, zone.chance.around(wandersEverySeconds))
    attach(zone.world, mobile, Wanders, { everySeconds: wandersEverySeconds, nextTick })
  }
  if (speaksEverySeconds !== undefined && lines.length > 0) {
    const nextTick = zone.tick + ticksIn(zone, zone.chance.around(speaksEverySeconds))
    attach(zone.world, mobile, Speaks, {
      everySeconds: speaksEverySeconds,
      nextTick,
      lines: lines.join('\n'),
    })
  }
  moveTo(zone, mobile, room)
  return mobile
}

function describe(zone: Zone, entity: Entity, { name, here, words, description }: ThingDefinition) {
  attach(zone.world, entity, Described, { name, here })
  attach(zone.world, entity, Lore, { words: joined(words), description })
}

const joinedWords = new WeakMap<readonly string[], string>()

/** Words as `Lore` has them: one text for all things that are made from a definition. */
function joined(words: readonly string[]): string {
  const known = joinedWords.get(words)
  if (known !== undefined) return known
  const text = words.join(' ')
  joinedWords.set(words, text)
  return text
}

/** Whether `entity` is a person or creature. */
export function isBeing(zone: Zone, entity: Entity): boolean {
  return hasComponent(zone.world, entity, Vitals)
}
