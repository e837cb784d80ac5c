import assert from 'node:assert'
import {
  addComponent,
  addEntity,
  createEntityIndex,
  createWorld,
  getEntityComponents,
  hasComponent,
  query,
  removeComponent,
  removeEntity,
  type World,
} from 'bitecs'
import { ENTITY_CAPACITY } from './columns.ts'
import { type AnyComponent, type Initial, mark, setCell, touch } from './define.ts'

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

/** A world for one zone. */
export function newWorld(): World {
  const world = createWorld(threadIndex)
  for (const components of declaredQueries) query(world, components)
  return world
}

/**
 * Makes an entity with no components.
 *
 * @throws {RangeError} if this thread already holds as many entities as its columns have rows
 */
export function createEntity(world: World): Entity {
  if (threadIndex.aliveCount >= ENTITY_CAPACITY - 1) {
    throw new RangeError(
      `Cannot create an entity: this worker holds ${threadIndex.aliveCount}, which is its limit; ` +
        'spread the zones over more workers',
    )
  }
  return addEntity(world)
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
  addComponent(world, entity, component)
  mark(schema, entity)
}

/** Takes a component from `entity`. */
export function detach(world: World, entity: Entity, component: AnyComponent): void {
  assert(hasComponent(world, entity, component), `Entity ${entity} has no ${component.schema.name}`)
  removeComponent(world, entity, component)
  touch(component, entity)
}

/** The declared components that `entity` has. */
export function componentsOf(world: World, entity: Entity): AnyComponent[] {
  return getEntityComponents(world, entity)
}
