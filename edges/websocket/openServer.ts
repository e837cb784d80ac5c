import type { OpenServer } from './server.ts'
import { uwsServers } from './uwsServer.ts'
import { openWsServer } from './wsServer.ts'

/** The package that servers are made with here, and why it is not the faster one. */
export interface Choice {
  open: OpenServer
  words: string
}

/**
 * Chooses the package that makes WebSocket servers: uWebSockets.js, where the platform can load
 * it (its binaries want glibc 2.38 or later, and certain versions of Node), `ws` otherwise.
 */
export async function chooseServer(): Promise<Choice> {
  try {
    const uws = await import('uWebSockets.js')
    return { open: uwsServers(uws), words: 'WebSocket is served by uWebSockets.js' }
  } catch (error) {
    const reason = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error)
    return {
      open: openWsServer,
      words: `WebSocket is served by ws, since uWebSockets.js cannot be loaded: ${reason}`,
    }
  }
}
