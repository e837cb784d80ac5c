import { once } from 'node:events'
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net'

/** A way to a server of a test's that can be cut. */
export interface Cable {
  /** Of this end of it. */
  readonly port: number
  /** Breaks all connections; new ones are taken at once. */
  cut(): void
  /** Breaks all connections, and each new one, until it is plugged in again. */
  unplug(): void
  plugIn(): void
}

/** @param port  of the server */
export async function cableTo(
  t: { teardown(action: () => unknown): unknown },
  port: number,
): Promise<Cable> {
  const ends = new Set<Socket>()
  let isPlugged = true
  const server = createServer((near) => {
    if (!isPlugged) {
      near.destroy()
      return
    }
    const far = createConnection({ host: '127.0.0.1', port })
    for (const end of [near, far]) {
      ends.add(end)
      end.on('error', () => {}).on('close', () => ends.delete(end))
    }
    near.pipe(far).pipe(near)
  })
  const cut = () => {
    for (const end of ends) end.destroy()
  }
  t.teardown(() => {
    cut()
    server.close()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const unplug = () => {
    isPlugged = false
    cut()
  }
  const plugIn = () => {
    isPlugged = true
  }
  return { port: (server.address() as AddressInfo).port, cut, unplug, plugIn }
}
