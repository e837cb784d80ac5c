/**
 * Thousands of WebSocket clients that do no more than count what they are sent. Runs as a process
 * of its own.
 */
import { answerAsChild } from '#bench/child.ts'
import { CountingClient, type Crowd, type Received } from './countingClient.ts'

const CONNECTS_AT_ONCE = 50

/** Of each crowd, by its name. */
const crowds = new Map<string, CountingClient[]>()

async function connectAll(crowd: Crowd): Promise<void> {
  const clients: CountingClient[] = []
  crowds.set(crowd.name, clients)
  let next = 0
  const worker = async () => {
    while (next < crowd.count) {
      const i = next++
      clients.push(await CountingClient.connect(crowd, i))
    }
  }
  await Promise.all(Array.from({ length: CONNECTS_AT_ONCE }, worker))
}

answerAsChild({
  connect: connectAll,
  received: (name: string): Received => {
    const clients = crowds.get(name) ?? []
    return {
      messages: clients.reduce((sum, { messages }) => sum + messages, 0),
      bytes: clients.reduce((sum, { bytes }) => sum + bytes, 0),
      lost: clients.filter(({ isOver }) => isOver).length,
    }
  },
})
