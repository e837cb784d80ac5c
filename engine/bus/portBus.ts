import type { MessagePort } from 'node:worker_threads'
import type { Bus, Receive, Unsubscribe } from '#protocol/bus.ts'
import { type OnReceiverFault, Receivers } from './receivers.ts'

/** What passes between a thread's end of the bus and the hub. */
export interface PortMessage {
  subscribed?: string
  unsubscribed?: string
  published?: [subject: string, payload: Uint8Array][]
}

/**
 * A thread's end of the process's bus.
 *
 * All that is published in one turn of the event loop goes as one message: a message costs
 * microseconds, whatever it holds.
 */
export class PortBus implements Bus {
  readonly #port: MessagePort
  readonly #receivers: Receivers
  /** Subscriptions to each subject: the hub is told of the first, and of the last to end. */
  readonly #subscribed = new Map<string, number>()
  #batch: [string, Uint8Array][] = []

  /** @param onFault  told of receivers that throw; by default the fault is the thread's */
  constructor(port: MessagePort, onFault?: OnReceiverFault) {
    this.#port = port
    this.#receivers = new Receivers(onFault)
    port.on('message', ({ published }: PortMessage) => {
      for (const [subject, payload] of published ?? []) this.#receivers.deliver(subject, payload)
    })
  }

  publish(subject: string, payload: Uint8Array): void {
    if (this.#batch.length === 0) queueMicrotask(() => this.flush())
    this.#batch.push([subject, payload])
  }

  /** Sends what waits now: before a thread ends. */
  flush(): void {
    if (this.#batch.length === 0) return
    this.#port.postMessage({ published: this.#batch } satisfies PortMessage)
    this.#batch = []
  }

  subscribe(subject: string, receive: Receive): Unsubscribe {
    const count = this.#subscribed.get(subject) ?? 0
    if (count === 0) this.#port.postMessage({ subscribed: subject } satisfies PortMessage)
    this.#subscribed.set(subject, count + 1)
    const end = this.#receivers.add(subject, receive)
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      end()
      this.#unsubscribe(subject)
    }
  }

  #unsubscribe(subject: string): void {
    const count = this.#subscribed.get(subject)! - 1
    if (count > 0) {
      this.#subscribed.set(subject, count)
      return
    }
    this.#subscribed.delete(subject)
    this.#port.postMessage({ unsubscribed: subject } satisfies PortMessage)
  }
}
