/** Which sessions are told of which room: of one each, at most. */
export class Audience<Watcher extends object> {
  readonly #roomOf = new Map<Watcher, number>()
  readonly #byRoom = new Map<number, Set<Watcher>>()
  readonly #emptied: (room: number) => void

  /** @param emptied  called when nobody is told of a room any more */
  constructor(emptied: (room: number) => void = () => {}) {
    this.#emptied = emptied
  }

  /** Those who are told of the room with that uid; `undefined` if nobody is. */
  of(room: number): ReadonlySet<Watcher> | undefined {
    return this.#byRoom.get(room)
  }

  /** The room that `session` is told of. */
  roomOf(session: Watcher): number | undefined {
    return this.#roomOf.get(session)
  }

  /** From now on `session` is told of `room` and no other. */
  join(session: Watcher, room: number): void {
    if (this.#roomOf.get(session) === room) return
    this.leave(session)
    this.#roomOf.set(session, room)
    const there = this.#byRoom.get(room)
    if (there) there.add(session)
    else this.#byRoom.set(room, new Set([session]))
  }

  leave(session: Watcher): void {
    const room = this.#roomOf.get(session)
    if (room === undefined) return
    this.#roomOf.delete(session)
    const there = this.#byRoom.get(room)!
    there.delete(session)
    if (there.size > 0) return
    this.#byRoom.delete(room)
    this.#emptied(room)
  }
}
