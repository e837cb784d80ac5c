import type { MessagePort } from 'node:worker_threads'
import type { Bus, Unsubscribe } from '#protocol/bus.ts'

/** What passes between a thread's end of the bus and the hub. */
export interface PortMessage {
  subscribed?: string
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
  readonly #receivers = new Map<string, Set<(payload: Uint8Array) => void>>()
  #batch: [string, Uint8Array][] = []

  constructor(port: MessagePort) {
    this.#port = port
    port.on('message', ({ published }: PortMessage) => {
      for (const [subject, payload] of published ?? []) {
        for (const receive of [...(this.#receivers.get(subject) ?? [])]) receive(payload)
      }
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

  /** The hub is told once for each subject; it cannot be told to stop, and need not be. */
  subscribe(subject: string, receive: (payload: Uint8Array) => void): Unsubscribe {
    let receivers = this.#receivers.get(subject)
    if (!receivers) {
      receivers = new Set()
      this.#receivers.set(subject, receivers)
      this.#port.postMessage({ subscribed: subject } satisfies PortMessage)
    }
    receivers.add(receive)
    return () => receivers.delete(receive)
  }
}
