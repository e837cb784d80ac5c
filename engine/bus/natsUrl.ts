/** Where NATS is and who we are there. */
export interface NatsPlace {
  /** Each as host:port. */
  servers: readonly string[]
  /** What a client is told of its credentials, as the client library has it. */
  credentials: { user: string; pass: string } | { token: string } | undefined
  /** Whether only TLS will do; without, it is used where a server has it. */
  tls: boolean
}

export class NatsUrlError extends Error {
  readonly code = 'NATS_URL_INVALID'
}

const PORT = 4222

/**
 * Reads `nats://user:password@host:port`, `nats://token@host` or `tls://…`; several parted by
 * commas are servers of one cluster, with the credentials of the first that has any.
 *
 * @throws {NatsUrlError} which does not repeat what may hold a password
 */
export function readNatsUrl(text: string): NatsPlace {
  const urls = text.split(',').map((each) => readOne(each.trim()))
  const withUser = urls.find(({ username }) => username !== '')
  return {
    servers: urls.map(({ hostname, port }) => `${hostname}:${port || PORT}`),
    credentials: withUser && credentialsOf(withUser),
    tls: urls.some(({ protocol }) => protocol === 'tls:'),
  }
}

function readOne(text: string): URL {
  const url = URL.parse(text)
  if (url && url.hostname !== '' && ['nats:', 'tls:'].includes(url.protocol)) return url
  throw new NatsUrlError(
    'Cannot use the address of NATS: it must be like "nats://user:password@host:4222", ' +
      '"nats://token@host" or "tls://host"',
  )
}

function credentialsOf({ username, password }: URL): NatsPlace['credentials'] {
  const [user, pass] = [decodeURIComponent(username), decodeURIComponent(password)]
  return password === '' ? { token: user } : { user, pass }
}
