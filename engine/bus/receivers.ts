import type { Unsubscribe } from '#protocol/bus.ts'

export type Receive = (payload: Uint8Array) => void

/** Is told of a receiver that has thrown. */
export type OnReceiverFault = (subject: string, error: unknown) => void

/** Who receives what in one thread. One that throws keeps nothing from the others. */
export class Receivers {
  readonly #bySubject = new Map<string, Set<Receive>>()
  readonly #onFault: OnReceiverFault

  constructor(onFault: OnReceiverFault = throwLater) {
    this.#onFault = onFault
  }

  add(subject: string, receive: Receive): Unsubscribe {
    const receivers = this.#bySubject.get(subject) ?? new Set()
    this.#bySubject.set(subject, receivers)
    receivers.add(receive)
    return () => {
      receivers.delete(receive)
      if (receivers.size === 0 && this.#bySubject.get(subject) === receivers) {
        this.#bySubject.delete(subject)
      }
    }
  }

  deliver(subject: string, payload: Uint8Array): void {
    for (const receive of [...(this.#bySubject.get(subject) ?? [])]) {
      try {
        receive(payload)
      } catch (error) {
        this.#onFault(subject, error)
      }
    }
  }
}

/** A fault that nobody asked to hear of is the thread's, once all have received. */
function throwLater(_subject: string, error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}
