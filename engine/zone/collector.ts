import { hasComponent, type World } from 'bitecs'
import { ENTITY_CAPACITY, type NumberColumn } from '#components/columns.ts'
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

/** Numbers as they are compared: four kinds of arrays, so that one loop for all stays fast. */
type Bits = Uint8Array | Uint16Array | Uint32Array | Float64Array

/** A column's values as they are and as they were last collected. */
type ShadowColumn =
  | { kind: 'number'; live: Bits; told: Bits }
  | { kind: 'entity'; live: NumberColumn; told: Float64Array }
  | { kind: 'text'; live: string[]; told: string[] }

/** The values of a component as they were last collected. */
interface Shadow {
  component: AnyComponent
  columns: readonly ShadowColumn[]
}

/** Entities looked at together: loops over one column at a time, short enough to stay in cache. */
const CHUNK = 512

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
  /** The chunk that is being looked at, and which of its columns differ, as bits. */
  readonly #chunk = new Uint32Array(CHUNK)
  readonly #masks = new Uint32Array(CHUNK)

  /** @param components  those whose changes are to be found: the visible and the durable */
  constructor(world: World, components: readonly AnyComponent[]) {
    this.#world = world
    for (const component of components) {
      this.#shadows.set(component, { component, columns: component.schema.columns.map(shadowOf) })
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
    const chunk = this.#chunk
    const masks = this.#masks
    for (let from = 0; from < component.schema.touchedCount; from += CHUNK) {
      const count = this.#takeLiving(component, from)
      masks.fill(0, 0, count)
      for (let bit = 0; bit < columns.length; bit++) {
        compare(columns[bit]!, chunk, count, masks, 1 << bit)
      }
      for (let i = 0; i < count; i++) {
        if (masks[i] !== 0) listener.changed(chunk[i]!, component, masks[i]!)
      }
    }
  }

  /** Fills the chunk with the touched entities from `from` on that still have the component. */
  #takeLiving(component: AnyComponent, from: number): number {
    const { touched, touchedCount } = component.schema
    const to = Math.min(from + CHUNK, touchedCount)
    let count = 0
    for (let i = from; i < to; i++) {
      const entity = touched[i]!
      if (hasComponent(this.#world, entity, component)) this.#chunk[count++] = entity
    }
    return count
  }
}

function shadowOf({ kind, values }: Column): ShadowColumn {
  if (kind === 'text') return { kind, live: values as string[], told: [] }
  const live = values as NumberColumn
  if (kind === 'entity') return { kind, live, told: new Float64Array(ENTITY_CAPACITY) }
  const bits = bitsOf(live)
  const Told = bits.constructor as new (length: number) => Bits
  return { kind: 'number', live: bits, told: new Told(ENTITY_CAPACITY) }
}

/** Of numbers of four bytes only the bits are compared, whatever they mean. */
function bitsOf(column: NumberColumn): Bits {
  if (column instanceof Int32Array || column instanceof Float32Array) {
    return new Uint32Array(column.buffer, column.byteOffset, column.length)
  }
  return column
}

/** Adds `bit` to the mask of each entity whose value differs, and takes the value over. */
function compare(
  column: ShadowColumn,
  entities: Uint32Array,
  count: number,
  masks: Uint32Array,
  bit: number,
): void {
  if (column.kind === 'number') compareNumbers(column.live, column.told, entities, count, masks, bit)
  else if (column.kind === 'text') compareTexts(column.live, column.told, entities, count, masks, bit)
  else compareEntities(column.live, column.told, entities, count, masks, bit)
}

function compareNumbers(
  live: Bits,
  told: Bits,
  entities: Uint32Array,
  count: number,
  masks: Uint32Array,
  bit: number,
): void {
  for (let i = 0; i < count; i++) {
    const entity = entities[i]!
    const value = live[entity]!
    if (told[entity] === value) continue
    told[entity] = value
    masks[i]! |= bit
  }
}

function compareTexts(
  live: readonly string[],
  told: string[],
  entities: Uint32Array,
  count: number,
  masks: Uint32Array,
  bit: number,
): void {
  for (let i = 0; i < count; i++) {
    const entity = entities[i]!
    const value = live[entity]!
    if (told[entity] === value) continue
    told[entity] = value
    masks[i]! |= bit
  }
}

/** An entity is told as its uid: its id may come to mean another. */
function compareEntities(
  live: NumberColumn,
  told: Float64Array,
  entities: Uint32Array,
  count: number,
  masks: Uint32Array,
  bit: number,
): void {
  for (let i = 0; i < count; i++) {
    const entity = entities[i]!
    const uid = uidOf(live[entity]!)
    if (told[entity] === uid) continue
    told[entity] = uid
    masks[i]! |= bit
  }
}
