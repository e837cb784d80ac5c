import { MemoryPresence } from '#edges/presence/memoryPresence.ts'
import type { EntryPasses, Redeemed } from '#edges/session/entryPasses.ts'
import { KeptLog, ManualClock, MemoryBus, settled } from '#edges/session/testing.ts'
import { FakeZone } from '#edges/session/testWorld.ts'
import { ask, type TellListener, TellReader } from '#protocol/client.ts'
import { RawEdge } from './rawEdge.ts'
import type { ServerSocket, SocketListener } from './server.ts'

export const ADA = { uid: 101, name: 'Ada' }
export const BEA = { uid: 102, name: 'Bea' }

/** Passes in memory: a ticket for each name in lower case, and resume tokens counted from 1. */
export class FakePasses implements EntryPasses {
  isDown = false
  readonly kept: (readonly string[])[] = []
  readonly revoked: string[] = []
  readonly #good = new Map<string, Redeemed['character']>()
  #last = 0

  constructor() {
    for (const character of [ADA, BEA]) this.add(character)
  }

  add(character: Redeemed['character']): void {
    this.#good.set(`ticket ${character.name.toLowerCase()}`, character)
  }

  async redeem(kind: 'ticket' | 'resume', token: string): Promise<Redeemed | undefined> {
    if (this.isDown) throw new Error(`no database for ${token}`)
    const character = this.#good.get(`${kind} ${token}`)
    this.#good.delete(`${kind} ${token}`)
    if (!character) return undefined
    const resumeToken = `resume${++this.#last}`
    this.#good.set(`resume ${resumeToken}`, character)
    return { character, resumeToken }
  }

  async keepAlive(resumeTokens: readonly string[]): Promise<void> {
    if (this.isDown) throw new Error('no database')
    this.kept.push(resumeTokens)
  }

  async revoke(resumeToken: string): Promise<void> {
    if (this.isDown) throw new Error('no database')
    this.revoked.push(resumeToken)
    this.#good.delete(`resume ${resumeToken}`)
  }
}

/** A client whose connection is a list, with what it has understood. */
class FakeClient implements ServerSocket {
  listener: SocketListener | undefined
  bufferedBytes = 0
  /** Messages that were sent to it, one by one, as they came. */
  readonly messages: Uint8Array[] = []
  readonly topics = new Set<string>()
  closedWith: [code: number, reason: string] | undefined
  isCut = false
  readonly #reader = new TellReader()
  readonly #heard: unknown[][] = []

  send(message: Uint8Array | string): void {
    if (typeof message === 'string') throw new Error('All is binary')
    this.messages.push(message)
    const to = new Proxy({} as TellListener, {
      get:
        (_, name) =>
        (...values: unknown[]) => {
          this.#heard.push([name, ...values])
        },
    })
    this.#reader.read(message, to)
  }

  /** What it has understood since the last look. */
  heard(): unknown[][] {
    return this.#heard.splice(0)
  }

  /** The same in names alone; notes with their text. */
  words(): string[] {
    return this.heard().map(([name, , event]) => {
      const { fields } = (event ?? {}) as { fields?: { text?: string } }
      return fields?.text === undefined ? String(name) : `${name}:${fields.text}`
    })
  }

  asks(...items: Uint8Array[]): void {
    this.listener?.message(Buffer.concat(items), true)
  }

  hangUp(): void {
    this.listener?.closed()
  }

  join(topic: string): void {
    this.topics.add(topic)
  }

  leave(topic: string): void {
    this.topics.delete(topic)
  }

  close(code: number, reason: string): void {
    this.closedWith ??= [code, reason]
    setImmediate(() => this.hangUp())
  }

  destroy(): void {
    this.isCut = true
  }
}

/** An edge of the graphical protocol in a world of one zone. */
export function rawWorld() {
  const bus = new MemoryBus()
  const clock = new ManualClock()
  const log = new KeptLog()
  const passes = new FakePasses()
  const zone = new FakeZone(bus)
  const clients: FakeClient[] = []
  /** What was published, under which topic. */
  const published: [topic: string, bytes: Uint8Array][] = []
  const publish = (topic: string, bytes: Uint8Array) => {
    published.push([topic, bytes])
    for (const client of clients) if (client.topics.has(topic)) client.send(bytes)
  }
  const presence = new MemoryPresence()
  const edge = new RawEdge({ bus, edge: 'test', passes, presence, log, clock, publish })
  const connect = (trusted = true) => {
    const client = new FakeClient()
    client.listener = edge.open(client, trusted)
    clients.push(client)
    return client
  }
  /** A client that has said hello as Ada or Bea. */
  const hello = async (name: string) => {
    const client = connect()
    client.asks(ask.hello('ticket', name))
    await settled()
    return client
  }
  /** Ada, session 1, and Bea, session 2, in the hall, all told. */
  const both = async () => {
    const ada = await hello('ada')
    const bea = await hello('bea')
    zone.takeIn(1, ADA.uid)
    zone.takeIn(2, BEA.uid)
    await settled()
    for (const client of [ada, bea]) client.heard()
    zone.heard()
    published.length = 0
    return { ada, bea }
  }
  return { bus, clock, log, passes, zone, edge, published, connect, hello, both }
}
