import { startWebSocket, type WebSocketEdge } from '#edges/websocket/edge.ts'
import { chooseServer } from '#edges/websocket/openServer.ts'
import type { Metrics } from '#engine/metrics.ts'
import type { Desk } from '#program/desk.ts'
import type { Ground } from '#program/ground.ts'
import { hostAndPort } from '#program/hostAndPort.ts'
import { openPorts } from '#program/startError.ts'
import { openTextSessions, stopReasonOf } from '#program/textSessions.ts'

/** Where WebSocket listens, as host:port. */
export interface WebSocketAddresses {
  websocket: string
}

/** Opens WebSocket: for graphical clients, and for text in web clients. */
export async function openWebSocket(ground: Ground, desk: Desk): Promise<WebSocketAddresses> {
  const { config, bus, log, parts, metrics, clock } = ground
  const text = openTextSessions(ground, desk, 'websocket-text', () => ({
    port: config.telnetPort,
    tlsPort: config.tls?.port,
  }))
  const { open, words } = await chooseServer()
  log.info(words)
  const where = { what: 'websocket', port: config.websocketPort, setting: 'LOAM_WEBSOCKET_PORT' }
  const edge = await openPorts(config.host, [where], () =>
    startWebSocket({
      host: config.host,
      port: config.websocketPort,
      openServer: open,
      bus,
      edge: text.name.replace('websocket-text', 'websocket'),
      text: text.edge,
      passes: desk.passes,
      presence: desk.presence,
      log,
      trusted: new Set(config.trustedAddresses),
      origins: config.origins,
      mssp: text.mssp,
      ...(clock ? { clock } : {}),
    }),
  )
  parts.add('websocket', () => edge.stop(stopReasonOf(ground)))
  desk.measures.add(edge.graphical)
  measure(metrics, edge)
  return { websocket: hostAndPort(config.host, edge.port) }
}

function measure(metrics: Metrics, edge: WebSocketEdge): void {
  const connections = () => edge.connections
  metrics.addGauge('loam_websocket_connections', 'WebSocket connections', connections)
  for (const [name, help] of TOTALS) {
    metrics.addCounter(`loam_websocket_${name}`, help, () => edge.counters[name])
  }
}

const TOTALS = [
  ['accepted', 'WebSocket connections accepted'],
  ['refused', 'WebSocket connections refused'],
  ['tooManyMessages', 'Connections closed because too many messages came'],
  ['malformed', 'Messages of text clients that nobody could read'],
  ['linesTooLong', 'Lines thrown away because of their length'],
  ['tooSlow', 'Connections of text clients closed because they did not read'],
] as const
