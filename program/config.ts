import { parseArgs } from 'node:util'
import { z } from 'zod'

/** A value of the environment that cannot be used, in one plain sentence. */
export class ConfigError extends Error {
  readonly code = 'CONFIG_INVALID'
}

const port = z.coerce.number().int().min(0).max(65_535)
const optionalText = z.string().min(1).optional()

/** Every setting: its form, its default and what it is for. The help text is made of this. */
const SETTINGS = {
  LOAM_HOST: {
    schema: z.string().min(1).default('127.0.0.1'),
    means: 'address to listen on',
  },
  LOAM_TELNET_PORT: {
    schema: port.default(4000),
    means: 'port for telnet; 0 chooses a free one',
  },
  LOAM_TLS_PORT: {
    schema: port.default(4443),
    means: 'port for telnet over TLS, open when a certificate is given',
  },
  LOAM_TLS_CERTIFICATE: {
    schema: optionalText,
    means: 'file with the TLS certificate chain (PEM)',
  },
  LOAM_TLS_KEY: {
    schema: optionalText,
    means: 'file with its private key (PEM)',
  },
  LOAM_HTTP_PORT: {
    schema: port.default(8080),
    means: 'port for /healthz, /readyz and /metrics; 0 chooses a free one',
  },
  LOAM_DATA_DIR: {
    schema: z.string().min(1).default('./data'),
    means: 'folder for the embedded database; one program at a time',
  },
  DATABASE_URL: {
    schema: optionalText,
    means: 'PostgreSQL server to use instead: postgres://user:password@host/database',
  },
  LOAM_TRUSTED_ADDRESSES: {
    schema: z.string().default('127.0.0.1,::1').transform(addresses),
    means: 'addresses without limits of their own, parted by commas',
  },
  LOAM_AREAS: {
    schema: z.string().min(1).optional(),
    means: 'folder with the areas of your world, instead of those that come along',
  },
  LOAM_WORKERS: {
    schema: z.coerce.number().int().min(1).max(64).default(1),
    means: 'threads that simulate the world',
  },
  LOAM_NAME: {
    schema: z.string().min(1).max(60).default('Loam'),
    means: 'name of your world, as listings show it',
  },
  LOAM_LOG_LEVEL: {
    schema: z.enum(['debug', 'info', 'warn', 'error']).optional(),
    means: 'logs on standard error: debug, info, warn or error (info; warn in a terminal)',
  },
} as const

type Settings = { [Name in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[Name]['schema']> }

/** What the program is to do. */
export interface Config {
  host: string
  telnetPort: number
  tls: { port: number; certificateFile: string; keyFile: string } | undefined
  httpPort: number
  dataDir: string
  databaseUrl: string | undefined
  trustedAddresses: readonly string[]
  /** Folder with the areas; undefined: those that come along. */
  areas: string | undefined
  workers: number
  name: string
  logLevel: 'debug' | 'info' | 'warn' | 'error' | undefined
}

function addresses(list: string): string[] {
  return list
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '')
}

/**
 * Reads the settings from the environment.
 *
 * @throws {ConfigError} naming the first setting that cannot be used, its value and what would work
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const settings = {} as Record<string, unknown>
  for (const [name, { schema, means }] of Object.entries(SETTINGS)) {
    const given = environment[name]
    const read = schema.safeParse(given === '' ? undefined : given)
    if (!read.success) {
      throw new ConfigError(`Cannot use ${name}="${given}": it is the ${means}`)
    }
    settings[name] = read.data
  }
  return toConfig(settings as Settings)
}

function toConfig(settings: Settings): Config {
  return {
    host: settings.LOAM_HOST,
    telnetPort: settings.LOAM_TELNET_PORT,
    tls: tlsOf(settings),
    httpPort: settings.LOAM_HTTP_PORT,
    dataDir: settings.LOAM_DATA_DIR,
    databaseUrl: settings.DATABASE_URL,
    trustedAddresses: settings.LOAM_TRUSTED_ADDRESSES,
    areas: settings.LOAM_AREAS,
    workers: settings.LOAM_WORKERS,
    name: settings.LOAM_NAME,
    logLevel: settings.LOAM_LOG_LEVEL,
  }
}

function tlsOf(settings: Settings): Config['tls'] {
  const { LOAM_TLS_CERTIFICATE: certificateFile, LOAM_TLS_KEY: keyFile } = settings
  if (certificateFile === undefined && keyFile === undefined) return undefined
  if (certificateFile === undefined || keyFile === undefined) {
    throw new ConfigError(
      'Cannot serve TLS: LOAM_TLS_CERTIFICATE and LOAM_TLS_KEY must be given together',
    )
  }
  return { port: settings.LOAM_TLS_PORT, certificateFile, keyFile }
}

/** What was asked for on the command line. */
export type Invocation = { kind: 'start' } | { kind: 'help' } | { kind: 'version' }

/** @throws {ConfigError} on an option that there is not */
export function readArguments(args: readonly string[]): Invocation {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
      },
    })
    if (values.help) return { kind: 'help' }
    return { kind: values.version ? 'version' : 'start' }
  } catch (error) {
    throw new ConfigError(`Cannot start: ${firstSentence(error)}. Try "npm start -- --help"`)
  }
}

function firstSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.split('. ')[0]!.replace(/\.$/, '')
}

/** What `npm start -- --help` prints. */
export function helpText(): string {
  const lines = Object.entries(SETTINGS).map(([name, { schema, means }]) => {
    const standard = schema.safeParse(undefined)
    const value = standard.success ? standard.data : undefined
    const shown = value === undefined ? '' : ` [${value}]`
    return `  ${name.padEnd(23)} ${means}${shown}`
  })
  return [
    'Starts Loam: a world to enter by telnet.',
    '',
    'Usage: npm start [-- --help | --version]',
    '',
    'Settings are read from the environment; [defaults] in brackets:',
    ...lines,
    '',
  ].join('\n')
}
