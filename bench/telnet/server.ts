import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BenchError } from '#bench/benchError.ts'
import { onEarlyEnd } from '#bench/cleanups.ts'

/** A server that runs as a process of its own. */
export interface Server {
  /** When it was started, as `performance.now()` told. */
  beganMs: number
  pid: number
  port: number
  /** Where WebSocket is spoken; 0: nowhere. */
  webPort: number
  /** Reads a number from what it tells of itself; 0 if it tells nothing by that name. */
  metric(name: string): Promise<number>
  /** All that it tells of itself, as Prometheus reads it. */
  metrics(): Promise<string>
  stop(): Promise<void>
}

const START_LIMIT_MS = 60_000
const STOP_LIMIT_MS = 10_000
const METRICS_LIMIT_MS = 5_000

/** What is kept of what it printed. */
const OUTPUT_MAX = 10_000

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Starts the whole program on a world of its own, with an empty database. */
export async function startLoam(): Promise<Server> {
  const dataDir = mkdtempSync(join(tmpdir(), 'loam-bench-'))
  return startLoamOn(dataDir, () => rmSync(dataDir, { recursive: true, force: true }))
}

/**
 * Starts the whole program on the world of `dataDir`.
 *
 * @param databaseUrl  the database to be used; `''`: a private one in `dataDir`
 */
export async function startLoamOn(
  dataDir: string,
  onStopped = () => {},
  databaseUrl = '',
): Promise<Server> {
  const environment = {
    LOAM_HOST: '127.0.0.1',
    LOAM_TELNET_PORT: '0',
    LOAM_HTTP_PORT: '0',
    LOAM_WEBSOCKET_PORT: '0',
    LOAM_DATA_DIR: dataDir,
    LOAM_LOG_LEVEL: 'warn',
    // Whatever the operator's own world runs on, bots have no business there.
    DATABASE_URL: databaseUrl,
    LOAM_TLS_CERTIFICATE: '',
    LOAM_TLS_KEY: '',
  }
  return start('main.ts', environment, onStopped)
}

/** Starts a server that says back what it hears: the least that a server can do with a line. */
export function startEcho(): Promise<Server> {
  return start('bench/telnet/echoServer.ts', {}, () => {})
}

/** @param onStopped  called when the process has ended, also if it could not start */
async function start(
  script: string,
  environment: Readonly<Record<string, string>>,
  onStopped: () => void,
): Promise<Server> {
  const beganMs = performance.now()
  // As npm starts it.
  const child = spawn(process.execPath, ['--import', './tools/node24.js', script], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const forget = onEarlyEnd(() => stop())
  const stop = async () => {
    await stopProcess(child)
    forget()
    onStopped()
  }
  try {
    const banner = await readBanner(child, script)
    const port = Number(/telnet \S+ (\d+)/.exec(banner)?.[1])
    const webPort = Number(/ws:\/\/\S+:(\d+)/.exec(banner)?.[1] ?? 0)
    const http = /http:\/\/([^/\s]+)/.exec(banner)?.[1]
    return {
      beganMs,
      pid: child.pid!,
      port,
      webPort,
      metric: async (name) => sumOf(await readMetrics(http), name),
      metrics: () => readMetrics(http),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Waits for what the program prints when it is open: it ends with an empty line. */
function readBanner(child: ChildProcess, script: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    const failed = (why: string) => {
      reject(new BenchError('BENCH_SERVER', `Cannot start ${script}: ${why}\n${printed}`.trim()))
    }
    const late = setTimeout(failed, START_LIMIT_MS, `it took over ${START_LIMIT_MS / 1000} s`)
    const hear = (text: string) => {
      printed = (printed + text).slice(-OUTPUT_MAX)
      if (!/telnet \S+ \d+/.test(printed) || !printed.endsWith('\n\n')) return
      clearTimeout(late)
      resolve(printed)
    }
    child.stdout?.setEncoding('utf8').on('data', hear)
    child.stderr?.setEncoding('utf8').on('data', hear)
    child.once('exit', (code) => {
      clearTimeout(late)
      failed(`it ended with code ${code}`)
    })
  })
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS)
  await ended
  clearTimeout(late)
}

async function readMetrics(http: string | undefined): Promise<string> {
  if (http === undefined) return ''
  const response = await fetch(`http://${http}/metrics`, {
    signal: AbortSignal.timeout(METRICS_LIMIT_MS),
  })
  return response.text()
}

/** Of one name over all its labels. */
function sumOf(metrics: string, name: string): number {
  const lines = metrics.split('\n').filter((line) => line.startsWith(`${name}{`))
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
}
