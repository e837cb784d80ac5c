import { crc32 } from 'node:zlib'
import type { NumberColumn } from '#components/columns.ts'
import { type AnyComponent, type Column, declaredComponents } from '#components/define.ts'
import { componentsOf, type Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import type { Zone } from '#systems/zone.ts'

/** Entities that a part of the sum covers at least … */
const PART_ENTITIES = 1_000

/** … and so many parts cover all, however many there are. */
const PARTS_MAX = 100

/** Texts whose sums are remembered: most are the definitions', and last as long as the zone. */
const TEXTS_MAX = 50_000

/**
 * A checksum over all that a zone's entities are: every column of every component that each has.
 *
 * Entities are taken in the order in which they came into the zone, and one that stands in a column
 * by its uid: ids, in which the thread's other zones have a hand, are left out of it.
 */
export class WorldSum {
  readonly #zone: Zone
  readonly #texts = new Map<string, number>()
  readonly #components = new Map(declaredComponents().map((each) => [each, readied(each)]))
  /** Those of which parts are taken now, by uid. */
  #uids: number[] = []
  #next = 0

  constructor(zone: Zone) {
    this.#zone = zone
  }

  /** @returns the sum of all, 32 bits */
  whole(): number {
    return this.#sumOf([...this.#zone.byUid.values()])
  }

  /** @returns the sum of the next part; in a small zone that is all of it */
  part(): number {
    const { byUid } = this.#zone
    if (this.#next >= this.#uids.length) {
      this.#uids = [...byUid.keys()]
      this.#next = 0
    }
    const count = Math.max(PART_ENTITIES, Math.ceil(this.#uids.length / PARTS_MAX))
    const uids = this.#uids.slice(this.#next, this.#next + count)
    this.#next += count
    return this.#sumOf(uids.flatMap((uid) => byUid.get(uid) ?? []))
  }

  #sumOf(entities: readonly Entity[]): number {
    let sum = mix(0, entities.length)
    for (const [place, entity] of entities.entries()) this.#sort(place, entity)
    for (const sorted of this.#components.values()) {
      sum = mix(mix(sum, sorted.nameSum), sorted.places)
      for (const column of sorted.columns) sum = this.#ofColumn(sum, column, sorted.having)
      sorted.places = 0
      sorted.having.length = 0
    }
    return sum >>> 0
  }

  /** Puts `entity` among those that have each of its components. */
  #sort(place: number, entity: Entity): void {
    for (const component of componentsOf(this.#zone.world, entity)) {
      const sorted = this.#components.get(component)!
      sorted.having.push(entity)
      sorted.places = mix(sorted.places, place)
    }
  }

  #ofColumn(before: number, { kind, values, words }: Readied, having: readonly Entity[]): number {
    const count = having.length
    let sum = before
    if (kind === 'text') {
      const texts = values as string[]
      for (let i = 0; i < count; i++) sum = mix(sum, this.#ofText(texts[having[i]!] ?? ''))
    } else if (kind === 'entity') {
      for (let i = 0; i < count; i++) sum = mixUid(sum, words[having[i]!]!)
    } else if (kind === 'f64') {
      for (let i = 0; i < count; i++) {
        sum = mix(mix(sum, words[having[i]! * 2]!), words[having[i]! * 2 + 1]!)
      }
    } else {
      for (let i = 0; i < count; i++) sum = mix(sum, words[having[i]!]!)
    }
    return sum
  }

  #ofText(text: string): number {
    let sum = this.#texts.get(text)
    if (sum === undefined) {
      sum = crc32(text)
      if (this.#texts.size >= TEXTS_MAX) this.#texts.clear()
      this.#texts.set(text, sum)
    }
    return sum
  }
}

interface Readied extends Column {
  words: ArrayLike<number>
}

/** A component, and those that have it. */
interface Sorted {
  nameSum: number
  columns: readonly Readied[]
  having: Entity[]
  /** The sum of their places among all. */
  places: number
}

function readied({ schema: { name, columns } }: AnyComponent): Sorted {
  return { nameSum: crc32(name), columns: columns.map(withWords), having: [], places: 0 }
}

/** Of numbers of four bytes and more only the bits matter, whatever they mean. */
function withWords(column: Column): Readied {
  const values = column.values as NumberColumn
  if (column.kind === 'text') return { ...column, words: [] }
  if (values.BYTES_PER_ELEMENT < 4) return { ...column, words: values }
  const { buffer, byteOffset, byteLength } = values
  return { ...column, words: new Uint32Array(buffer, byteOffset, byteLength / 4) }
}

/** A step of MurmurHash3, with the 32 low bits of `value`: nothing that differs is lost in it. */
function mix(before: number, value: number): number {
  let word = Math.imul(value, 0xcc9e2d51)
  word = Math.imul((word << 15) | (word >>> 17), 0x1b873593)
  const sum = before ^ word
  return (Math.imul((sum << 13) | (sum >>> 19), 5) + 0xe6546b64) | 0
}

function mixUid(before: number, entity: Entity): number {
  const uid = entity === 0 ? 0 : Identity.uid[entity]!
  return mix(mix(before, uid), uid / 2 ** 32)
}
