import type { Entity } from './entities.ts'

const SLOTS_MIN = 1_024
/** Of the slots, at most so many are in use: with more, the ways to a uid would become long. */
const FILL_MAX = 0.5

/** A number that no uid is. */
const FREE = 0

/**
 * Numbers by uid: of all entities of a zone, most of all.
 *
 * A hash table with open addressing, in two columns (Knuth, The Art of Computer Programming 6.4,
 * algorithms L and R). A Map takes three times the memory for keys beyond 2^31, and to fill one
 * with a hundred thousand takes five times as long; somebody waits for a world to open.
 */
export class UidIndex implements Iterable<[uid: number, entity: Entity]> {
  #uids = new Float64Array(SLOTS_MIN)
  #entities = new Uint32Array(SLOTS_MIN)
  #size = 0

  get size(): number {
    return this.#size
  }

  get(uid: number): Entity | undefined {
    const slot = this.#slotOf(uid)
    return this.#uids[slot] === uid && uid !== FREE ? this.#entities[slot] : undefined
  }

  has(uid: number): boolean {
    return uid !== FREE && this.#uids[this.#slotOf(uid)] === uid
  }

  /** @param uid  1 or more */
  set(uid: number, entity: Entity): void {
    let slot = this.#slotOf(uid)
    if (this.#uids[slot] === FREE) {
      if (this.#size >= this.#uids.length * FILL_MAX) {
        this.makeRoom(this.#size + 1)
        slot = this.#slotOf(uid)
      }
      this.#size++
      this.#uids[slot] = uid
    }
    this.#entities[slot] = entity
  }

  delete(uid: number): void {
    const slot = this.#slotOf(uid)
    if (uid === FREE || this.#uids[slot] !== uid) return
    this.#size--
    this.#closeGap(slot)
  }

  clear(): void {
    this.#uids.fill(FREE)
    this.#size = 0
  }

  /** Makes it large enough for so many at once: to grow is to put all of them in again. */
  makeRoom(count: number): void {
    let slots = this.#uids.length
    while (count > slots * FILL_MAX) slots *= 2
    if (slots === this.#uids.length) return
    const [uids, entities] = [this.#uids, this.#entities]
    this.#uids = new Float64Array(slots)
    this.#entities = new Uint32Array(slots)
    for (let i = 0; i < uids.length; i++) {
      if (uids[i] === FREE) continue
      const slot = this.#slotOf(uids[i]!)
      this.#uids[slot] = uids[i]!
      this.#entities[slot] = entities[i]!
    }
  }

  /** In an order that says nothing. */
  *[Symbol.iterator](): Iterator<[number, Entity]> {
    for (let i = 0; i < this.#uids.length; i++) {
      if (this.#uids[i] !== FREE) yield [this.#uids[i]!, this.#entities[i]!]
    }
  }

  *keys(): Generator<number, void> {
    for (const [uid] of this) yield uid
  }

  *values(): Generator<Entity, void> {
    for (const [, entity] of this) yield entity
  }

  /** Where `uid` is, or would be put. */
  #slotOf(uid: number): number {
    const uids = this.#uids
    const last = uids.length - 1
    let slot = hashOf(uid) & last
    while (uids[slot] !== FREE && uids[slot] !== uid) slot = (slot + 1) & last
    return slot
  }

  /** Moves up whatever would no longer be found behind a free slot. */
  #closeGap(freed: number): void {
    const uids = this.#uids
    const last = uids.length - 1
    let gap = freed
    for (let slot = (gap + 1) & last; uids[slot] !== FREE; slot = (slot + 1) & last) {
      const home = hashOf(uids[slot]!) & last
      // Whether its way from home leads over the gap.
      if (((slot - home) & last) < ((slot - gap) & last)) continue
      uids[gap] = uids[slot]!
      this.#entities[gap] = this.#entities[slot]!
      gap = slot
    }
    uids[gap] = FREE
  }
}

/** Uids follow each other, in blocks that lie far apart. */
function hashOf(uid: number): number {
  const mixed = Math.imul((uid | 0) ^ Math.floor(uid / 2 ** 32), 0x9e3779b1)
  return mixed ^ (mixed >>> 15)
}
