import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createConnection, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Found, findProgram, type Program, ServiceError } from './findProgram.ts'

/** Below those that systems give to outgoing connections: a restart finds its port free. */
const PORTS = [20_000, 32_000] as const
const START_TRIES = 5
const READY_MS = 15_000
const POLL_MS = 10
const STOP_MS = 2000
const NOISE_MAX = 4000

/** A private server, on a port of this machine that nothing else uses. */
export interface Service {
  readonly port: number
  /** Freezes it, as a machine that swaps or a cable that is cut would: connections stay open. */
  pause(): void
  resume(): void
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>
  /** Ends it, if it runs, and starts it on the same port. */
  restart(): Promise<void>
  /** Ends it and removes its folder. Repeated calls are harmless. */
  stop(): Promise<void>
}

export interface ServiceOptions {
  program: Program
  /**
   * Its arguments. In Docker `host` is all addresses, and `folder` where the container has it.
   *
   * @param folder  empty, the service's own; put files for it into `outside`, which is the same
   */
  args(place: { host: string; port: number; folder: string; outside: string }): string[]
  /** What is said to it, and what its first words are once it is ready. */
  hello: string
  greeting: string
}

/**
 * Starts a private server, which ends when `stop` is called or this process does, however that
 * ends.
 *
 * @throws {ServiceError} SERVICE_MISSING, or SERVICE_START with what it said
 */
export async function startService(options: ServiceOptions): Promise<Service> {
  const found = findProgram(options.program)
  const folder = mkdtempSync(join(tmpdir(), `loam-${options.program.name}-`))
  for (let tries = 1; ; tries++) {
    const service = new Running(options, found, folder, await freePort())
    try {
      await service.start()
      return service
    } catch (error) {
      await service.endNow()
      // Somebody else may have taken the port in this very moment.
      if (tries < START_TRIES) continue
      await service.stop()
      throw error
    }
  }
}

class Running implements Service {
  readonly port: number
  readonly #options: ServiceOptions
  readonly #found: Found
  readonly #folder: string
  readonly #container: string
  #child: ChildProcess | undefined
  #watcher: ChildProcess | undefined
  #noise = ''

  constructor(options: ServiceOptions, found: Found, folder: string, port: number) {
    this.port = port
    this.#options = options
    this.#found = found
    this.#folder = folder
    this.#container = `loam-${options.program.name}-${process.pid}-${port}`
  }

  async start(): Promise<void> {
    const child = this.#spawn()
    this.#child = child
    this.#noise = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#noise = (this.#noise + text).slice(-NOISE_MAX)
      })
    }
    child.once('error', (error) => {
      this.#noise += error.message
    })
    this.#watch(child)
    const until = performance.now() + READY_MS
    while (!(await this.#answers())) {
      if (hasEnded(child) || performance.now() > until) throw this.#startError()
      await delay(POLL_MS)
    }
  }

  pause(): void {
    this.#signal('SIGSTOP', 'pause')
  }

  resume(): void {
    this.#signal('SIGCONT', 'unpause')
  }

  async kill(): Promise<void> {
    await this.endNow()
  }

  async restart(): Promise<void> {
    await this.#end('SIGTERM')
    await this.start()
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM')
    rmSync(this.#folder, { recursive: true, force: true })
  }

  async endNow(): Promise<void> {
    await this.#end('SIGKILL')
  }

  #spawn(): ChildProcess {
    const { program, args } = this.#options
    const outside = this.#folder
    // A group of its own: ctrl-C at a terminal is for us, who stop it when all its users have gone.
    const how = { detached: true, stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'] }
    if ('path' in this.#found) {
      const place = { host: '127.0.0.1', port: this.port, folder: outside, outside }
      return spawn(this.#found.path, args(place), { ...how, cwd: outside })
    }
    const place = { host: '0.0.0.0', port: this.port, folder: '/loam', outside }
    const run = ['run', '--rm', '--name', this.#container, '-v', `${outside}:/loam`]
    const publish = ['-p', `127.0.0.1:${this.port}:${this.port}`]
    const inside = [this.#found.image, program.name, ...args(place)]
    return spawn('docker', [...run, ...publish, ...inside], how)
  }

  /** Whether a connection is answered as the server answers. */
  #answers(): Promise<boolean> {
    const { hello, greeting } = this.#options
    const socket = createConnection({ host: '127.0.0.1', port: this.port })
    socket.setTimeout(READY_MS, () => socket.destroy())
    if (hello !== '') socket.once('connect', () => socket.write(hello))
    return new Promise((resolve) => {
      socket.once('data', (data) => resolve(data.toString().startsWith(greeting)))
      socket.once('error', () => resolve(false))
      socket.once('close', () => resolve(false))
    }).finally(() => socket.destroy()) as Promise<boolean>
  }

  /** A paused server hears nothing but this: it is resumed, so that it can end. */
  async #end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.#child
    if (!child || child.pid === undefined) return
    const exited = hasEnded(child) ? Promise.resolve() : once(child, 'exit')
    if (!hasEnded(child)) {
      this.resume()
      if ('image' in this.#found) docker('kill', '--signal', signal, this.#container)
      else send(child, signal)
    }
    const lateKill = setTimeout(() => send(child, 'SIGKILL'), STOP_MS)
    await exited
    clearTimeout(lateKill)
    this.#watcher?.kill('SIGKILL')
    if (this.#child === child) this.#child = undefined
  }

  #signal(signal: 'SIGSTOP' | 'SIGCONT', command: 'pause' | 'unpause'): void {
    if ('image' in this.#found) docker(command, this.#container)
    else if (this.#child) send(this.#child, signal)
  }

  /**
   * Ends the server with this process, even if that is killed: a shell waits on a pipe whose other
   * end only we hold.
   */
  #watch(child: ChildProcess): void {
    this.#watcher?.kill('SIGKILL')
    const remove =
      'image' in this.#found
        ? `docker kill ${this.#container} >/dev/null`
        : `kill -KILL ${child.pid}`
    const script = `trap "" INT TERM HUP; read _; ${remove}; rm -rf -- "$0"`
    this.#watcher = spawn('/bin/sh', ['-c', script, this.#folder], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    this.#watcher.once('error', () => {})
    this.#watcher.stdin?.once('error', () => {})
    this.#watcher.unref()
    child.unref()
    unrefed(child.stdout)
    unrefed(child.stderr)
    unrefed(this.#watcher.stdin)
  }

  #startError(): ServiceError {
    const said = this.#noise.trim()
    const words = said === '' ? 'it said nothing' : `it said: ${said}`
    const { name } = this.#options.program
    return new ServiceError(
      'SERVICE_START',
      `Cannot start "${name}" on port ${this.port}: ${words}`,
    )
  }
}

/** Pipes of a child are sockets, which keep a program running unless they are told not to. */
function unrefed(stream: unknown): void {
  if (typeof stream !== 'object' || stream === null || !('unref' in stream)) return
  if (typeof stream.unref === 'function') stream.unref()
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null
}

function send(child: ChildProcess, signal: NodeJS.Signals): void {
  if (!hasEnded(child)) child.kill(signal)
}

function docker(...args: string[]): void {
  spawnSync('docker', args, { stdio: 'ignore' })
}

async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(...PORTS)
    const server = createServer()
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => resolve(true))
    })
    if (!isFree) continue
    await new Promise((resolve) => server.close(resolve))
    return port
  }
}
