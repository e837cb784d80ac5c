/** [limit] A message that a client sends; a longer one ends the connection. */
export const MESSAGE_BYTES_MAX = 16 * 1024
/**
 * [limit] What may wait in memory for a client to read it, beyond what the system holds; what comes
 * while more waits is left out.
 */
export const BACKLOG_BYTES_MAX = 64 * 1024
/** A client from which nothing has come for so long is asked, and cut if it does not answer. */
export const IDLE_SECONDS = 30
/** Text shorter than this is not worth deflating: its bytes fill no packet either way. */
export const COMPRESS_FROM_BYTES = 512

/** A client's wish to speak WebSocket, as its HTTP request has it. Good while it is decided. */
export interface UpgradeRequest {
  /** The address of the TCP connection's other end. */
  readonly peer: string
  /** The value of a header, by its name in lower case; `''` if there is none. */
  header(name: string): string
}

/** Why a client is not taken: an HTTP status and a sentence. */
export interface Refused {
  status: number
  words: string
}

/** How a client is taken. One of the two calls follows, once, at once. */
export interface Taken {
  /** The sub-protocol, one of those offered; `''` for none. */
  protocol: string
  /** Whether to agree to permessage-deflate. */
  compress: boolean
  /** The client is connected: who hears of it from now on. */
  open(socket: ServerSocket): SocketListener
  /** The handshake failed after all. */
  abandon(): void
}

export type Decide = (request: UpgradeRequest) => Refused | Taken

/** The server's end of one connection. All calls are harmless once it is closed. */
export interface ServerSocket {
  /** Bytes sent and not yet taken by the system. */
  readonly bufferedBytes: number
  /** Sends one message, which the socket does not keep: bytes as BINARY, a string as TEXT. */
  send(message: Uint8Array | string): void
  /** From now on it is sent what is published under `topic`, in order with what it is sent. */
  join(topic: string): void
  leave(topic: string): void
  /** Closes with a code of RFC 6455 and a reason of 123 bytes at most. */
  close(code: number, reason: string): void
  /** Cuts it. */
  destroy(): void
}

/** What the owner of a socket hears. No call comes from within one of its own to the socket. */
export interface SocketListener {
  /** @param bytes  good until the call returns */
  message(bytes: Uint8Array, isBinary: boolean): void
  /** Messages to it are left out: more than `BACKLOG_BYTES_MAX` waits to be read. */
  lagging(): void
  /** After `lagging`: all that waited has been read. */
  drained(): void
  /** It is gone, by whichever side's wish. Called once; nothing follows. */
  closed(): void
}

/** A WebSocket server, whichever package it is made with. */
export interface WebSocketServer {
  readonly madeWith: 'uWebSockets.js' | 'ws'
  readonly port: number
  /** Sends one BINARY message to all who have joined `topic`. */
  publish(topic: string, bytes: Uint8Array): void
  /** Takes no more clients. */
  stopListening(): void
  /** Takes no more clients and cuts those there are. */
  stop(): Promise<void>
}

export interface ServerOptions {
  host: string
  /** 0 takes a free port. */
  port: number
  decide: Decide
}

/** Opens a server. @throws the system's error, as EADDRINUSE, if the port cannot be had */
export type OpenServer = (options: ServerOptions) => Promise<WebSocketServer>

/** The answer to a request that is no WebSocket's. */
export const NO_WEBSOCKET: Refused = {
  status: 426,
  words: 'This port speaks WebSocket only.',
}

const STATUS_WORDS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  426: 'Upgrade Required',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
}

/** `426 Upgrade Required`. */
export function statusLine(status: number): string {
  return `${status} ${STATUS_WORDS[status] ?? 'Refused'}`
}

/** Headers that go with a refusal. */
export function refusalHeaders(status: number): Readonly<Record<string, string>> {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8' }
  if (status !== 426) return headers
  return { ...headers, Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' }
}
