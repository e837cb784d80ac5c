/** Why the program cannot start, in one plain sentence for the operator. */
export class StartError extends Error {
  readonly code: string

  constructor(code: string, message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}

/** A port to be opened: what it is for, and the setting that chooses it. */
export interface WantedPort {
  what: string
  port: number
  setting: string
}

/**
 * Opens one port or several by `open`.
 *
 * @throws {StartError} naming the port that cannot be had, or the address, and its setting
 */
export async function openPorts<T>(
  host: string,
  wanted: readonly [WantedPort, ...WantedPort[]],
  open: () => Promise<T>,
): Promise<T> {
  try {
    return await open()
  } catch (cause) {
    const code = codeOf(cause)
    const hostFault = HOST_FAULTS[code]
    if (hostFault !== undefined) {
      const sentence = `Cannot listen on "${host}": ${hostFault}; choose another with LOAM_HOST`
      throw new StartError('HOST_UNAVAILABLE', sentence, cause)
    }
    const { what, port, setting } = wanted.find((one) => one.port === portOf(cause)) ?? wanted[0]
    const reason = PORT_FAULTS[code] ?? reasonOf(cause)
    const sentence = `Cannot open port ${port} for ${what}: ${reason}`
    throw new StartError('PORT_UNAVAILABLE', `${sentence}; choose another with ${setting}`, cause)
  }
}

const HOST_FAULTS: Readonly<Record<string, string>> = {
  EADDRNOTAVAIL: 'this machine does not have that address',
  EAFNOSUPPORT: 'this machine does not have addresses of that kind',
  EINVAL: 'it cannot be listened on as it is',
  ENOTFOUND: 'that name is not known',
  EAI_AGAIN: 'that name cannot be looked up just now',
}

const PORT_FAULTS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program uses it',
  EACCES: 'this user may not open it',
}

const FILE_FAULTS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of its path is not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
}

/** Why a file or folder could not be read, in words. */
export function fileFault(error: unknown): string {
  return FILE_FAULTS[codeOf(error)] ?? reasonOf(error)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function portOf(error: unknown): unknown {
  return error instanceof Error && 'port' in error ? error.port : undefined
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
