import { startTelnet, type TelnetListener } from '#edges/telnet/listener.ts'
import type { Metrics } from '#engine/metrics.ts'
import type { Config } from '#program/config.ts'
import type { Desk } from '#program/desk.ts'
import type { Ground } from '#program/ground.ts'
import { hostAndPort } from '#program/hostAndPort.ts'
import { openPorts, type WantedPort } from '#program/startError.ts'
import { openTextSessions, stopReasonOf } from '#program/textSessions.ts'

/** Where telnet listens, as host:port. */
export interface TelnetAddresses {
  telnet: string
  telnetTls?: string
}

/** Opens telnet, and over TLS if there is a certificate. */
export async function openTelnet(ground: Ground, desk: Desk): Promise<TelnetAddresses> {
  const { config, tls, parts, metrics } = ground
  let opened: TelnetListener | undefined
  const text = openTextSessions(ground, desk, 'telnet', () => ({
    port: opened?.port ?? config.telnetPort,
    tlsPort: opened?.tlsPort,
  }))
  const listener = await openPorts(config.host, telnetPorts(config), () =>
    startTelnet({
      host: config.host,
      port: config.telnetPort,
      ...(tls ? { tls } : {}),
      mssp: text.mssp,
      trustedAddresses: new Set(config.trustedAddresses),
      onTerminal: (terminal) => text.edge.welcome(terminal, terminal.ready),
    }),
  )
  opened = listener
  parts.add('telnet', async () => {
    // Both wait for clients to go, which some never do: one after the other would take twice as
    // long.
    await Promise.all([text.edge.stop(stopReasonOf(ground)), listener.stop()])
  })
  measure(metrics, listener)
  const { port, tlsPort } = listener
  const telnet = hostAndPort(config.host, port)
  return tlsPort === undefined
    ? { telnet }
    : { telnet, telnetTls: hostAndPort(config.host, tlsPort) }
}

function measure(metrics: Metrics, listener: TelnetListener): void {
  metrics.addGauge('loam_telnet_connections', 'Telnet connections', () => listener.connections)
  for (const [name, help] of TOTALS) {
    metrics.addCounter(`loam_telnet_${name}`, help, () => listener.counters[name])
  }
}

const TOTALS = [
  ['accepted', 'Connections accepted'],
  ['refused', 'Connections refused'],
  ['malformed', 'Malformed subnegotiations'],
  ['linesTooLong', 'Lines thrown away because of their length'],
  ['tooSlow', 'Connections closed because they did not read'],
] as const

function telnetPorts({ telnetPort, tls }: Config): [WantedPort, ...WantedPort[]] {
  const plain = { what: 'telnet', port: telnetPort, setting: 'LOAM_TELNET_PORT' }
  if (tls === undefined) return [plain]
  return [plain, { what: 'telnet over TLS', port: tls.port, setting: 'LOAM_TLS_PORT' }]
}
