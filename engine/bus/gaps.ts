import type { Unsubscribe } from '#protocol/bus.ts'
import type { OnReceiverFault } from './receivers.ts'

/** Listeners are called at most so often. */
const EVERY_MS = 500

/** Who listens for gaps. Those that follow each other closely are told of together, at the end. */
export class Gaps {
  readonly #listeners = new Set<() => void>()
  readonly #onFault: OnReceiverFault | undefined
  #pause: NodeJS.Timeout | undefined
  #isDue = false

  /** @param onFault  told of listeners that throw; by default the fault is the thread's */
  constructor(onFault: OnReceiverFault | undefined) {
    this.#onFault = onFault
  }

  listen(restored: () => void): Unsubscribe {
    const listener = () => restored()
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** There was a gap: the first is told of at once. */
  tell(): void {
    if (this.#pause) {
      this.#isDue = true
      return
    }
    this.#pause = setTimeout(() => {
      this.#pause = undefined
      if (!this.#isDue) return
      this.#isDue = false
      this.tell()
    }, EVERY_MS).unref()
    for (const listener of [...this.#listeners]) this.#call(listener)
  }

  stop(): void {
    clearTimeout(this.#pause)
    this.#listeners.clear()
  }

  #call(listener: () => void): void {
    try {
      listener()
    } catch (error) {
      if (this.#onFault) return this.#onFault('gap', error)
      queueMicrotask(() => {
        throw error
      })
    }
  }
}
