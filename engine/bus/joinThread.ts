import type { MessagePort, Worker } from 'node:worker_threads'
import type { Bus, Unsubscribe } from '#protocol/bus.ts'
import type { PortMessage } from './portBus.ts'

/**
 * Joins a thread, whose end is a `PortBus`, to its process's bus. All that one turn of the event
 * loop brings the thread goes as one message.
 *
 * @returns a function that takes the thread off the bus
 */
export function joinThread(bus: Bus, port: MessagePort | Worker): Unsubscribe {
  const subscriptions = new Map<string, Unsubscribe>()
  let batch: [string, Uint8Array][] = []
  const send = (subject: string) => (payload: Uint8Array) => {
    if (batch.length === 0) queueMicrotask(flush)
    batch.push([subject, payload])
  }
  const flush = () => {
    port.postMessage({ published: batch } satisfies PortMessage)
    batch = []
  }
  const receive = ({ subscribed, unsubscribed, published }: PortMessage) => {
    if (subscribed) subscriptions.set(subscribed, bus.subscribe(subscribed, send(subscribed)))
    if (unsubscribed) {
      subscriptions.get(unsubscribed)?.()
      subscriptions.delete(unsubscribed)
    }
    for (const [subject, payload] of published ?? []) bus.publish(subject, payload)
  }
  port.on('message', receive)
  return () => {
    port.off('message', receive)
    for (const end of subscriptions.values()) end()
  }
}
