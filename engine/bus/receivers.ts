import type { Receive, Unsubscribe } from '#protocol/bus.ts'

/** Is told of a receiver that has thrown. */
export type OnReceiverFault = (subject: string, error: unknown) => void

/** Who receives what in one thread. One that throws keeps nothing from the others. */
export class Receivers {
  readonly #bySubject = new Map<string, Set<Receive>>()
  /** Of each subject those who serve it, in the order of their turns. */
  readonly #servers = new Map<string, Receive[]>()
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

  /** Of those who serve a subject each receives in turn. */
  serve(subject: string, receive: Receive): Unsubscribe {
    const server: Receive = (payload) => receive(payload)
    this.#servers.set(subject, [...(this.#servers.get(subject) ?? []), server])
    return () => {
      const others = (this.#servers.get(subject) ?? []).filter((each) => each !== server)
      if (others.length > 0) this.#servers.set(subject, others)
      else this.#servers.delete(subject)
    }
  }

  deliver(subject: string, payload: Uint8Array): void {
    for (const receive of [...(this.#bySubject.get(subject) ?? [])]) {
      this.#hand(subject, payload, receive)
    }
    const servers = this.#servers.get(subject)
    const server = servers?.shift()
    if (!server) return
    servers!.push(server)
    this.#hand(subject, payload, server)
  }

  #hand(subject: string, payload: Uint8Array, receive: Receive): void {
    try {
      receive(payload)
    } catch (error) {
      this.#onFault(subject, error)
    }
  }
}

/** A fault that nobody asked to hear of is the thread's, once all have received. */
function throwLater(_subject: string, error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}
