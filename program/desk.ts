import { performance } from 'node:perf_hooks'
import { createAccounts } from '#edges/http/accounts.ts'
import { StoredPasses } from '#edges/http/entryPasses.ts'
import { StoredTickets } from '#edges/http/tickets.ts'
import { connectPresence } from '#edges/presence/connect.ts'
import type { Presence } from '#edges/presence/presence.ts'
import type { Accounts } from '#edges/session/accounts.ts'
import type { DeskServices } from '#edges/session/frontDesk.ts'
import { authSecret } from '#migrations/secrets.ts'
import { EdgeMeasures } from './edgeMeasures.ts'
import type { Ground } from './ground.ts'
import { TextFolder } from './texts.ts'

/** What all edges of a process share, whatever sockets they hold. */
export interface Desk {
  accounts: Accounts
  /** Tickets and marks of news in the database, and the texts of the operator's folder. */
  services: DeskServices
  /** With which clients enter that have no password at hand. */
  passes: StoredPasses
  /** Who plays where, and what was tried too often: over all edges, if Redis answers. */
  presence: Presence
  measures: EdgeMeasures
}

/** Makes ready what edges share, which takes a while. */
export async function readyDesk(ground: Ground): Promise<Desk> {
  const { config, ruleFacts, database, log, parts, metrics } = ground
  const { cluster } = config
  const onTrouble = (words: string) => log.warn(words)
  const presence = await connectPresence({
    url: cluster?.redisUrl,
    world: cluster?.world ?? '',
    onTrouble,
  })
  parts.add('presence', () => presence.stop())
  for (const [name, help] of PRESENCE_TOTALS) {
    metrics.addCounter(`loam_presence_${name}`, help, () => presence.counters[name])
  }
  const texts = await TextFolder.open({ folder: config.texts, onTrouble })
  parts.add('texts', async () => texts.stop())
  const tickets = new StoredTickets(database.db)
  const accounts = createAccounts({
    db: database.db,
    secret: await authSecret(database.db),
    presence,
    trustedAddresses: new Set(config.trustedAddresses),
    reservedNames: new Set(ruleFacts.commandWords),
    onError: (words) => log.error(words),
  })
  const passes = new StoredPasses(database.db, () => performance.now())
  const services = { tickets, newsMarks: tickets, texts }
  return { accounts, services, passes, presence, measures: new EdgeMeasures(metrics) }
}

const PRESENCE_TOTALS = [
  ['answeredAlone', 'Questions about all edges that this process answered by itself'],
  ['losses', 'Times that the way to the other edges was lost'],
] as const
