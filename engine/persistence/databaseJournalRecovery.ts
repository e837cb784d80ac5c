import type pg from 'pg'
import { inTransaction } from './databaseJournalConnection.ts'
import { type Cut, type Owned, type Setting, setAside } from './databaseJournalDamage.ts'
import { type KeptSnapshot, type KeptZone, type Mending, ZoneLostError } from './journal.ts'
import { isInternal, type RecordFault, readRecords, readSnapshot } from './zoneReading.ts'

const ZONE = 'select number, epoch from zone where name = $1'

const BEHIND = `
  select max(sequence) as last, count(*) as count from journal where zone = $1 and sequence > $2`

const DAMAGED = 'the table journal_damaged'

const MEMBERS = 'select count(*) as count from character where zone = $1 and in_world'

/** What a zone has, and what of it must be set aside. */
interface Findings extends Setting {
  badSnapshots: { id: number; damage: string }[]
  snapshot: KeptSnapshot | undefined
  records: KeptZone['records']
}

/** The database cannot read what is its own. */
class ZoneUnreadableError extends Error {
  readonly code = 'ZONE_UNREADABLE'

  constructor(zone: string, cause: pg.DatabaseError) {
    const words = `Cannot read the journal of zone "${zone}": "${cause.message}"`
    super(`${words}: the database itself is damaged, restore it from a backup`, { cause })
  }
}

/** Reads a zone at one moment; then, if anything is damaged, sets that aside. */
export async function recoverZone(
  client: pg.Client,
  name: string,
  mending?: Mending,
): Promise<KeptZone> {
  const mode = 'isolation level repeatable read read only'
  const found = await inTransaction(client, () => findZone(client, name), mode).catch((error) => {
    throw isInternal(error) ? new ZoneUnreadableError(name, error) : error
  })
  if (!found) return { snapshot: undefined, records: [], damage: [] }
  const { snapshot, records, zone } = found
  const isAllLost = !snapshot && records.length === 0
  const losses = lossesOf(found, isAllLost)
  if (losses.length === 0) return { snapshot, records, damage: [] }
  if (isAllLost && !mending?.acceptsLoss) throw new ZoneLostError(name, losses)
  const damage = found.cut ? [...losses.slice(0, -1), found.cut.damage] : losses
  const kept = { snapshot, records, damage: damage.map((words) => `Zone "${name}": ${words}`) }
  const settled = await setAside(client, zone, found, mending?.membersOf(kept))
  if (settled > 0) kept.damage.push(`Zone "${name}": ${settled} characters are as kept before that`)
  return kept
}

async function findZone(client: pg.Client, name: string) {
  const { rows } = await client.query<Omit<Owned, 'name'>>(ZONE, [name])
  if (!rows[0]) return undefined
  const zone = { ...rows[0], name }
  const members = await client.query<{ count: number }>(MEMBERS, [name])
  return { ...(await read(client, zone)), zone, members: members.rows[0]!.count }
}

type Found = NonNullable<Awaited<ReturnType<typeof findZone>>>

/** What is lost, in words; the cut last. */
function lossesOf({ badSnapshots, cut, members }: Found, isAllLost: boolean): string[] {
  const losses = badSnapshots.map((bad) => bad.damage)
  if (cut) losses.push(cut.loss)
  const isEmptied = losses.length === 0 && isAllLost && members > 0
  return isEmptied ? [`${members} characters should be in it, and no record is there`] : losses
}

async function read(client: pg.Client, zone: Owned): Promise<Findings> {
  const badSnapshots: Findings['badSnapshots'] = []
  const snapshot = await readSnapshot(client, zone, ({ id, sequence }) => {
    const damage = `the snapshot after record ${sequence} is damaged and was passed over`
    badSnapshots.push({ id, damage })
  })
  const records: KeptSnapshot[] = []
  const after = snapshot?.sequence ?? 0
  const bad = await readRecords(client, zone, after, (record) => records.push(record))
  const cut = bad && (await cutAt(client, zone, bad))
  return { snapshot, badSnapshots, records, cut }
}

async function cutAt(
  client: pg.Client,
  zone: Owned,
  { sequence, fault }: RecordFault,
): Promise<Cut> {
  const after = sequence - 1
  const values = [zone.number, after]
  const { rows } = await client.query<{ last: number; count: number }>(BEHIND, values)
  const { last, count } = rows[0]!
  const lost = last === sequence ? 'it was the last' : `nothing from it to ${last} can be used`
  const loss = `record ${sequence} is ${fault}: ${lost}`
  return { after, last, loss, damage: `${loss}; ${count} rows were moved to ${DAMAGED}` }
}
