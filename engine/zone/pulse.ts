import type { Delivered } from './inbox.ts'
import type { IntentName } from './keeping.ts'

/** The intent that a thread is doing, and of which zone. */
export interface Doing extends IntentName {
  zone: string
}

/** [limit] Bytes of a zone's and an edge's names together; longer ones are cut. */
const NAMES_MAX = 256

const BEATS = 0
const NAMES_BYTES = 1
const SESSION = 2
/** A number that 32 bits may not hold is in two. */
const SEQUENCE = 3
const SEQUENCE_HIGH = 4
const IS_DOING = 5
const WORDS = 6

const TWO_TO_32 = 2 ** 32
const BETWEEN = '\n'

/**
 * What a thread lets its pool see in shared memory, where it can be seen when the thread says no
 * more: that it lives, and which intent it is doing.
 */
export class Pulse {
  readonly memory: SharedArrayBuffer
  readonly #words: Uint32Array
  readonly #names: Uint8Array
  #zone = ''
  #edge = ''

  /** @param memory  of another `Pulse`, to look at what it does */
  constructor(memory = new SharedArrayBuffer(WORDS * 4 + NAMES_MAX)) {
    this.memory = memory
    this.#words = new Uint32Array(memory, 0, WORDS)
    this.#names = new Uint8Array(memory, WORDS * 4)
  }

  /** How often the thread has let time pass, modulo 2^32. */
  get beats(): number {
    return Atomics.load(this.#words, BEATS)
  }

  beat(): void {
    Atomics.add(this.#words, BEATS, 1)
  }

  /** The thread does that from now on. It costs next to nothing while the edge is the same. */
  begin(zone: string, { edge, intent: { session, sequence } }: Delivered): void {
    if (zone !== this.#zone || edge !== this.#edge) this.#name(zone, edge)
    this.#words[SESSION] = session
    this.#words[SEQUENCE] = sequence
    this.#words[SEQUENCE_HIGH] = sequence / TWO_TO_32
    Atomics.store(this.#words, IS_DOING, 1)
  }

  /** The thread does none of all that it has begun. */
  end(): void {
    Atomics.store(this.#words, IS_DOING, 0)
  }

  /** Undefined: no intent. It is surely so only when the thread has ended. */
  get doing(): Doing | undefined {
    if (Atomics.load(this.#words, IS_DOING) === 0) return undefined
    const bytes = this.#names.slice(0, this.#words[NAMES_BYTES])
    const [zone = '', edge = ''] = new TextDecoder().decode(bytes).split(BETWEEN)
    const sequence = this.#words[SEQUENCE_HIGH]! * TWO_TO_32 + this.#words[SEQUENCE]!
    return { zone, edge, session: this.#words[SESSION]!, sequence }
  }

  #name(zone: string, edge: string): void {
    this.#zone = zone
    this.#edge = edge
    const names = zone + BETWEEN + edge
    this.#words[NAMES_BYTES] = new TextEncoder().encodeInto(names, this.#names).written
  }
}
