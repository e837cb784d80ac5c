import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A server that tests and the local cluster need. */
export interface Program {
  /** Its file's name. */
  name: string
  debianPackage: string
  image: string
}

export const NATS: Program = {
  name: 'nats-server',
  debianPackage: 'nats-server',
  image: 'nats:2-alpine',
}

export const REDIS: Program = {
  name: 'redis-server',
  debianPackage: 'redis-server',
  image: 'redis:7-alpine',
}

/** How a server can be run: the path of its file, or in Docker. */
export type Found = { path: string } | { image: string }

/** What is asked of the machine, so that a test can answer instead. */
export interface Machine {
  /** Folders in which programs are looked for. */
  folders: readonly string[]
  platform: NodeJS.Platform
  isRoot: boolean
  isExecutable(file: string): boolean
  exists(file: string): boolean
  /** Runs a command to its end: whether it went well, and what it said last. */
  run(command: string, args: readonly string[]): { ok: boolean; words: string }
}

/** A server that is nowhere, with the one command that would bring it. */
export class ServiceError extends Error {
  readonly code: 'SERVICE_MISSING' | 'SERVICE_START'

  constructor(code: ServiceError['code'], message: string) {
    super(message)
    this.code = code
  }
}

/** Debian puts servers where an ordinary user's PATH does not look. */
const SERVER_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/opt/homebrew/bin', '/usr/local/bin']
/** Only root can write in its folder; a lock that is held by a process ends with it. */
const LOCK = '/run/loam-services.lock'
const INSTALL_TIMEOUT_MS = 300_000
const WORDS_MAX = 600

/**
 * Finds a server: on PATH, else from Debian's package if we are root on Debian or Ubuntu, else in
 * Docker. It blocks: an installation takes a while, once.
 *
 * @throws {ServiceError} SERVICE_MISSING, naming the command that would help
 */
export function findProgram(program: Program, machine: Machine = thisMachine()): Found {
  const path = onPath(program.name, machine)
  if (path !== undefined) return { path }
  const isDebian = machine.exists('/etc/debian_version')
  const failure = machine.isRoot && isDebian ? install(program, machine) : ''
  const installed = onPath(program.name, machine)
  if (installed !== undefined) return { path: installed }
  if (machine.run('docker', ['info', '--format', '{{.ID}}']).ok) return { image: program.image }
  const said = failure === '' ? '' : ` (${failure})`
  throw new ServiceError(
    'SERVICE_MISSING',
    `Cannot find "${program.name}"${said}: ${remedy(program, machine, isDebian)}`,
  )
}

function onPath(name: string, { folders, isExecutable }: Machine): string | undefined {
  return folders.map((folder) => join(folder, name)).find(isExecutable)
}

/**
 * Of several that want it at once one installs, and the others find it done.
 *
 * @returns what went wrong, or nothing
 */
function install({ name, debianPackage }: Program, machine: Machine): string {
  const get = 'apt-get -qq -o DPkg::Lock::Timeout=120'
  const script =
    `command -v ${name} && exit; export DEBIAN_FRONTEND=noninteractive; ` +
    `${get} install -y --no-install-recommends ${debianPackage} || ` +
    `{ ${get} update && ${get} install -y --no-install-recommends ${debianPackage}; }`
  const { ok, words } = machine.run('flock', [LOCK, 'sh', '-c', script])
  return ok ? '' : `apt-get failed: ${words.trim().slice(-WORDS_MAX)}`
}

function remedy({ name, debianPackage }: Program, { platform }: Machine, isDebian: boolean) {
  if (isDebian) return `run "sudo apt-get install -y ${debianPackage}"`
  if (platform === 'darwin') return `run "brew install ${name.replace('redis-server', 'redis')}"`
  return `start Docker by "sudo systemctl start docker", or put "${name}" on PATH`
}

function thisMachine(): Machine {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return {
    folders: [...folders, ...SERVER_FOLDERS],
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    isExecutable,
    exists: existsSync,
    run(command, args) {
      const { status, stdout, stderr, error } = spawnSync(command, args, {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: INSTALL_TIMEOUT_MS,
      })
      return { ok: status === 0, words: error?.message ?? `${stdout}${stderr}` }
    },
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}
