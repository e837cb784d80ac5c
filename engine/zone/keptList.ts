import type { Entity } from '#components/entities.ts'
import { capacityFor, grown } from './shadow.ts'

/** The list goes round: before its first and after its last stands what is no entity. */
const END = 0

/**
 * The entities that a zone keeps, in the order in which they came to where they are.
 *
 * It is a linked list in columns: whether something is kept is asked with every change, and with
 * every move it becomes the last.
 */
export class KeptList {
  /** Under which uid each was put in; 0: it was not. By now its id may be another's. */
  #uid = new Float64Array(0)
  #next = new Uint32Array(0)
  #previous = new Uint32Array(0)
  /** Whoever `nextUid` tells of next. */
  #cursor = END

  has(entity: Entity, uid: number): boolean {
    return entity < this.#uid.length && this.#uid[entity] === uid
  }

  /** Under which uid `entity` was put in; 0: it was not. */
  uidOf(entity: Entity): number {
    return this.#uid[entity] ?? 0
  }

  /** Puts `entity` at the end, from wherever it was. @param uid  1 or more */
  putLast(entity: Entity, uid: number): void {
    this.makeRoom(entity)
    if (this.#uid[entity] !== 0) this.#unlink(entity)
    this.#uid[entity] = uid
    const last = this.#previous[END]!
    this.#previous[entity] = last
    this.#next[entity] = END
    this.#next[last] = entity
    this.#previous[END] = entity
  }

  delete(entity: Entity): void {
    if (entity >= this.#uid.length || this.#uid[entity] === 0) return
    this.#unlink(entity)
    this.#uid[entity] = 0
  }

  /** Makes room for ids up to `entity`. */
  makeRoom(entity: Entity): void {
    if (entity < this.#uid.length) return
    const capacity = capacityFor(entity)
    this.#uid = grown(this.#uid, capacity)
    this.#next = grown(this.#next, capacity)
    this.#previous = grown(this.#previous, capacity)
  }

  /** From now on `nextUid` tells of all from the first. */
  restart(): void {
    this.#cursor = this.#next[END] ?? END
  }

  /** The uid of the next one. What is put last meanwhile follows. @returns 0: there is no other */
  nextUid(): number {
    const entity = this.#cursor
    if (entity === END) return 0
    this.#cursor = this.#next[entity]!
    return this.#uid[entity]!
  }

  #unlink(entity: Entity): void {
    const next = this.#next[entity]!
    const previous = this.#previous[entity]!
    this.#next[previous] = next
    this.#previous[next] = previous
    if (this.#cursor === entity) this.#cursor = next
  }
}
