import { plainName } from './clientFacts.ts'
import { type GmcpMessage, GmcpSupports, parseGmcp } from './gmcp.ts'

/** What one message of a client comes to: for the session, to be answered, or neither. */
export type GmcpHeard =
  | (GmcpMessage & { heard: 'message'; clientName: string | undefined })
  | { heard: 'ping' | 'nothing' | 'malformed' }

/** A client that speaks GMCP, whatever carries its messages. */
export class GmcpPeer {
  readonly #supports = new GmcpSupports()

  /** Whether the client wants messages of that name. */
  wants(name: string): boolean {
    return this.#supports.covers(name)
  }

  take(body: Buffer): GmcpHeard {
    const message = parseGmcp(body)
    if (message === undefined) return { heard: 'malformed' }
    const { name, value } = message
    const known = name.toLowerCase()
    if (known === 'core.ping') return { heard: 'ping' }
    if (known === 'core.keepalive') return { heard: 'nothing' }
    this.#supports.accept(name, value)
    const clientName = known === 'core.hello' ? nameIn(value) : undefined
    return { heard: 'message', name, value, clientName }
  }
}

/** `{"client":"Mudlet","version":"4.17"}`, older clients `Client` and `Version`. */
function nameIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const name: unknown = 'client' in value ? value.client : 'Client' in value ? value.Client : ''
  return typeof name === 'string' ? plainName(name) : undefined
}
