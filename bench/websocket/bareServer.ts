/**
 * The least that a server can do for many who watch the same: uWebSockets.js alone, which sends
 * each message to a topic. Runs as a process of its own.
 */
import { answerAsChild } from '#bench/child.ts'
import { loadUws } from '#edges/websocket/testUws.ts'
import { Beat, type Pace } from './pace.ts'

const BACKLOG_BYTES_MAX = 64 * 1024
const MESSAGE_BYTES_MAX = 16 * 1024

/** What is sent to all rooms, again and again. */
interface Sent extends Pace {
  message: Uint8Array
  compress: boolean
}

const uws = await loadUws()
const app = uws.App()
const beat = new Beat()

app.ws<{ room: string }>('/*', {
  maxPayloadLength: MESSAGE_BYTES_MAX,
  maxBackpressure: BACKLOG_BYTES_MAX,
  closeOnBackpressureLimit: false,
  idleTimeout: 0,
  sendPingsAutomatically: false,
  compression: uws.SHARED_COMPRESSOR | uws.SHARED_DECOMPRESSOR,
  upgrade: (response, request, context) =>
    response.upgrade(
      { room: request.getUrl().slice(1) },
      request.getHeader('sec-websocket-key'),
      request.getHeader('sec-websocket-protocol'),
      request.getHeader('sec-websocket-extensions'),
      context,
    ),
  open: (socket) => void socket.subscribe(socket.getUserData().room),
  message() {},
  dropped() {},
  drain() {},
  close() {},
})

answerAsChild({
  listen: () =>
    new Promise((resolve, reject) => {
      app.listen('127.0.0.1', 0, uws.LIBUS_LISTEN_EXCLUSIVE_PORT, (token) => {
        if (token === false) reject(new Error('no port is free'))
        else resolve(uws.us_socket_local_port(token))
      })
    }),
  start: ({ message, compress, ...pace }: Sent) =>
    beat.start(pace, (rooms) => {
      for (const room of rooms) app.publish(String(room), message, true, compress)
    }),
  /** @returns how many messages were published */
  stop: () => beat.stop(),
})
