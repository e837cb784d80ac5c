import { parseArgs } from 'node:util'
import { ROLES, type Role } from '#program/roles.ts'

export const USAGE = `Usage: npm run cluster [-- OPTIONS]

Starts a world of many processes on this machine, with servers of its own, and stops it all at
ctrl-C. DATABASE_URL, NATS_URL and REDIS_URL name servers to be used instead.
  --data DIR        folder of the private database; one program at a time [./data]
  --telnet PORT     port of the first telnet process; the next has the next one [4000]
  --websocket PORT  port of the first WebSocket process [8081]
  --http PORT       port of the http process [8080]
  --worlds COUNT    processes that simulate the world [2]
  --edges COUNT     telnet and as many WebSocket processes [2]`

/** An option that cannot be used, in one plain sentence. */
class OptionError extends Error {
  readonly code = 'OPTION_INVALID'
}

/** One process of the cluster. */
export interface PlannedProcess {
  /** As `telnet-2`. */
  name: string
  role: Role
  /** What its environment has beside that of all. */
  settings: Readonly<Record<string, string>>
}

export interface Plan {
  help: boolean
  data: string
  /** In the order in which they are started. */
  processes: readonly PlannedProcess[]
}

const PORT_MAX = 65_535
const COUNT_MAX = 16

/** @throws an error with a code and one plain sentence, if an option cannot be used */
export function planOf(args: readonly string[]): Plan {
  const text = { type: 'string' } as const
  const { values } = parse(() =>
    parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        data: { ...text, default: './data' },
        telnet: { ...text, default: '4000' },
        websocket: { ...text, default: '8081' },
        http: { ...text, default: '8080' },
        worlds: { ...text, default: '2' },
        edges: { ...text, default: '2' },
      },
    }),
  )
  const worlds = wholeNumber('worlds', values.worlds, COUNT_MAX)
  const edges = wholeNumber('edges', values.edges, COUNT_MAX)
  const telnet = wholeNumber('telnet', values.telnet, PORT_MAX)
  const websocket = wholeNumber('websocket', values.websocket, PORT_MAX)
  const http = String(wholeNumber('http', values.http, PORT_MAX))
  const counts: Readonly<Record<Role, number>> = {
    world: worlds,
    telnet: edges,
    websocket: edges,
    http: 1,
    chat: 1,
  }
  const settingsOf: Readonly<Record<Role, (n: number) => Record<string, string>>> = {
    world: () => ({}),
    telnet: (n) => ({ LOAM_TELNET_PORT: String(telnet + n), LOAM_TLS_PORT: '0' }),
    websocket: (n) => ({ LOAM_WEBSOCKET_PORT: String(websocket + n) }),
    http: () => ({ LOAM_HTTP_PORT: http }),
    chat: () => ({}),
  }
  const processes = ROLES.flatMap((role) =>
    Array.from({ length: counts[role] }, (_, n) => ({
      name: counts[role] === 1 ? role : `${role}-${n + 1}`,
      role,
      settings: { LOAM_HTTP_PORT: '0', ...settingsOf[role](n) },
    })),
  )
  return { help: values.help, data: values.data, processes }
}

function parse<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    const [reason] = (error as Error).message.split('\n')
    throw new OptionError(`Cannot start a cluster: ${reason}; try "npm run cluster -- --help"`)
  }
}

function wholeNumber(option: string, text: string, max: number): number {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (number >= 1 && number <= max) return number
  const shown = JSON.stringify(text)
  throw new OptionError(
    `Cannot use --${option} ${shown}: it must be a whole number from 1 to ${max}`,
  )
}
