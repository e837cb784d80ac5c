import { setImmediate } from 'node:timers/promises'
import { pino } from 'pino'
import { Threads } from '#engine/workers/threads.ts'
import type { Log } from '#migrations/log.ts'
import type { Program, ProgramOptions } from './beginning.ts'
import { type Config, helpText, readArguments, readConfig } from './config.ts'
import { programVersion } from './version.ts'

/** A stop that takes longer is cut short: whoever stops a program waits for it. */
const STOP_LIMIT_MS = 4_500
/** One of many processes hands its zones over first, one after the other. */
const LEAVE_LIMIT_MS = 15_000

/** Does what the command line asks for: starts the world, or prints help. */
export async function runCommandLine(): Promise<void> {
  try {
    const { does, record, roles } = readArguments(process.argv.slice(2))
    if (does === 'help') process.stdout.write(helpText())
    else if (does === 'version') process.stdout.write(`${programVersion()}\n`)
    else await run(readConfig(process.env, record, roles))
  } catch (error) {
    fail(error)
  }
}

async function run(config: Config): Promise<void> {
  const log = createLog(config)
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'A fault of the program itself: it ends')
    process.exit(1)
  })
  const began = performance.now()
  say(`Loam ${programVersion()} is opening ...\n`)
  // Loaded only now: help, and a word on a wrong setting, need not wait for all of the program.
  const threads = new Threads()
  if (!config.cluster) threads.startAhead()
  const ahead = await startServerAhead(config, log)
  const { startProgram } = await import('./program.ts')
  const waiting = new AbortController()
  const starting = startProgram(config, log, { threads, ...ahead, signal: waiting.signal })
  const limitMs = config.cluster ? LEAVE_LIMIT_MS : STOP_LIMIT_MS
  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    say('\nLoam is closing: players are told, and everything is kept ...\n')
    setTimeout(() => {
      log.error('The program did not stop in time: it is cut short')
      process.exit(1)
    }, limitMs).unref()
    waiting.abort(new Error('The program was asked to stop'))
    const program = await starting.catch(() => undefined)
    await program?.stop()
    say('Loam is closed.\n')
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      stop(signal).catch(fail)
    })
  }
  const program = await starting.catch((error) => {
    if (!stopping) throw error
    return undefined
  })
  if (program && !stopping) process.stdout.write(banner(program, config, performance.now() - began))
}

/** The private server takes as long to start as the program takes to load. */
async function startServerAhead(
  { dataDir, databaseUrl, cluster }: Config,
  log: pino.Logger,
): Promise<Pick<ProgramOptions, 'server'>> {
  if (cluster || databaseUrl !== undefined) return {}
  const { startEmbeddedAhead } = await import('#migrations/embedded/server.ts')
  const onLog: Log = (level, words) => log[level](words)
  const server = startEmbeddedAhead({ dataDir, fsync: true, log: onLog })
  // It is on its way before all is loaded that the program is made of.
  await setImmediate()
  return server === undefined ? {} : { server }
}

function createLog({ logLevel }: Config): pino.Logger {
  const level = logLevel ?? (process.stderr.isTTY ? 'warn' : 'info')
  return pino({ level, base: null }, pino.destination({ dest: 2, sync: true }))
}

/** For whoever sits at the terminal; logs are for all others. */
function say(words: string): void {
  if (process.stdout.isTTY) process.stdout.write(words)
}

function banner(program: Program, config: Config, tookMs: number): string {
  const { telnet, telnetTls, websocket, http } = program.addresses
  const { recordings, cluster } = config
  const lines = [
    `Loam ${programVersion()} is open, after ${(tookMs / 1000).toFixed(1)} s.`,
    '',
    ...(cluster ? [`  Roles      ${cluster.roles.join(', ')} of "${cluster.world}"`] : []),
    ...(telnet ? [`  Play       telnet ${spaced(telnet)}`] : []),
    ...(telnetTls ? [`  Play (TLS) ${reachable(telnetTls)}`] : []),
    ...(websocket ? [`  Play (web) ws://${reachable(websocket)}`] : []),
    `  Health     http://${reachable(http)}/readyz`,
    `  Database   ${program.database}`,
    ...(recordings === undefined ? [] : [`  Recording  ${recordings}`]),
    '',
    'Ctrl-C stops it and keeps everything.',
    '',
  ]
  return `${lines.join('\n')}\n`
}

/** From here: one cannot connect to the address that stands for all of a machine's addresses. */
function reachable(address: string): string {
  return address.replace(/^0\.0\.0\.0:/, '127.0.0.1:').replace(/^\[::\]:/, '[::1]:')
}

function spaced(address: string): string {
  return reachable(address).replace(/^\[?(.*?)\]?:(\d+)$/, '$1 $2')
}

/** An operator's mistake is told in one sentence; a fault of the program with all there is. */
function fail(error: unknown): never {
  const words = isCoded(error) ? error.message : error instanceof Error ? error.stack : error
  process.stderr.write(`${words}\n`)
  process.exit(1)
}

/** Codes that begin with ERR_ are Node's, for mistakes of programmers. */
function isCoded(error: unknown): error is Error & { code: string } {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return false
  return !error.code.startsWith('ERR_')
}
