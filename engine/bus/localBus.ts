import type { Hub, Receive, Unsubscribe } from '#protocol/bus.ts'
import { type OnReceiverFault, Receivers } from './receivers.ts'

/**
 * The bus of one process that is the whole program.
 *
 * What is published is delivered later in the same turn of the event loop, never within the call,
 * as a bus over a network would.
 */
export class LocalBus implements Hub {
  readonly #receivers: Receivers
  #queue: [subject: string, payload: Uint8Array][] = []
  #scheduled = false

  /** @param onFault  told of receivers that throw; by default the fault is the thread's */
  constructor(onFault?: OnReceiverFault) {
    this.#receivers = new Receivers(onFault)
  }

  publish(subject: string, payload: Uint8Array): void {
    this.#queue.push([subject, payload])
    if (this.#scheduled) return
    this.#scheduled = true
    queueMicrotask(() => this.#deliver())
  }

  subscribe(subject: string, receive: Receive): Unsubscribe {
    return this.#receivers.add(subject, receive)
  }

  serve(subject: string, receive: Receive): Unsubscribe {
    return this.#receivers.serve(subject, receive)
  }

  /** Nothing is ever lost here. */
  onGap(): Unsubscribe {
    return () => {}
  }

  #deliver(): void {
    this.#scheduled = false
    const queue = this.#queue
    this.#queue = []
    for (const [subject, payload] of queue) this.#receivers.deliver(subject, payload)
  }
}
