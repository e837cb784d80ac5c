import assert from 'node:assert'
import {
  $internal,
  addComponent,
  addEntity,
  createEntityIndex,
  createWorld,
  deleteWorld,
  getAllEntities,
  getEntityComponents,
  hasComponent,
  type InternalWorld,
  type Query,
  query,
  registerComponent,
  removeComponent,
  removeEntity,
  type World,
  type WorldContext,
} from 'bitecs'
import { ENTITY_CAPACITY, giveRows, isMostOf } from './columns.ts'
import {
  type AnyComponent,
  type Cells,
  cellsOf,
  type Initial,
  mark,
  type Schema,
  setCell,
  setCells,
  touch,
  withoutZeros,
} from './define.ts'
import { EntityTable } from './entityTable.ts'

export type { World } from 'bitecs'

/** A bitECS id, valid in one zone, now. 0 is no entity. */
export type Entity = number

/**
 * Entity ids are drawn from one index for all zones of a thread: columns belong to the thread, so
 * two zones on it must never use one id at the same time.
 */
const threadIndex = createEntityIndex()

/** What a query finds: a list that is kept up to date, to be read and not held. */
type Entities = ArrayLike<Entity> & Iterable<Entity>

/** What is asked for by all queries that were declared. */
const declaredQueries: AnyComponent[][] = []

/**
 * Declares a query; what it returns finds the entities of a world that have all of `components`.
 *
 * Their order follows from what the zone has done, so that a recorded zone runs alike. bitECS would
 * fill a query that is first asked late in the order of the thread's ids, in which other zones have
 * a hand: so every world knows all queries from its beginning.
 */
export function defineQuery(...components: AnyComponent[]): (world: World) => Entities {
  declaredQueries.push(components)
  return (world) => query(world, components)
}

/**
 * A world for one zone.
 *
 * Its queries are declared while it has an index of its own: bitECS looks for what they find among
 * all entities of the index, and none of those that other zones have is this one's.
 */
export function newWorld(): World {
  const world = createWorld()
  for (const components of declaredQueries) query(world, components)
  const context = contextOf(world)
  context.entityIndex = threadIndex
  context.entityComponents = new EntityTable()
  return world
}

/** So many entities of a world that ends give their ids back in one step: some milliseconds. */
const ENDED_PER_STEP = 500

/**
 * Ends a world whose zone runs here no more, a little with each step: all its entities at once
 * would hold up the other zones of the thread. Nothing may use it meanwhile.
 */
export function* endWorld(world: World): Generator<void> {
  const entities = getAllEntities(world)
  for (const [i, entity] of entities.entries()) {
    removeEntity(world, entity)
    if (i % ENDED_PER_STEP === ENDED_PER_STEP - 1) yield
  }
  deleteWorld(world)
}

/**
 * Makes an entity with no components.
 *
 * @throws {RangeError} if this thread already holds as many entities as its columns have rows
 */
export function createEntity(world: World): Entity {
  haveRoom()
  return addEntity(world)
}

/** Rows that lists are given at once, which would else grow, and be copied, a dozen times. */
let rowsExpected = 0

/** The part of those expected for which there is room besides: all that resets bring follows. */
const ROOM_BESIDES = 1 / 16

/** Says that about so many entities will be made in a row, which takes less time then. */
export function expectEntities(world: World, count: number): void {
  const rows = Math.min(threadIndex.maxId + Math.ceil(count * (1 + ROOM_BESIDES)), ENTITY_CAPACITY)
  rowsExpected = isMostOf(count, rows) ? rows : 0
  const { entityMasks, entityComponents } = contextOf(world)
  for (const list of [threadIndex.sparse, ...entityMasks]) giveRows(list, rowsExpected)
  entityComponents.makeRoom(rowsExpected)
}

function haveRoom(): void {
  if (threadIndex.aliveCount < ENTITY_CAPACITY - 1) return
  throw new RangeError(
    `Cannot create an entity: this worker holds ${threadIndex.aliveCount}, which is its limit; ` +
      'spread the zones over more workers',
  )
}

/** Ends `entity`. Its id may be another entity's at once. */
export function destroyEntity(world: World, entity: Entity): void {
  for (const component of getEntityComponents(world, entity)) touch(component, entity)
  removeEntity(world, entity)
}

/**
 * Gives `entity` a component: every column zero, then `initial`.
 *
 * bitECS hands out freed ids at once and leaves their old values in the columns; this is the one
 * place that adds components, so nobody ever sees them.
 */
export function attach<T extends AnyComponent>(
  world: World,
  entity: Entity,
  component: T,
  initial: Initial<T> = {},
): void {
  const given = initial as Record<string, number | string | undefined>
  const { schema } = component
  for (const column of schema.columns) {
    setCell(column, entity, given[column.name] ?? (column.kind === 'text' ? '' : 0))
  }
  haveOwnSet(world, entity)
  addComponent(world, entity, component)
  mark(schema, entity)
}

/** Takes a component from `entity`. */
export function detach(world: World, entity: Entity, component: AnyComponent): void {
  assert(hasComponent(world, entity, component), `Entity ${entity} has no ${component.schema.name}`)
  haveOwnSet(world, entity)
  removeComponent(world, entity, component)
  touch(component, entity)
}

/** The declared components that `entity` has. */
export function componentsOf(world: World, entity: Entity): AnyComponent[] {
  return getEntityComponents(world, entity)
}

/** Where a world keeps who has a component: see `holds`. */
export interface Holding {
  readonly masks: readonly number[]
  readonly flag: number
}

export function holdingOf(world: World, component: AnyComponent): Holding {
  const { componentMap, entityMasks } = contextOf(world)
  if (!componentMap.has(component)) registerComponent(world, component)
  const { generationId, bitflag } = componentMap.get(component)!
  return { masks: entityMasks[generationId]!, flag: bitflag }
}

/** As bitECS's `hasComponent` in a tenth of the time, for loops over many entities. */
export function holds({ masks, flag }: Holding, entity: Entity): boolean {
  return (masks[entity]! & flag) !== 0
}

/** Sets of components that entities of a kind share: each of its own would take much memory. */
const sharedSets = new WeakSet<object>()

/** Before its components change. */
function haveOwnSet(world: World, entity: Entity): void {
  const { entityComponents } = contextOf(world)
  const components = entityComponents.get(entity)
  if (components && sharedSets.has(components)) entityComponents.set(entity, new Set(components))
}

/** What entities of one kind have in common when they are made: see `mouldOf`. */
export interface Mould {
  /** Shared by all that are cast, until they gain or lose a component. */
  readonly components: Set<AnyComponent>
  readonly schemas: readonly Schema[]
  readonly cells: Cells
  /** Those of an entity whose id nobody on this thread has had before. */
  readonly freshCells: Cells
  /** The bits of `components`, by bitECS's generations of 31 of them. */
  readonly masks: readonly number[]
  /** The queries that find such an entity. */
  queries: readonly Query[]
  /** How many queries there were when these were chosen among them. */
  queriesKnown: number
}

/** Takes a mould of `entity`: its components, and their values as they are now. */
export function mouldOf(world: World, entity: Entity): Mould {
  const components = componentsOf(world, entity)
  const schemas = components.map(({ schema }) => schema)
  const cells = cellsOf(
    schemas.flatMap((schema) => schema.columns),
    entity,
  )
  const shared = new Set(components)
  sharedSets.add(shared)
  return {
    components: shared,
    schemas,
    cells,
    freshCells: withoutZeros(cells),
    masks: contextOf(world).entityMasks.map((masks) => masks[entity] ?? 0),
    queries: [],
    queriesKnown: 0,
  }
}

/** Says that most of those who are expected will be like this one, or have as many texts. */
export function expectMost(world: World, mould: Mould): void {
  for (const { values } of mould.cells.texts) giveRows(values, rowsExpected)
  for (const { sparse } of queriesFor(mould, contextOf(world))) giveRows(sparse, rowsExpected)
}

/**
 * Makes an entity from a mould that was taken in the same world.
 *
 * It is what `createEntity` and an `attach` for each component would make, in a tenth of the time:
 * bitECS would look at every query anew with every component. A hundred thousand entities are made
 * before a world opens, and somebody waits.
 *
 * @throws {RangeError} as `createEntity` does
 */
export function cast(world: World, mould: Mould): Entity {
  haveRoom()
  const { maxId } = threadIndex
  const entity = takeId()
  const context = contextOf(world)
  const { cells, freshCells, schemas, masks } = mould
  setCells(entity > maxId ? freshCells : cells, entity)
  for (let i = 0; i < masks.length; i++) context.entityMasks[i]![entity] = masks[i]!
  context.entityComponents.set(entity, mould.components)
  const queries = queriesFor(mould, context)
  for (let i = 0; i < queries.length; i++) {
    const found = queries[i]!
    // Another that had this id may still wait to be taken out.
    if (found.toRemove.has(entity)) found.toRemove.remove(entity)
    else found.add(entity)
  }
  for (let i = 0; i < schemas.length; i++) mark(schemas[i]!, entity)
  return entity
}

/** As bitECS gives an id to an entity, without a set of components of its own. */
function takeId(): Entity {
  const { dense, sparse } = threadIndex
  const at = threadIndex.aliveCount++
  if (at === dense.length) dense.push(++threadIndex.maxId)
  const entity = dense[at]!
  sparse[entity] = at
  return entity
}

/** All our queries ask for components that an entity has, and for nothing else. */
function queriesFor(mould: Mould, { queries }: Context): readonly Query[] {
  if (mould.queriesKnown === queries.size) return mould.queries
  const { masks } = mould
  mould.queriesKnown = queries.size
  mould.queries = [...queries].filter(({ generations, masks: wanted }) =>
    generations.every((i) => ((masks[i] ?? 0) & (wanted[i] ?? 0)) === (wanted[i] ?? 0)),
  )
  return mould.queries
}

/** What bitECS knows of a world, with a table in place of a Map. */
interface Context extends Omit<WorldContext, 'entityComponents'> {
  entityComponents: EntityTable<Set<AnyComponent>>
}

/** The version of bitECS in use is pinned, and a test compares. */
function contextOf(world: World): Context {
  return (world as InternalWorld)[$internal] as unknown as Context
}
