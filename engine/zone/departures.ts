import type { Entity } from '#components/entities.ts'
import type { Interest, Session } from './interest.ts'

/** Sessions that were handed over last are remembered; with more, the oldest is forgotten. */
const REMEMBERED_MAX = 1_024

/** Those who go over to another zone. */
export class Departures {
  readonly #leaving = new Set<Entity>()
  /** Up to which of its intents each session came here, and in which turn. */
  readonly #gone = new Map<string, { sequence: number; turn: number }>()

  /** `being` has come to a room of another zone, and goes over when what moved it is done. */
  add(being: Entity): void {
    this.#leaving.add(being)
  }

  has(being: Entity): boolean {
    return this.#leaving.has(being)
  }

  /** Whoever is to be handed over now. */
  take(): Entity[] {
    if (this.#leaving.size === 0) return []
    const leaving = [...this.#leaving]
    this.#leaving.clear()
    return leaving
  }

  /** `session` ends here, and is told to go on elsewhere. */
  handOver(session: Session, interest: Interest, turn: number): void {
    interest.close(session)
    this.#gone.set(keyOf(session.edge, session.id), { sequence: session.sequence, turn })
    if (this.#gone.size > REMEMBERED_MAX) this.#gone.delete(this.#gone.keys().next().value!)
  }

  /**
   * How far a session came that asks for something here although it was handed over: it may not
   * have heard of that. Undefined of all others, and of what it asked for before it could.
   */
  sequenceOf(edge: string, id: number, turn: number): number | undefined {
    const gone = this.#gone.get(keyOf(edge, id))
    return gone === undefined || gone.turn === turn ? undefined : gone.sequence
  }

  /** The session is here again. */
  forget(edge: string, id: number): void {
    this.#gone.delete(keyOf(edge, id))
  }
}

function keyOf(edge: string, id: number): string {
  return `${id} ${edge}`
}
