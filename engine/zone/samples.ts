import { hasComponent, type World } from 'bitecs'
import type { AnyComponent } from '#components/define.ts'
import { Described } from '#components/described.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Item } from '#components/item.ts'
import { Lore } from '#components/lore.ts'
import type { ByteWriter } from '#protocol/bytes.ts'
import { durableCodec, KEPT_ITEM } from './durable.ts'

/** What its definition says of a thing: alike in all that were made from it, but for a few. */
export const DEFINED: ReadonlySet<AnyComponent> = new Set([Described, Lore, Item])

interface Sample {
  number: number
  cells: readonly (number | string)[]
}

/**
 * Writes entities of a snapshot, and what many things have in common only once.
 *
 * Names and descriptions are six sevenths of what is kept of a thing. They are written with the
 * first of its kind; of the others that are like it, their own is written.
 */
export class Samples {
  readonly #world: World
  readonly #byPrefab = new Map<string, Sample>()
  readonly #defined: AnyComponent[]
  readonly #own: AnyComponent[]

  constructor(world: World) {
    this.#world = world
    const { components } = durableCodec()
    this.#defined = components.filter((component) => DEFINED.has(component))
    this.#own = components.filter((component) => !DEFINED.has(component))
  }

  write(out: ByteWriter, entity: Entity): void {
    const sample = this.#sampleFor(out, entity)
    const codec = durableCodec()
    if (!sample) {
      out.u8(KEPT_ITEM.whole)
      codec.writeRecord(out, this.#world, entity)
      return
    }
    out.u8(KEPT_ITEM.alike)
    out.varint(sample.number)
    codec.writeRecord(out, this.#world, entity, this.#own)
  }

  /** @returns what `entity` has in common with others; undefined for one of its own kind */
  #sampleFor(out: ByteWriter, entity: Entity): Sample | undefined {
    const prefab = Identity.prefab[entity]!
    if (prefab === '' || !this.#isDefined(entity)) return undefined
    const known = this.#byPrefab.get(prefab)
    if (!known) return this.#write(out, entity, prefab)
    return this.#isLike(entity, known) ? known : undefined
  }

  #isDefined(entity: Entity): boolean {
    return this.#defined.every((component) => hasComponent(this.#world, entity, component))
  }

  #write(out: ByteWriter, entity: Entity, prefab: string): Sample {
    const cells = this.#defined.flatMap(({ schema }) =>
      schema.columns.map(({ values }) => values[entity]!),
    )
    const sample = { number: this.#byPrefab.size, cells }
    this.#byPrefab.set(prefab, sample)
    out.u8(KEPT_ITEM.sample)
    out.varint(sample.number)
    durableCodec().writeComponents(out, this.#world, entity, this.#defined)
    return sample
  }

  #isLike(entity: Entity, { cells }: Sample): boolean {
    let at = 0
    for (const { schema } of this.#defined) {
      for (const { values } of schema.columns) if (values[entity] !== cells[at++]) return false
    }
    return true
  }
}
