const REQUEST = 1
const ACCEPTED = 2
const REJECTED = 3

/** Asks the client to take UTF-8 (RFC 2066: REQUEST, separator, names). */
export const CHARSET_REQUEST = Buffer.from('\x01;UTF-8', 'latin1')

/** Says no to a request of the client's own: ours was there first, and a server's prevails. */
export const CHARSET_REJECTED = Uint8Array.of(REJECTED)

/**
 * What a CHARSET body says: our request taken or refused, one of the client's own, or nothing of
 * use.
 */
export function parseCharset(body: Buffer): 'utf-8' | 'refused' | 'request' | undefined {
  if (body[0] === REQUEST) return 'request'
  if (body[0] === REJECTED) return 'refused'
  if (body[0] !== ACCEPTED) return undefined
  return /^utf-?8$/i.test(body.toString('latin1', 1)) ? 'utf-8' : undefined
}
