import { spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseError, reasonOf } from '#migrations/errors.ts'
import type { Log } from '#migrations/log.ts'
import { type Binaries, canRun, findBinaries, likelyBinaries } from './binaries.ts'
import { CLUSTER_USER, prepareCluster } from './cluster.ts'
import { type DataDirLock, lockDataDir } from './lock.ts'
import { stopOrphan } from './orphan.ts'
import { Postgres } from './postgres.ts'
import { SOCKET_PORT, type SocketFolder, shortName, socketFolder } from './socket.ts'
import { asUser, type ServerUser, serverUser } from './user.ts'

export interface EmbeddedOptions {
  dataDir: string
  /** False trades durability for speed: for tests only. */
  fsync: boolean
  /** So many connections at once; by default as many as one program needs. */
  connections?: number
  log: Log
}

export interface EmbeddedServer {
  /** For pg, in this process or a child of it; carries no secret. */
  url: string
  /** At most about four seconds; then the data directory is free again. */
  stop(): Promise<void>
}

/**
 * Starts the private PostgreSQL of a data directory: in `<dataDir>/postgres`, reached by a unix
 * socket there and by nothing else.
 *
 * @throws {DatabaseError} with any code beginning DATA_DIR_, or DATABASE_PLATFORM or DATABASE_START
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const lock = lockDataDir(options.dataDir)
  try {
    return await startLocked(options, lock)
  } catch (error) {
    lock.release()
    if (error instanceof DatabaseError) throw error
    const message = `Cannot keep a database in "${options.dataDir}": ${reasonOf(error)}`
    throw new DatabaseError('DATA_DIR_UNWRITABLE', message, { cause: error })
  }
}

/**
 * The same for one that is not needed yet, so that it starts while other things are made ready;
 * undefined while the directory has no database. To make one takes seconds, and nobody wants it
 * before all else is known to be right.
 */
export function startEmbeddedAhead(options: EmbeddedOptions): Promise<EmbeddedServer> | undefined {
  if (!existsSync(join(options.dataDir, 'postgres', 'PG_VERSION'))) return undefined
  const server = startEmbedded(options)
  // What is wrong is told to whoever takes it.
  server.catch(() => {})
  return server
}

async function startLocked(options: EmbeddedOptions, lock: DataDirLock): Promise<EmbeddedServer> {
  const dataDir = realpathSync(options.dataDir)
  const folder = join(dataDir, 'postgres')
  const user = serverUser(existsSync(folder) ? folder : dataDir)
  const cluster = { ...options, folder, user, lock }
  const likely = existsSync(join(folder, 'PG_VERSION')) ? likelyBinaries(dataDir) : undefined
  if (likely) {
    try {
      // It is on its way before this function first waits.
      return await startWith(likely, cluster)
    } catch (error) {
      if (await canRun(likely, user)) throw error
    }
  }
  return startWith(await findBinaries(dataDir, user), cluster)
}

interface Cluster extends EmbeddedOptions {
  folder: string
  user: ServerUser
  lock: DataDirLock
}

async function startWith(binaries: Binaries, cluster: Cluster): Promise<EmbeddedServer> {
  const { folder, user, lock, fsync, log, connections } = cluster
  const clusterName = `loam-${shortName(folder)}`
  await prepareCluster(folder, binaries, user, fsync)
  await stopOrphan(folder, clusterName)
  const program = binaries.postgres
  const server = new Postgres({
    folder,
    program,
    user,
    clusterName,
    fsync,
    log,
    ...(connections === undefined ? {} : { connections }),
  })
  const socket = socketFolder(folder)
  const unwatch = watch(folder, user)
  const stop = async () => {
    await server.stop()
    unwatch()
    socket.remove()
  }
  try {
    await server.start()
  } catch (error) {
    await stop()
    throw error
  }
  const stopAndLeave = async () => {
    await stop()
    lock.release()
  }
  return { url: urlOf(socket), stop: stopAndLeave }
}

/**
 * The private PostgreSQL of a data directory that has one: that of the program that runs on it, or,
 * while none does, one that is started. Another user than the program's cannot reach it.
 *
 * @throws {DatabaseError} DATABASE_MISSING if there is none; whatever `startEmbedded` throws
 */
export async function joinEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { dataDir } = options
  if (!existsSync(join(dataDir, 'postgres'))) {
    throw new DatabaseError(
      'DATABASE_MISSING',
      `There is no database in "${dataDir}": name its folder by LOAM_DATA_DIR`,
    )
  }
  try {
    return await startEmbedded(options)
  } catch (error) {
    if (!(error instanceof DatabaseError && error.code === 'DATA_DIR_IN_USE')) throw error
    return {
      url: urlOf(socketFolder(join(realpathSync(dataDir), 'postgres'))),
      stop: async () => {},
    }
  }
}

function urlOf({ path }: SocketFolder): string {
  const query = `host=${encodeURIComponent(path)}&port=${SOCKET_PORT}&user=${CLUSTER_USER}`
  return `postgresql:///postgres?${query}`
}

/**
 * Makes the server end with this process, however that ends.
 *
 * PostgreSQL does not notice that its parent has died, so a shell waits on a pipe whose other end
 * only this process holds: when the kernel closes that, the shell asks the server, whichever then
 * runs in `folder`, for a fast shutdown. It costs 1 MB. Should the shell be killed too, the next
 * start stops what is left (see orphan.ts).
 *
 * @returns  ends the watch
 */
function watch(folder: string, user: ServerUser): () => void {
  const script = 'trap "" INT TERM HUP; read _; read -r pid < postmaster.pid && kill -INT "$pid"'
  const watcher = spawn('/bin/sh', ['-c', script], {
    ...asUser(user),
    cwd: folder,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watcher.once('error', () => {}) // no shell, no watch: the next start still stops the server
  watcher.stdin.once('error', () => {})
  watcher.unref()
  return () => watcher.kill('SIGKILL')
}
