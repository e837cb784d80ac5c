import type pg from 'pg'
import { numbers } from './databaseJournalConnection.ts'
import type { Holding, Lease } from './journal.ts'

/**
 * The time is the database's: the clocks of several machines need not agree. No lease is longer
 * than a minute: one that ends later than that is of a time before the clock was set back, and
 * whoever still has it prolongs it in a second or two.
 */
const TAKE = `
  update zone
  set epoch = epoch + 1, holder = $2, lease_until = now() + $3 * interval '1 millisecond'
  where name = $1 and (holder is null or holder = $2
    or lease_until not between now() and now() + interval '2 minutes')
  returning name as zone, epoch`

/** Rows are locked in one order, that of appends, lest one waits for the other. */
const PROLONG = `
  with mine as materialized (
    select number from zone
    join unnest($1::text[], $2::integer[]) as given (name, epoch)
      on given.name = zone.name and given.epoch = zone.epoch
    where zone.holder = $3
    order by number for no key update of zone
  )
  update zone set lease_until = now() + $4 * interval '1 millisecond'
  from mine where zone.number = mine.number
  returning zone.name as zone`

const GIVE_BACK = `
  update zone set holder = null, lease_until = null
  where name = $1 and epoch = $2 and holder = $3`

const HOLDER = `
  select holder, lease_until as until from zone
  where name = $1 and holder is not null and lease_until is not null`

export async function findHolder(client: pg.Client, zone: string): Promise<Holding | undefined> {
  return (await client.query<Holding>(HOLDER, [zone])).rows[0]
}

/**
 * Each lease has an epoch of its own, even if its holder had the zone before: what a worker that
 * crashed may still have on its way must not come after what its successor has read.
 */
export async function acquireLease(
  client: pg.Client,
  zone: string,
  holder: string,
  leaseMs: number,
): Promise<Lease | undefined> {
  const take = () => client.query<Lease>(TAKE, [zone, holder, leaseMs])
  const taken = await take()
  if (taken.rows[0]) return taken.rows[0]
  // Only a zone that is new is inserted: a try that conflicts would use up one of the numbers.
  const known = await client.query('select from zone where name = $1', [zone])
  if (known.rowCount !== 0) return undefined
  await client.query('insert into zone (name) values ($1) on conflict do nothing', [zone])
  return (await take()).rows[0]
}

/** @returns the zones whose lease is lost */
export async function renewLeases(
  client: pg.Client,
  leases: readonly Lease[],
  holder: string,
  leaseMs: number,
): Promise<string[]> {
  const zones = leases.map(({ zone }) => zone)
  const epochs = numbers(leases.map(({ epoch }) => epoch))
  const query = { name: 'prolong', text: PROLONG, values: [zones, epochs, holder, leaseMs] }
  const { rows } = await client.query<{ zone: string }>(query)
  const prolonged = new Set(rows.map(({ zone }) => zone))
  return zones.filter((zone) => !prolonged.has(zone))
}

export async function releaseLease(
  client: pg.Client,
  { zone, epoch }: Lease,
  holder: string,
): Promise<void> {
  await client.query(GIVE_BACK, [zone, epoch, holder])
}
