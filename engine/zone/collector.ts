import { hasComponent, type World } from 'bitecs'
import { ENTITY_CAPACITY } from '#components/columns.ts'
import { type AnyComponent, type Column, clearTouched } from '#components/define.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Location } from '#components/location.ts'
import { uidOf } from './recordCodec.ts'

/** What the collector finds; whoever listens decides who is told. */
export interface ChangeListener {
  /** `entity` is now in `place`, where it was not before. */
  appeared(entity: Entity, place: Entity): void
  /** What had `uid` is no longer in `place`; `entity` was its id, and may be another's by now. */
  vanished(entity: Entity, uid: number, place: Entity): void
  /** Columns of `component` whose bits are in `mask` differ from what was told of `entity`. */
  changed(entity: Entity, component: AnyComponent, mask: number): void
}

/** The values of a component as they were last collected. */
interface Shadow {
  component: AnyComponent
  columns: readonly { live: Column; told: Float64Array | string[] }[]
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
  readonly #place = new Uint32Array(ENTITY_CAPACITY)
  readonly #uid = new Float64Array(ENTITY_CAPACITY)

  /** @param components  those whose changes are to be found: the visible and the durable */
  constructor(world: World, components: readonly AnyComponent[]) {
    this.#world = world
    for (const component of components) {
      const columns = component.schema.columns.map((live) => ({
        live,
        told: live.kind === 'text' ? [] : new Float64Array(ENTITY_CAPACITY),
      }))
      this.#shadows.set(component, { component, columns })
    }
  }

  /** Notes that a rule ran that may have written `components`. */
  note(components: readonly AnyComponent[]): void {
    for (const component of components) this.#written.add(component)
  }

  /** Reports all changes since the last call: vanished and appeared first, then values. */
  collect(listener: ChangeListener): void {
    if (this.#written.size === 0) return
    this.#collectPlaces(listener)
    for (const component of this.#written) {
      const shadow = this.#shadows.get(component)
      if (shadow && component !== Location) this.#collectValues(shadow, listener)
      clearTouched(component)
    }
    this.#written.clear()
  }

  #collectPlaces(listener: ChangeListener): void {
    if (!this.#written.has(Location)) return
    const { schema } = Location
    for (let i = 0; i < schema.touchedCount; i++) {
      const entity = schema.touched[i]!
      const lives = hasComponent(this.#world, entity, Location)
      const place = lives ? Location.holder[entity]! : 0
      const uid = lives ? Identity.uid[entity]! : 0
      const oldPlace = this.#place[entity]!
      const oldUid = this.#uid[entity]!
      if (place === oldPlace && uid === oldUid) continue
      this.#place[entity] = place
      this.#uid[entity] = uid
      if (oldPlace !== 0) listener.vanished(entity, oldUid, oldPlace)
      if (place !== 0) listener.appeared(entity, place)
    }
  }

  #collectValues({ component, columns }: Shadow, listener: ChangeListener): void {
    const { schema } = component
    for (let i = 0; i < schema.touchedCount; i++) {
      const entity = schema.touched[i]!
      if (!hasComponent(this.#world, entity, component)) continue
      let mask = 0
      for (let bit = 0; bit < columns.length; bit++) {
        const { live, told } = columns[bit]!
        const raw = live.values[entity]!
        const value = live.kind === 'entity' ? uidOf(raw as Entity) : raw
        if (told[entity] === value) continue
        told[entity] = value
        mask |= 1 << bit
      }
      if (mask !== 0) listener.changed(entity, component, mask)
    }
  }
}
