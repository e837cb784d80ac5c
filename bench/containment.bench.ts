import { Contents } from '#components/contents.ts'
import { clearTouched } from '#components/define.ts'
import type { Entity } from '#components/entities.ts'
import { Siblings } from '#components/siblings.ts'
import { createChance } from '#systems/chance.ts'
import { CONTAINMENT, moveTo } from '#systems/containment.ts'
import { bear } from '#systems/spawn.ts'
import { emptyZone } from '#systems/testing.ts'
import { defineBench, type Prepared } from './define.ts'

/** As many as in a lively inn. */
const THINGS_PER_ROOM = 10

/** Which thing goes to which room, move by move: the same for every way. */
interface Plan {
  rooms: number
  /** Where each thing is at first. */
  home: Uint32Array
  thing: Uint32Array
  room: Uint32Array
}

/** As many moves as there are things. */
function planOf(size: number): Plan {
  const chance = createChance(1)
  const rooms = Math.max(2, Math.floor(size / THINGS_PER_ROOM))
  const draw = (below: number) => Uint32Array.from({ length: size }, () => chance.integer(below))
  return { rooms, home: draw(rooms), thing: draw(size), room: draw(rooms) }
}

/** Rooms whose contents make the checksum: few, so that it takes no time to speak of. */
const ROOMS_CHECKED = 16

/** A sum that differs if anything in some rooms lies elsewhere or in another order. */
function fold(first: (room: number) => number, next: (thing: number) => number, rooms: number) {
  let sum = 0
  for (let room = 0; room < Math.min(rooms, ROOMS_CHECKED); room++) {
    let place = 1
    for (let thing = first(room); thing !== 0; thing = next(thing)) {
      sum = (sum * 31 + thing * place++ + room) | 0
    }
  }
  return sum
}

/** Doubly linked lists as our columns have them, and nothing else. Things count from 1. */
class BareLists {
  readonly first: Uint32Array
  readonly last: Uint32Array
  readonly holder: Uint32Array
  readonly next: Uint32Array
  readonly previous: Uint32Array

  constructor(rooms: number, things: number) {
    this.first = new Uint32Array(rooms)
    this.last = new Uint32Array(rooms)
    this.holder = new Uint32Array(things + 1)
    this.next = new Uint32Array(things + 1)
    this.previous = new Uint32Array(things + 1)
  }

  append(thing: number, room: number): void {
    const before = this.last[room]!
    this.holder[thing] = room
    this.previous[thing] = before
    this.next[thing] = 0
    if (before === 0) this.first[room] = thing
    else this.next[before] = thing
    this.last[room] = thing
  }

  remove(thing: number): void {
    const room = this.holder[thing]!
    const before = this.previous[thing]!
    const after = this.next[thing]!
    if (before === 0) this.first[room] = after
    else this.next[before] = after
    if (after === 0) this.last[room] = before
    else this.previous[after] = before
  }
}

function bareLists({ rooms, home }: Plan): BareLists {
  const lists = new BareLists(rooms, home.length)
  for (const [i, room] of home.entries()) lists.append(i + 1, room)
  return lists
}

function moveBarely(size: number): Prepared {
  const plan = planOf(size)
  const lists = bareLists(plan)
  return {
    run() {
      for (let i = 0; i < size; i++) {
        const thing = plan.thing[i]! + 1
        lists.remove(thing)
        lists.append(thing, plan.room[i]!)
      }
      return fold(
        (room) => lists.first[room]!,
        (thing) => lists.next[thing]!,
        plan.rooms,
      )
    },
  }
}

/** Entities for the rooms and things of a plan; things are born in one go, so they are in order. */
function furnish({ rooms, home }: Plan) {
  const zone = emptyZone()
  const roomAt = Uint32Array.from({ length: rooms }, () => bear(zone))
  const thingAt = Uint32Array.from(home, () => bear(zone))
  for (const [i, room] of home.entries()) moveTo(zone, thingAt[i]!, roomAt[room]!)
  const numberOf = new Map<Entity, number>([...thingAt].map((thing, i) => [thing, i + 1]))
  const indices = new Uint32Array(Math.max(...thingAt) + 1)
  for (const [thing, number] of numberOf) indices[thing] = number
  return { zone, roomAt, thingAt, indices }
}

function moveByRule(size: number): Prepared {
  const plan = planOf(size)
  const { zone, roomAt, thingAt, indices } = furnish(plan)
  return {
    run() {
      for (let i = 0; i < size; i++) {
        moveTo(zone, thingAt[plan.thing[i]!]!, roomAt[plan.room[i]!]!)
      }
      for (const component of CONTAINMENT) clearTouched(component)
      return fold(
        (room) => indices[Contents.first[roomAt[room]!]!]!,
        (number) => indices[Siblings.next[thingAt[number - 1]!]!]!,
        plan.rooms,
      )
    },
  }
}

function walkBarely(size: number): Prepared {
  const plan = planOf(size)
  const lists = bareLists(plan)
  return {
    run() {
      let sum = 0
      for (let room = 0; room < plan.rooms; room++) {
        for (let thing = lists.first[room]!; thing !== 0; thing = lists.next[thing]!) sum++
      }
      return sum
    },
  }
}

function walkColumns(size: number): Prepared {
  const plan = planOf(size)
  const { roomAt } = furnish(plan)
  return {
    run() {
      let sum = 0
      for (let room = 0; room < plan.rooms; room++) {
        const { first } = Contents
        const { next } = Siblings
        for (let thing = first[roomAt[room]!]!; thing !== 0; thing = next[thing]!) sum++
      }
      return sum
    },
  }
}

/** Moves of things between rooms, and walks through all that rooms hold. */
export default [
  defineBench({
    name: 'containment: moves',
    per: 'move',
    sizes: { smoke: 50, full: [1_000, 10_000] },
    prepare: moveByRule,
    others: { 'bare linked list': { role: 'limit', prepare: moveBarely } },
  }),
  defineBench({
    name: 'containment: walks',
    per: 'thing',
    sizes: { smoke: 50, full: [10_000] },
    prepare: walkColumns,
    others: { 'bare linked list': { role: 'limit', prepare: walkBarely } },
  }),
]
