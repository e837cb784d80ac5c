import { type AddressMatcher, matches } from '#edges/telnet/address.ts'
import { clientAddress } from './forwarded.ts'
import { isAllowedOrigin } from './origin.ts'
import type { Refused, UpgradeRequest } from './server.ts'

const KEY = /^[+/0-9A-Za-z]{22}==$/
/** Sub-protocols that a client may offer before the rest is not looked at. */
const OFFERS_MAX = 32

export interface UpgradeRules {
  /** Sub-protocols that are spoken here. */
  protocols: readonly string[]
  /** Origins of pages that may connect, beside our own host's. */
  origins: readonly string[]
  /** Proxies, whose word on others' addresses is taken. */
  trusted: AddressMatcher
}

/** Who wants to connect, and how. */
export interface Wish {
  /** The client's own address, as far as trusted proxies tell. */
  address: string
  /** Bytes are encrypted on the way to us, or to a trusted proxy. */
  encrypted: boolean
  /** The first of those offered that is spoken here; `''` if none was offered. */
  protocol: string
}

/** Checks what RFC 6455 and we ask of a client that wants to speak WebSocket. */
export function checkUpgrade(request: UpgradeRequest, rules: UpgradeRules): Wish | Refused {
  const header = (name: string) => request.header(name).trim()
  if (header('upgrade').toLowerCase() !== 'websocket') {
    return { status: 426, words: 'A WebSocket begins with the header "Upgrade: websocket".' }
  }
  if (header('sec-websocket-version') !== '13') {
    return { status: 426, words: 'Only version 13 of WebSocket is spoken here.' }
  }
  if (!KEY.test(header('sec-websocket-key'))) {
    return { status: 400, words: 'Sec-WebSocket-Key must be 16 bytes in base64.' }
  }
  if (!isAllowedOrigin(header('origin'), header('host'), rules.origins)) {
    return { status: 403, words: 'Pages from elsewhere may not connect here.' }
  }
  const offered = header('sec-websocket-protocol')
  const protocol = chosen(offered, rules.protocols)
  if (protocol === undefined) {
    return { status: 400, words: `Offer one of these sub-protocols: ${rules.protocols.join(', ')}` }
  }
  const address = clientAddress(request.peer, header('x-forwarded-for'), rules.trusted)
  const isProxied = matches(rules.trusted, request.peer)
  const encrypted = isProxied && header('x-forwarded-proto').toLowerCase() === 'https'
  return { address, encrypted, protocol }
}

function chosen(offered: string, spoken: readonly string[]): string | undefined {
  if (offered === '') return ''
  const names = offered.split(',', OFFERS_MAX).map((name) => name.trim())
  return names.find((name) => spoken.includes(name))
}
