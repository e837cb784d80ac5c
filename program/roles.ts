import { ConfigError } from './configError.ts'

/** What a process of a world of many processes may do. */
export const ROLES = ['world', 'telnet', 'websocket', 'http', 'chat'] as const

export type Role = (typeof ROLES)[number]

/** Where a process finds the others. */
export interface Cluster {
  /** World process, edge and so on, in the order of `ROLES`. */
  roles: readonly Role[]
  natsUrl: string
  redisUrl: string
  databaseUrl: string
  /** Worlds of different names share servers without hearing of each other. */
  world: string
}

export interface ClusterSettings {
  NATS_URL: string | undefined
  REDIS_URL: string | undefined
  DATABASE_URL: string | undefined
  LOAM_WORLD: string
}

/**
 * Reads what `--role` was given, each time one role or several parted by commas.
 *
 * @throws {ConfigError} on a role that there is not
 */
export function rolesOf(given: readonly string[]): Role[] {
  const named = new Set(given.flatMap((each) => each.split(',')).map((each) => each.trim()))
  const unknown = [...named].find((name) => !ROLES.some((role) => role === name))
  if (unknown !== undefined) {
    const shown = JSON.stringify(unknown.slice(0, 60))
    throw new ConfigError(`Cannot start role ${shown}: it must be one of ${ROLES.join(', ')}`)
  }
  return ROLES.filter((role) => named.has(role))
}

const WHAT: readonly [name: keyof ClusterSettings, what: string][] = [
  ['DATABASE_URL', 'the PostgreSQL server of the world, as postgres://user:password@host/database'],
  ['NATS_URL', 'the NATS server that joins its processes, as nats://host:4222'],
  ['REDIS_URL', 'the Redis server that its edges share, as redis://host:6379'],
]

/**
 * Where the others are, for a process of some roles.
 *
 * @returns undefined for none: such a process is the whole world
 * @throws {ConfigError} naming what is not set
 */
export function clusterOf(roles: readonly Role[], settings: ClusterSettings): Cluster | undefined {
  if (roles.length === 0) return undefined
  const missing = WHAT.filter(([name]) => settings[name] === undefined)
  if (missing.length > 0) {
    const words = missing.map(([name, what]) => `${name} (${what})`).join(' and ')
    throw new ConfigError(
      `Cannot start role "${roles.join('", "')}": set ${words}; without --role all runs in one ` +
        'process and needs none of it',
    )
  }
  const { NATS_URL = '', REDIS_URL = '', DATABASE_URL = '', LOAM_WORLD: world } = settings
  return { roles, natsUrl: NATS_URL, redisUrl: REDIS_URL, databaseUrl: DATABASE_URL, world }
}
