/**
 * Thousands of clients that do no more than count what they are sent. Runs as a process
 * of its own.
 */
import { answerAsChild } from '#bench/child.ts'
import { CountingClient, type Crowd, type Received } from './countingClient.ts'
import { type Dialling, LineClient } from './lineClient.ts'

const CONNECTS_AT_ONCE = 50

/** Of each crowd, by its name. */
const crowds = new Map<string, (CountingClient | LineClient)[]>()

async function gather<Client extends CountingClient | LineClient>(
  { name, count }: { name: string; count: number },
  connect: (i: number) => Promise<Client>,
): Promise<void> {
  const clients: Client[] = []
  crowds.set(name, clients)
  let next = 0
  const worker = async () => {
    while (next < count) clients.push(await connect(next++))
  }
  await Promise.all(Array.from({ length: CONNECTS_AT_ONCE }, worker))
}

answerAsChild({
  connect: (crowd: Crowd) => gather(crowd, (i) => CountingClient.connect(crowd, i)),
  dial: (crowd: Dialling) => gather(crowd, (i) => LineClient.connect(crowd, i)),
  /** Has a crowd read nothing any more. */
  pause: (name: string) => {
    for (const client of crowds.get(name) ?? []) client.pause()
  },
  received: (name: string): Received => {
    const clients = crowds.get(name) ?? []
    return {
      messages: clients.reduce((sum, { messages }) => sum + messages, 0),
      bytes: clients.reduce((sum, { bytes }) => sum + bytes, 0),
      lost: clients.filter(({ isOver }) => isOver).length,
    }
  },
})
