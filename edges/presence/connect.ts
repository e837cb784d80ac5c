import { MemoryPresence } from './memoryPresence.ts'
import type { Presence } from './presence.ts'

export interface PresenceOptions {
  /** A Redis server, `redis://user:password@host:port`; without, this process is alone. */
  url?: string | undefined
  /** Worlds of different names share a server without hearing of each other. */
  world: string
  onTrouble?: (words: string) => void
}

/**
 * What edges know of each other, by Redis if there is one. It need not be there, now or ever: until
 * it is, this process answers by itself.
 */
export async function connectPresence(options: PresenceOptions): Promise<Presence> {
  const { url, world, onTrouble = () => {} } = options
  if (url === undefined) return new MemoryPresence()
  const { RedisPresence } = await import('./redisPresence.ts')
  return new RedisPresence({ url, world, onTrouble })
}
