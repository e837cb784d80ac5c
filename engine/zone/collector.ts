import { commitRemovals, type World } from 'bitecs'
import { type AnyComponent, clearTouched, type Schema } from '#components/define.ts'
import { type Entity, holdingOf, holds } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Location } from '#components/location.ts'
import { CHUNK_MAX, type Chunk, capacityFor, grown, Shadow } from './shadow.ts'

/** What the collector finds; whoever listens decides who is told. */
export interface ChangeListener {
  /** `entity` is now in `place`, where it was not before. */
  appeared(entity: Entity, place: Entity): void
  /** What had `uid` is no longer in `place`; `entity` was its id, and may be another's by now. */
  vanished(entity: Entity, uid: number, place: Entity): void
  /** Columns of `component` whose bits are in `mask` differ from what was told of `entity`. */
  changed(entity: Entity, component: AnyComponent, mask: number): void
  /** `entity` has `component`, which it did not have: all its columns are to be told. */
  attached(entity: Entity, component: AnyComponent): void
  /** `entity` lives on without `component`, which it had. */
  detached(entity: Entity, component: AnyComponent): void
}

/**
 * Finds what a turn really changed, from what it touched.
 *
 * Rules mark what they write; only marked entities of components that were declared as written are
 * looked at, and compared with a shadow of what was last collected, so that the cost follows
 * the changes and a value that was written but does not differ is not told.
 */
export class Collector {
  readonly #world: World
  readonly #shadows = new Map<AnyComponent, Shadow>()
  readonly #written = new Set<AnyComponent>()
  /** Where each entity was last seen to be, and as whom. */
  #place: Uint32Array = new Uint32Array(0)
  #uid: Float64Array = new Float64Array(0)
  readonly #chunk: Chunk = {
    entities: new Uint32Array(CHUNK_MAX),
    masks: new Uint32Array(CHUNK_MAX),
    gained: new Uint8Array(CHUNK_MAX),
    count: 0,
  }

  /** @param components  those whose changes are to be found: the visible and the durable */
  constructor(world: World, components: readonly AnyComponent[]) {
    this.#world = world
    for (const component of components) this.#shadows.set(component, new Shadow(component))
  }

  /** Notes that a rule ran that may have written `components`; those it has not are passed over. */
  note(components: readonly AnyComponent[]): void {
    for (const component of components) {
      if (component.schema.touchedCount > 0) this.#written.add(component)
    }
  }

  /** Reports all changes since the last call: vanished and appeared first, then values. */
  collect(listener: ChangeListener): void {
    // Else an id that another zone takes meanwhile would change the order of queries in this one.
    commitRemovals(this.#world)
    if (this.#written.size === 0) return
    this.#collectPlaces(listener)
    for (const component of this.#written) {
      const shadow = this.#shadows.get(component)
      if (shadow && component !== Location) this.#collectValues(component, shadow, listener)
      clearTouched(component)
    }
    this.#written.clear()
  }

  #collectPlaces(listener: ChangeListener): void {
    if (!this.#written.has(Location)) return
    const { schema } = Location
    const located = holdingOf(this.#world, Location)
    this.#makeRoom(largestTouched(schema))
    for (let i = 0; i < schema.touchedCount; i++) {
      const entity = schema.touched[i]!
      const lives = holds(located, entity)
      const place = lives ? Location.holder[entity]! : 0
      const uid = lives ? Identity.uid[entity]! : 0
      const oldPlace = this.#place[entity]!
      const oldUid = this.#uid[entity]!
      if (place === oldPlace && uid === oldUid) continue
      this.#place[entity] = place
      this.#uid[entity] = uid
      if (oldUid !== 0 && uid !== oldUid) this.#forget(entity)
      if (oldPlace !== 0) listener.vanished(entity, oldUid, oldPlace)
      if (place !== 0) listener.appeared(entity, place)
    }
  }

  #makeRoom(entity: Entity): void {
    if (entity < this.#place.length) return
    const capacity = capacityFor(entity)
    this.#place = grown(this.#place, capacity)
    this.#uid = grown(this.#uid, capacity)
  }

  /** Ids are the thread's: what is told must not follow from which of them an entity was given. */
  #forget(entity: Entity): void {
    for (const shadow of this.#shadows.values()) shadow.forget(entity)
  }

  #collectValues(component: AnyComponent, shadow: Shadow, listener: ChangeListener): void {
    const { entities, masks, gained } = this.#chunk
    shadow.makeRoom(largestTouched(component.schema), component.schema.touchedCount)
    for (let from = 0; from < component.schema.touchedCount; from += CHUNK_MAX) {
      this.#takeLiving(component, from, shadow, listener)
      shadow.compare(this.#chunk)
      const { count } = this.#chunk
      for (let i = 0; i < count; i++) {
        if (gained[i] !== 0) listener.attached(entities[i]!, component)
        else if (masks[i] !== 0) listener.changed(entities[i]!, component, masks[i]!)
      }
    }
  }

  /** Fills the chunk with those of the touched from `from` on that have the component still. */
  #takeLiving(
    component: AnyComponent,
    from: number,
    shadow: Shadow,
    listener: ChangeListener,
  ): void {
    const { touched, touchedCount } = component.schema
    const { entities, gained } = this.#chunk
    const having = holdingOf(this.#world, component)
    const to = Math.min(from + CHUNK_MAX, touchedCount)
    let count = 0
    for (let i = from; i < to; i++) {
      const entity = touched[i]!
      const isPresent = holds(having, entity)
      const isNews = shadow.differs(entity, isPresent)
      if (!isPresent) {
        if (isNews) listener.detached(entity, component)
        continue
      }
      gained[count] = Number(isNews)
      entities[count++] = entity
    }
    this.#chunk.count = count
  }
}

/** Of so many at once the room for them is made once: to make more is to copy what is there. */
function largestTouched({ touched, touchedCount }: Schema): Entity {
  let largest = 0
  for (let i = 0; i < touchedCount; i++) largest = Math.max(largest, touched[i]!)
  return largest
}

/** Whether anybody may see it, or it is kept: the collector of a zone looks at no more. */
export function isFollowed({ schema }: AnyComponent): boolean {
  const isKept = schema.durability === 'told' || schema.durability === 'lazy'
  return schema.visibleTo !== 'none' || isKept
}
