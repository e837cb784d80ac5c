import type { AreaDefinition, RoomDefinition } from '#components/definition.ts'
import { type Chance, createChance } from '#systems/chance.ts'
import type { Command } from './bot.ts'

/** What one player types: an endless sequence, the same for the same seed. */
export interface Workload {
  next(): Command
}

const PASSWORD = 'a-password-of-bots'

const SAID = 'There is a cat on the roof again.'

function command(line: string, answer: string): Command {
  return { line: Buffer.from(`${line}\r\n`), answer: Buffer.from(answer) }
}

/** Each room's view has this line, and nothing that comes unasked has it. */
const LOOK = command('look', 'Exits:')
const SAY = command(`say ${SAID}`, 'You say,')
const INVENTORY = command('inventory', 'You carry')

/** Signs a new character up; it is answered by the view of the room where it wakes. */
export function signUp(name: string): Command {
  return command(`create ${name} ${PASSWORD}`, 'Exits:')
}

/** Signs a character in that has been signed up, with the same answer. */
export function signIn(name: string): Command {
  return command(`connect ${name} ${PASSWORD}`, 'Exits:')
}

interface Way {
  command: Command
  to: string
}

/** The ways that are always open and lead where one can see. */
export class Streets {
  readonly start: string
  readonly #ways = new Map<string, Way[]>()

  constructor(areas: readonly AreaDefinition[]) {
    const rooms = new Map(areas.flatMap((area) => area.rooms.map((room) => [room.id, room])))
    for (const room of rooms.values()) this.#ways.set(room.id, waysOf(room, rooms))
    this.start = areas.find((area) => area.start !== undefined)?.start ?? ''
  }

  from(room: string): readonly Way[] {
    return this.#ways.get(room) ?? []
  }
}

function waysOf({ exits }: RoomDefinition, rooms: ReadonlyMap<string, RoomDefinition>): Way[] {
  return exits
    .filter(({ door, to }) => !door && rooms.get(to)?.dark === false)
    .map(({ direction, to }) => ({ command: command(direction, LOOK.answer.toString()), to }))
}

/** One who walks about: 70 % move, 15 % look, 10 % speak, 5 % look into their bags. */
export class Wanderer implements Workload {
  readonly #streets: Streets
  readonly #chance: Chance
  #room: string

  /** @param room  where it is at first */
  constructor(streets: Streets, seed: number, room = streets.start) {
    this.#streets = streets
    this.#chance = createChance(seed)
    this.#room = room
  }

  next(): Command {
    const draw = this.#chance.integer(100)
    if (draw >= 95) return INVENTORY
    if (draw >= 85) return SAY
    if (draw >= 70) return LOOK
    const ways = this.#streets.from(this.#room)
    if (ways.length === 0) return LOOK
    const way = ways[this.#chance.integer(ways.length)]!
    this.#room = way.to
    return way.command
  }
}

/** One who types a line of the usual length to a server that says it back. */
export class Echoist implements Workload {
  static readonly #command = command(`say ${SAID}`, `say ${SAID}`)

  next(): Command {
    return Echoist.#command
  }
}
