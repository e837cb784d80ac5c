/** Why the program cannot start, in one plain sentence for the operator. */
export class StartError extends Error {
  readonly code: string

  constructor(code: string, message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}

/**
 * Opens a port by `open`.
 *
 * @throws {StartError} naming the port and its setting, if it is taken or may not be had
 */
export async function openPort<T>(
  { what, port, setting }: { what: string; port: number; setting: string },
  open: () => Promise<T>,
): Promise<T> {
  try {
    return await open()
  } catch (cause) {
    throw new StartError(
      'PORT_UNAVAILABLE',
      `Cannot open port ${port} for ${what}: ${reasonOf(cause)}; choose another with ${setting}`,
      cause,
    )
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program uses it',
  EACCES: 'this user may not open it',
  EADDRNOTAVAIL: 'this machine does not have the address in LOAM_HOST',
  ENOTFOUND: 'the name in LOAM_HOST is not known',
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  const code = 'code' in cause ? String(cause.code) : ''
  return REASONS[code] ?? cause.message
}
