import {
  type AnyComponent,
  type Column,
  declaredComponents,
  type Visibility,
} from '#components/define.ts'
import { type Entity, type Holding, holdingOf, holds, type World } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import type { ByteWriter } from '#protocol/bytes.ts'
import { writeColumn } from '#protocol/record.ts'
import type { WireSchema } from '#protocol/schema.ts'

/** One component of those that may be written. */
interface Part extends Holding {
  number: number
  columns: readonly Column[]
}

/** Components as bytes: which there are, by what numbers, and how their columns are written. */
export class RecordCodec {
  readonly schema: WireSchema
  readonly components: readonly AnyComponent[]
  readonly #numbers: ReadonlyMap<AnyComponent, number>
  /** By the lists of components that were asked for. */
  readonly #parts = new WeakMap<readonly AnyComponent[], WeakMap<World, readonly Part[]>>()

  /** Takes the declared components that `belongs` chooses, numbered by name. */
  constructor(belongs: (component: AnyComponent) => boolean) {
    this.components = declaredComponents().filter(belongs)
    this.#numbers = new Map(this.components.map((component, number) => [component, number]))
    this.schema = this.components.map(({ schema: { name, columns } }) => ({
      name,
      columns: columns.map((column) => ({ name: column.name, kind: column.kind })),
    }))
  }

  /** The component's number; undefined for one that is not written. */
  numberOf(component: AnyComponent): number | undefined {
    return this.#numbers.get(component)
  }

  /**
   * Writes `entity` as SPEC.md R1 lays it out.
   *
   * @param only  the components to write of those it has
   * @returns how many it had
   */
  writeRecord(out: ByteWriter, world: World, entity: Entity, only = this.components): number {
    out.varint(uidOf(entity))
    return this.writeComponents(out, world, entity, only)
  }

  /** Writes what of a record follows the uid. @returns how many of `only` the entity had */
  writeComponents(
    out: ByteWriter,
    world: World,
    entity: Entity,
    only: readonly AnyComponent[],
  ): number {
    const parts = this.#partsIn(world, only)
    let count = 0
    for (let i = 0; i < parts.length; i++) if (holds(parts[i]!, entity)) count++
    out.varint(count)
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i]!
      if (!holds(part, entity)) continue
      out.varint(part.number)
      for (const column of part.columns) writeCell(out, column, entity)
    }
    return count
  }

  /** What may be written of `only`: found once for each world. */
  #partsIn(world: World, only: readonly AnyComponent[]): readonly Part[] {
    const known = this.#parts.get(only)?.get(world)
    if (known) return known
    const byWorld = this.#parts.get(only) ?? new WeakMap<World, readonly Part[]>()
    this.#parts.set(only, byWorld)
    const parts = only.map((component) => ({
      ...holdingOf(world, component),
      number: this.#numbers.get(component)!,
      columns: component.schema.columns,
    }))
    byWorld.set(world, parts)
    return parts
  }

  /** Writes the columns of `component` whose bits are in `mask`, as SPEC.md R3 lays them out. */
  writeChange(out: ByteWriter, entity: Entity, component: AnyComponent, mask: number): void {
    out.varint(this.#numbers.get(component)!)
    out.varint(mask)
    const { columns } = component.schema
    for (let bit = 0; bit < columns.length; bit++) {
      if ((mask & (1 << bit)) !== 0) writeCell(out, columns[bit]!, entity)
    }
  }
}

/** The mask of all columns of `component`. */
export function allColumnsOf({ schema }: AnyComponent): number {
  return 2 ** schema.columns.length - 1
}

/** Components that some of `visibilities` may see. */
export function visibleTo(...visibilities: Visibility[]): (component: AnyComponent) => boolean {
  return ({ schema }) => visibilities.includes(schema.visibleTo)
}

/** Writes one column's value of `entity`; an entity becomes its uid. */
function writeCell(out: ByteWriter, { kind, values }: Column, entity: Entity): void {
  if (kind === 'entity') out.varint(uidOf(values[entity] as number))
  else writeColumn(out, kind, values[entity] ?? '')
}

/** The uid of `entity`; 0 of none. */
export function uidOf(entity: Entity): number {
  return entity === 0 ? 0 : Identity.uid[entity]!
}
