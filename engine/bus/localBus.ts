import type { MessagePort, Worker } from 'node:worker_threads'
import type { Bus, Unsubscribe } from '#protocol/bus.ts'
import type { PortMessage } from './portBus.ts'
import { type OnReceiverFault, type Receive, Receivers } from './receivers.ts'

/**
 * The bus of one process: the hub that its threads are joined to.
 *
 * What is published is delivered later in the same turn of the event loop, never within the call,
 * as a bus over a network would; and each worker gets all of that turn as one message.
 */
export class LocalBus implements Bus {
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

  /**
   * Joins a thread whose end is a `PortBus`.
   *
   * @returns a function that takes the thread off the bus
   */
  join(port: MessagePort | Worker): Unsubscribe {
    const subscriptions: Unsubscribe[] = []
    let batch: [string, Uint8Array][] = []
    const send = (subject: string) => (payload: Uint8Array) => {
      if (batch.length === 0) queueMicrotask(flush)
      batch.push([subject, payload])
    }
    const flush = () => {
      port.postMessage({ published: batch } satisfies PortMessage)
      batch = []
    }
    const receive = ({ subscribed, published }: PortMessage) => {
      if (subscribed) subscriptions.push(this.subscribe(subscribed, send(subscribed)))
      for (const [subject, payload] of published ?? []) this.publish(subject, payload)
    }
    port.on('message', receive)
    return () => {
      port.off('message', receive)
      for (const end of subscriptions) end()
    }
  }

  #deliver(): void {
    this.#scheduled = false
    const queue = this.#queue
    this.#queue = []
    for (const [subject, payload] of queue) this.#receivers.deliver(subject, payload)
  }
}
