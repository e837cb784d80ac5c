import type { Entity } from '#components/entities.ts'

/** A session that plays in this zone. */
export interface Session {
  edge: string
  /** Its number at that edge. */
  id: number
  /** The being it plays. */
  being: Entity
  /** The room whose view it was sent; 0: none yet. */
  watching: Entity
  /** Whether it could see there when it was last shown it. */
  lit: boolean
  /** Its being was blind then: it is told nothing that all who watch the room are told. */
  blind: boolean
  /** Its view differs from the room: something was left out, or shown, in another light. */
  stale: boolean
  /** The last intent that was done. */
  sequence: number
}

/** The sessions that watch one room. */
interface Watchers {
  sessions: Set<Session>
  /** So many of them that are not blind each edge holds. */
  edges: Map<string, number>
  /** So many of them are blind. */
  blind: number
}

const NOBODY: ReadonlySet<Session> = new Set()
const NOWHERE: ReadonlyMap<string, number> = new Map()

/** Who watches what: which sessions there are, whom they play, which room's view they hold. */
export class Interest {
  readonly #byKey = new Map<string, Session>()
  readonly #byBeing = new Map<Entity, Session>()
  readonly #watchers = new Map<Entity, Watchers>()

  get count(): number {
    return this.#byKey.size
  }

  all(): IterableIterator<Session> {
    return this.#byKey.values()
  }

  of(edge: string, id: number): Session | undefined {
    return this.#byKey.get(keyOf(edge, id))
  }

  /** The session that plays `being`. */
  playing(being: Entity): Session | undefined {
    return this.#byBeing.get(being)
  }

  watchers(room: Entity): ReadonlySet<Session> {
    return this.#watchers.get(room)?.sessions ?? NOBODY
  }

  /** The edges that hold a session watching `room` which is not blind. */
  edgesWatching(room: Entity): Iterable<string> {
    return (this.#watchers.get(room)?.edges ?? NOWHERE).keys()
  }

  /** Whether a session that watches `room` is blind. */
  hasBlind(room: Entity): boolean {
    return (this.#watchers.get(room)?.blind ?? 0) > 0
  }

  /** Rooms that somebody watches. */
  watchedRooms(): IterableIterator<Entity> {
    return this.#watchers.keys()
  }

  open(edge: string, id: number, being: Entity, sequence: number): Session {
    const session = {
      edge,
      id,
      being,
      watching: 0,
      lit: true,
      blind: false,
      stale: false,
      sequence,
    }
    this.#byKey.set(keyOf(edge, id), session)
    this.#byBeing.set(being, session)
    return session
  }

  close(session: Session): void {
    this.watch(session, 0)
    this.#byKey.delete(keyOf(session.edge, session.id))
    if (this.#byBeing.get(session.being) === session) this.#byBeing.delete(session.being)
  }

  /**
   * From now on `session` is sent what happens in `room`, and no more of where it was.
   *
   * @param blind  its being is
   */
  watch(session: Session, room: Entity, blind = false): void {
    this.#unwatch(session)
    session.watching = room
    session.blind = blind
    if (room === 0) return
    const watchers = this.#watchers.get(room) ?? { sessions: new Set(), edges: new Map(), blind: 0 }
    this.#watchers.set(room, watchers)
    watchers.sessions.add(session)
    if (blind) watchers.blind++
    else watchers.edges.set(session.edge, (watchers.edges.get(session.edge) ?? 0) + 1)
  }

  #unwatch(session: Session): void {
    const watchers = this.#watchers.get(session.watching)
    if (!watchers?.sessions.delete(session)) return
    if (watchers.sessions.size === 0) this.#watchers.delete(session.watching)
    if (session.blind) {
      watchers.blind--
      return
    }
    const left = watchers.edges.get(session.edge)! - 1
    if (left > 0) watchers.edges.set(session.edge, left)
    else watchers.edges.delete(session.edge)
  }
}

function keyOf(edge: string, id: number): string {
  return `${id} ${edge}`
}
