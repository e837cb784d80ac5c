import type { Client } from './client.ts'
import type { Stage } from './stage.ts'
import { PASSWORD, type World } from './world.ts'

/** A stage that is the whole program, with its database, reached over real sockets. */
export class Abroad implements Stage {
  readonly #world: World
  readonly #clients = new Map<string, Client>()

  constructor(world: World) {
    this.#world = world
  }

  async enter(name: string): Promise<void> {
    const client = await this.#world.connect()
    this.#clients.set(name, client)
    await client.prompted()
    client.send(`create ${name} ${PASSWORD}`)
    await client.prompted()
    client.lines()
  }

  async type(name: string, line: string): Promise<void> {
    const client = this.#clients.get(name)!
    client.send(line)
    await client.prompted()
  }

  async read(name: string, linesWanted: number): Promise<string[]> {
    const client = this.#clients.get(name)!
    await client.until(() => client.linesHeld >= linesWanted)
    return client.lines()
  }

  close(): Promise<void> {
    return this.#world.close()
  }
}
