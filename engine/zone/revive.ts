import { hasComponent } from 'bitecs'
import {
  type AnyComponent,
  type Column,
  componentNamed,
  mark,
  setCell,
} from '#components/define.ts'
import { attach, detach, type Entity, type Mould, mouldOf } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Location } from '#components/location.ts'
import { Wearable } from '#components/wearable.ts'
import type { ColumnValue, EntityRecord } from '#protocol/record.ts'
import { isWithin, moveTo } from '#systems/containment.ts'
import { bear, bearLike, makeItem } from '#systems/spawn.ts'
import type { Zone } from '#systems/zone.ts'
import { fitting } from './fitting.ts'
import type { KeptPart, KeptWhole, KeptWholes } from './keptParts.ts'
import { type Target, Targets } from './keptTargets.ts'
import { Misfits } from './misfits.ts'

/**
 * Makes entities as they were kept.
 *
 * Components and columns are known by name: those that the records do not have start as new ones
 * do, and those that are not declared are left out. A uid that lives already is not born a second
 * time, whatever the records say.
 *
 * @param records   are looked at one by one
 * @param fallback  where a thing is put whose holder is no more; asked when all are made, with the
 *   holder's uid
 * @param misfits   is told of every value that is left out or altered
 * @returns the entities made, in the order of the records
 */
export function revive(
  zone: Zone,
  records: KeptWholes,
  fallback: Fallback,
  misfits = new Misfits(),
): Entity[] {
  const revival = new Revival(zone, misfits)
  records.forEach((record) => {
    if (!zone.byUid.has(record.uid)) revival.make(record)
  })
  return revival.finish(fallback)
}

type Fallback = (holder: number, entity: Entity) => Entity

/** Entities that are being made; who has to do with whom waits until all are. */
class Revival {
  readonly #zone: Zone
  readonly #misfits: Misfits
  readonly #made: Entity[] = []
  readonly #targets = new Targets()
  /** Those of the parts of the entity at hand. */
  readonly #these: Target[] = []
  /** What many share and their definition says better: it is looked through once. */
  readonly #defined = new Set<KeptPart>()
  /** Of entities without a definition, by the names of their components. */
  readonly #moulds = new Map<string, Mould>()
  /** The uid of what holds each of them. */
  readonly #holders: number[] = []
  /** Cells of other columns that hold an entity, by its uid. */
  readonly #pointers: { entity: Entity; column: Column; uid: number }[] = []

  constructor(zone: Zone, misfits: Misfits) {
    this.#zone = zone
    this.#misfits = misfits
  }

  /** Makes an entity: an item from its definition, if there still is one, else bare. */
  make({ uid, parts, lost }: KeptWhole): void {
    const targets = this.#these
    let prefab: ColumnValue = ''
    let holder: ColumnValue = 0
    for (let i = 0; i < parts.length; i++) {
      targets[i] = this.#targets.of(parts[i]!.component)
      const { prefabAt, holderAt } = targets[i]!
      if (prefabAt >= 0) prefab = parts[i]!.values[prefabAt]!
      if (holderAt >= 0) holder = parts[i]!.values[holderAt]!
    }
    const definition = this.#zone.items.get(String(prefab))
    const entity = definition
      ? makeItem(this.#zone, definition, uid)
      : this.#makeBare(uid, String(prefab), parts)
    this.#made.push(entity)
    this.#holders.push(Number(holder))
    for (let i = 0; i < parts.length; i++) {
      this.#take(entity, parts[i]!, targets[i]!, definition !== undefined)
    }
    if (lost) for (const name of lost) this.#lose(entity, name)
  }

  /** Without a definition: like the first that had the same components. */
  #makeBare(uid: number, prefab: string, parts: readonly KeptPart[]): Entity {
    const { world } = this.#zone
    const key = parts.map(({ component }) => component.name).join()
    const mould = this.#moulds.get(key)
    if (mould) {
      const entity = bearLike(this.#zone, mould, uid)
      Identity.prefab[entity] = prefab
      return entity
    }
    const first = bear(this.#zone, uid, prefab)
    for (let i = 0; i < parts.length; i++) {
      const { component } = this.#these[i]!
      if (component && component !== Location) this.#ensure(first, component)
    }
    this.#moulds.set(key, mouldOf(world, first))
    return first
  }

  #take(entity: Entity, part: KeptPart, target: Target, isFromDefinition: boolean): void {
    const { component } = target
    const isSaid = isFromDefinition && target.isDefined
    if (!component) this.#misfits.note(target.name, 'unknown')
    else if (target.unknown.length > 0) this.#noteUnknown(target, part, isSaid)
    if (component && !isSaid && component !== Location) this.#fill(entity, component, target, part)
  }

  /** What its definition gives and it had no longer. */
  #lose(entity: Entity, name: string): void {
    const component = componentNamed(name)
    const { world } = this.#zone
    if (component && hasComponent(world, entity, component)) detach(world, entity, component)
  }

  /** @param isSaid  by a definition: of many that share it, only the first is told of */
  #noteUnknown({ name, unknown }: Target, part: KeptPart, isSaid: boolean): void {
    if (isSaid && part.isShared) {
      if (this.#defined.has(part)) return
      this.#defined.add(part)
    }
    for (const column of unknown) this.#misfits.note(`${name}.${column}`, 'unknown')
  }

  /** Columns that the record does not have keep what they start with. */
  #fill(entity: Entity, component: AnyComponent, { columns }: Target, { values }: KeptPart): void {
    this.#ensure(entity, component)
    for (let i = 0; i < values.length; i++) {
      if (columns[i]) this.#put(entity, component, columns[i]!, values[i]!)
    }
  }

  #ensure(entity: Entity, component: AnyComponent): void {
    const { world } = this.#zone
    if (hasComponent(world, entity, component)) mark(component.schema, entity)
    else attach(world, entity, component)
  }

  #put(entity: Entity, { schema }: AnyComponent, column: Column, value: ColumnValue): void {
    const fit = fitting(column.kind, value)
    if (!Object.is(fit, value)) {
      const place = `${schema.name}.${column.name}`
      this.#misfits.note(place, fit === undefined ? 'kind' : 'range')
    }
    if (fit === undefined) return
    if (column.kind === 'entity') this.#pointers.push({ entity, column, uid: Number(fit) })
    // A text of its own for each would take memory for what the definition says already.
    else if (column.kind !== 'text' || column.values[entity] !== fit) setCell(column, entity, fit)
  }

  /** Puts all where they were. @returns them */
  finish(fallback: Fallback): Entity[] {
    const { byUid } = this.#zone
    // An entity that is no more, or not in the zone, is none.
    for (const { entity, column, uid } of this.#pointers) {
      setCell(column, entity, byUid.get(uid) ?? 0)
    }
    let uid = 0
    let known: Entity | undefined
    for (let i = 0; i < this.#made.length; i++) {
      const entity = this.#made[i]!
      // What lies together follows each other.
      if (this.#holders[i] !== uid) {
        uid = this.#holders[i]!
        known = byUid.get(uid)
      }
      this.#putBack(entity, known ?? fallback(uid, entity), fallback)
    }
    return this.#made
  }

  /** What is worn is taken off by a move: it is put on again after it. */
  #putBack(entity: Entity, holder: Entity, fallback: Fallback): void {
    const isWearable = hasComponent(this.#zone.world, entity, Wearable)
    const worn = isWearable ? Wearable.worn[entity]! : 0
    moveTo(this.#zone, entity, isWithin(holder, entity) ? fallback(0, entity) : holder)
    if (worn === 0) return
    Wearable.worn[entity] = worn
    mark(Wearable.schema, entity)
  }
}

/** The uid of whatever held it; 0: nothing did. */
export function holderUidOf(record: EntityRecord): number {
  return Number(record.components['location']?.['holder'] ?? 0)
}
