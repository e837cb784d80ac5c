import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { createTextEdge, type StopReason, type TextEdge } from '#edges/session/textEdge.ts'
import { type MsspVariables, msspText } from '#edges/telnet/mssp.ts'
import type { Desk } from './desk.ts'
import type { Ground } from './ground.ts'
import { listingOf } from './listing.ts'
import { programVersion } from './version.ts'

/** Where telnet can be had, for listings of this world. */
export interface ListedPorts {
  port: number
  tlsPort: number | undefined
}

/** Sessions of text clients, whatever carries their text, and how listings show the world. */
export interface TextSessions {
  edge: TextEdge
  /** The edge's name on the bus, of this run of this process alone. */
  name: string
  mssp(): MsspVariables
}

/** @param ports  asked each time that a listing is wanted */
export function openTextSessions(
  { config, areas, ruleFacts, bus, log, clock }: Ground,
  { accounts, services, presence, measures }: Desk,
  kind: string,
  ports: () => ListedPorts,
): TextSessions {
  const trusted = new Set(config.trustedAddresses)
  const facts = {
    name: config.name,
    host: config.host,
    areas,
    helpFiles: ruleFacts.helpFiles,
    rules: ruleFacts.counts,
    version: programVersion(),
    startedAtSeconds: Math.floor((performance.timeOrigin + performance.now()) / 1000),
  }
  const mssp = () => listingOf({ ...facts, ...ports() }, presence.online().length)
  const name = `${kind}-${randomUUID()}`
  const edge = createTextEdge({
    bus,
    edge: name,
    accounts,
    services,
    presence,
    log,
    trusted: (address) => trusted.has(address),
    msspReply: () => msspText(mssp()),
    ...(clock ? { clock } : {}),
  })
  measures.add(edge)
  return { edge, name, mssp }
}

/** Why edges end when this process does: alone it is the world, else one of its doors. */
export function stopReasonOf({ config }: Ground): StopReason {
  return config.cluster ? 'restart' : 'shutdown'
}
