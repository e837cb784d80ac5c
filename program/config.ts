import { isIP } from 'node:net'
import { join } from 'node:path'
import { ConfigError } from './configError.ts'
import { type Cluster, clusterOf, ROLES, type Role, rolesOf } from './roles.ts'

const PORT_MAX = 65_535
const WORKERS_MAX = 64
const HISTORY_HOURS_MAX = 8_760 // a year
const NAME_MAX = 60
/** A value that cannot be used is shown up to so many characters. */
const SHOWN_MAX = 60
const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const

type LogLevel = (typeof LOG_LEVELS)[number]

interface Setting<Value> {
  /** Its value where nothing is said. */
  standard: Value
  /** What is said by the words that were given; undefined for those that cannot be used. */
  read(given: string): Value | undefined
  /** What it is for. */
  means: string
  /** What its values look like, after "it must be". */
  form: string
}

/** Every setting. The help text is made of this. */
const SETTINGS = {
  LOAM_HOST: text('127.0.0.1', 'address to listen on', 'an address or name of this machine'),
  LOAM_TELNET_PORT: port(4000, 'port for telnet; 0 chooses a free one'),
  LOAM_TLS_PORT: port(4443, 'port for telnet over TLS, open when a certificate is given'),
  LOAM_TLS_CERTIFICATE: optionalText('file with the TLS certificate chain (PEM)'),
  LOAM_TLS_KEY: optionalText('file with its private key (PEM)'),
  LOAM_HTTP_PORT: port(8080, 'port for /livez, /readyz, /metrics and /api; 0 chooses a free one'),
  LOAM_WEBSOCKET_PORT: port(8081, 'port for WebSocket; 0 chooses a free one'),
  LOAM_ORIGINS: setting({
    standard: [],
    read: partsOf,
    means: 'pages that may connect beside those of this host; *: all',
    form: 'origins as https://play.example.org, parted by commas',
  }),
  LOAM_DATA_DIR: text(
    './data',
    'folder for the embedded database; one program at a time',
    'a path',
  ),
  DATABASE_URL: optionalText(
    'PostgreSQL server to use instead: postgres://user:password@host/database',
  ),
  NATS_URL: optionalText('NATS server of a world of many processes: nats://host:4222'),
  REDIS_URL: optionalText('Redis server of a world of many processes: redis://host:6379'),
  LOAM_WORLD: setting({
    standard: 'loam',
    read: nameOf,
    means: 'tells worlds apart that share NATS and Redis',
    form: `a text of ${NAME_MAX} characters at most`,
  }),
  LOAM_TRUSTED_ADDRESSES: setting({
    standard: ['127.0.0.1', '::1'],
    read: addressesOf,
    means: 'addresses without limits of their own, parted by commas',
    form: 'IP addresses parted by commas',
  }),
  LOAM_AREAS: optionalText('folder with the areas of your world, instead of those that come along'),
  LOAM_TEXTS: optionalText('folder with motd.txt, news.txt, rules.txt and credits.txt'),
  LOAM_WORKERS: setting({
    standard: 1,
    read: wholeNumber(1, WORKERS_MAX),
    means: 'threads that simulate the world',
    form: `a whole number from 1 to ${WORKERS_MAX}`,
  }),
  LOAM_ACCEPT_LOSS: setting({
    standard: [],
    read: partsOf,
    means: 'zones to open although nothing kept of them can be read',
    form: 'zones parted by commas',
  }),
  LOAM_HISTORY_HOURS: setting({
    standard: 24,
    read: wholeNumber(0, HISTORY_HOURS_MAX),
    means: 'last hours of which a backup can restore any moment; 0: none',
    form: `a whole number from 0 to ${HISTORY_HOURS_MAX}`,
  }),
  LOAM_NAME: setting({
    standard: 'Loam',
    read: nameOf,
    means: 'name of your world, as listings show it',
    form: `a text of ${NAME_MAX} characters at most`,
  }),
  LOAM_RECORD: optionalText('folder for recordings of all that comes into zones, to replay it'),
  LOAM_LOG_LEVEL: setting<LogLevel | undefined>({
    standard: undefined,
    read: (given) => LOG_LEVELS.find((level) => level === given),
    means: 'what is logged on standard error [info; in a terminal warn]',
    form: 'debug, info, warn or error',
  }),
}

type Settings = {
  [Name in keyof typeof SETTINGS]: (typeof SETTINGS)[Name] extends Setting<infer Value>
    ? Value
    : never
}

function setting<Value>(its: Setting<Value>): Setting<Value> {
  return its
}

function text(standard: string, means: string, form: string): Setting<string> {
  return { standard, read: (given) => given, means, form }
}

function optionalText(means: string): Setting<string | undefined> {
  return { standard: undefined, read: (given) => given, means, form: 'a text' }
}

function port(standard: number, means: string): Setting<number> {
  const form = `a whole number from 0 to ${PORT_MAX}`
  return { standard, read: wholeNumber(0, PORT_MAX), means, form }
}

/** Digits only: what else JavaScript takes for a number is rather a slip. */
function wholeNumber(min: number, max: number) {
  return (given: string): number | undefined => {
    const number = /^\d{1,9}$/.test(given) ? Number(given) : Number.NaN
    return number >= min && number <= max ? number : undefined
  }
}

function nameOf(given: string): string | undefined {
  return given.length <= NAME_MAX ? given : undefined
}

function partsOf(list: string): string[] {
  const parts = list.split(',').map((part) => part.trim())
  return parts.filter((part) => part !== '')
}

function addressesOf(list: string): string[] | undefined {
  const addresses = partsOf(list)
  return addresses.every((address) => isIP(address) !== 0) ? addresses : undefined
}

/** What the program is to do. */
export interface Config {
  host: string
  telnetPort: number
  tls: { port: number; certificateFile: string; keyFile: string } | undefined
  httpPort: number
  websocketPort: number
  /** Origins of pages that may connect, beside those of our own host; `*`: all. */
  origins: readonly string[]
  dataDir: string
  databaseUrl: string | undefined
  /** The roles of this process and where the others are; undefined: it is the whole world. */
  cluster: Cluster | undefined
  trustedAddresses: readonly string[]
  /** Folder with the areas; undefined: those that come along. */
  areas: string | undefined
  /** Folder with the texts that players are shown; undefined: those that come along. */
  texts: string | undefined
  workers: number
  /** Zones that are opened even if all that was kept of them is lost. */
  acceptLoss: readonly string[]
  /** So many last hours of the world can be restored, moment by moment. */
  historyHours: number
  name: string
  /** Folder into which zones are recorded; undefined: they are not. */
  recordings: string | undefined
  logLevel: LogLevel | undefined
}

/**
 * Reads the settings from the environment; an empty one counts as absent.
 *
 * @param record  what the command line says of recordings, which comes before the environment
 * @param roles   what this process is to do; none: all of it
 * @throws {ConfigError} naming the first setting that cannot be used, its value and what would work
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  record?: Invocation['record'],
  roles: readonly Role[] = [],
): Config {
  const settings = {} as Record<string, unknown>
  for (const [name, { standard, read, form }] of Object.entries(SETTINGS)) {
    const given = environment[name] ?? ''
    settings[name] = given === '' ? standard : read(given)
    if (given === '' || settings[name] !== undefined) continue
    const shown = JSON.stringify(given.slice(0, SHOWN_MAX))
    throw new ConfigError(`Cannot use ${name}=${shown}: it must be ${form}`)
  }
  const config = toConfig(settings as Settings, roles)
  if (record === true) config.recordings ??= join(config.dataDir, 'recordings')
  else config.recordings = record ?? config.recordings
  return config
}

function toConfig(settings: Settings, roles: readonly Role[]): Config {
  const config: Config = {
    host: settings.LOAM_HOST,
    telnetPort: settings.LOAM_TELNET_PORT,
    tls: tlsOf(settings),
    httpPort: settings.LOAM_HTTP_PORT,
    websocketPort: settings.LOAM_WEBSOCKET_PORT,
    origins: settings.LOAM_ORIGINS,
    dataDir: settings.LOAM_DATA_DIR,
    databaseUrl: settings.DATABASE_URL,
    cluster: clusterOf(roles, settings),
    trustedAddresses: settings.LOAM_TRUSTED_ADDRESSES,
    areas: settings.LOAM_AREAS,
    texts: settings.LOAM_TEXTS,
    workers: settings.LOAM_WORKERS,
    historyHours: settings.LOAM_HISTORY_HOURS,
    acceptLoss: settings.LOAM_ACCEPT_LOSS,
    name: settings.LOAM_NAME,
    recordings: settings.LOAM_RECORD,
    logLevel: settings.LOAM_LOG_LEVEL,
  }
  refuseSharedPort(config)
  return config
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

/** Else the second to open would blame "another program". */
function refuseSharedPort({ telnetPort, httpPort, websocketPort, tls }: Config): void {
  const taken = new Map<number, string>()
  const ports = {
    LOAM_TELNET_PORT: telnetPort,
    LOAM_TLS_PORT: tls?.port,
    LOAM_WEBSOCKET_PORT: websocketPort,
    LOAM_HTTP_PORT: httpPort,
  }
  for (const [name, number = 0] of Object.entries(ports)) {
    const other = taken.get(number)
    if (other !== undefined) {
      throw new ConfigError(`Cannot use port ${number} for both ${other} and ${name}: change one`)
    }
    if (number !== 0) taken.set(number, name)
  }
}

/** What was asked for on the command line. */
export interface Invocation {
  does: 'start' | 'help' | 'version'
  /** The folder for recordings; true: wherever they usually go. */
  record?: string | true
  /** What this process is to do; none: all of it. */
  roles: readonly Role[]
}

const OPTIONS: ReadonlyMap<string, Invocation['does']> = new Map([
  ['--help', 'help'],
  ['-h', 'help'],
  ['--version', 'version'],
  ['-v', 'version'],
])

/** @throws {ConfigError} on an option that there is not */
export function readArguments(args: readonly string[]): Invocation {
  const invocation: Invocation = { does: 'start', roles: [] }
  const roles: string[] = []
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]!
    const does = OPTIONS.get(arg)
    if (does) invocation.does = does
    else if (arg === '--role') roles.push(args[++at] ?? '')
    else if (arg.startsWith('--role=')) roles.push(arg.slice('--role='.length))
    else if (arg !== '--record') throw unknownOption(arg)
    else if (/^[^-]/.test(args[at + 1] ?? '')) invocation.record = args[++at]!
    else invocation.record = true
  }
  return { ...invocation, roles: rolesOf(roles) }
}

function unknownOption(arg: string): ConfigError {
  const shown = JSON.stringify(arg.slice(0, SHOWN_MAX))
  return new ConfigError(`Cannot start: there is no option ${shown}; try "npm start -- --help"`)
}

/** What `npm start -- --help` prints. */
export function helpText(): string {
  const lines = Object.entries(SETTINGS).map(([name, { standard, means }]) => {
    const shown = standard === undefined || String(standard) === '' ? '' : ` [${standard}]`
    return `  ${name.padEnd(23)} ${means}${shown}`
  })
  return [
    'Starts Loam: a world to enter by telnet.',
    '',
    'Usage: npm start [-- --help | --version | --record [DIR] | --role ROLE[,ROLE]]',
    '',
    'With --record, or LOAM_RECORD, each zone writes a recording: "npm run replay -- FILE" runs it',
    'again to the same end. It holds what players typed while they played; only you can read it.',
    'DIR is recordings in LOAM_DATA_DIR unless it is named.',
    '',
    `With --role it is one process of a world of many: ${ROLES.join(', ')}. They share`,
    'NATS_URL, REDIS_URL and DATABASE_URL; "npm run cluster" starts them all on this machine.',
    '',
    'Settings are read from the environment; [defaults] in brackets:',
    ...lines,
    '',
  ].join('\n')
}
