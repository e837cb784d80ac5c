import pg from 'pg'
import { numbers } from './databaseJournalConnection.ts'
import { checksumOf } from './databaseJournalSums.ts'
import type { JournalRecord, Lease } from './journal.ts'

const UNIQUE_VIOLATION = '23505'

/** Repeats of one batch that may be under way at the server at once: one a lost connection. */
const REPEATS_MAX = 3

/**
 * Payloads travel as one value, in binary, and are cut up here; an array of them would travel as
 * text of twice the length.
 *
 * The zones' rows are locked until the commit: whoever takes a zone over waits for us or is seen
 * by us. Nothing is kept unless every record finds its zone in its own epoch.
 */
const WRITE_RECORDS = `
  with given as materialized (
    select * from unnest(
      $2::text[], $3::integer[], $4::bigint[], $5::bigint[], $6::integer[], $7::integer[],
      $8::integer[]
    ) as given (zone, epoch, sequence, tick, start, length, checksum)
  ), owned as materialized (
    select name, number, epoch from zone where name = any ($2) order by number for share
  ), fit as materialized (
    select number, given.* from given
    join owned on owned.name = given.zone and owned.epoch = given.epoch
  ), written as (
    insert into journal (zone, sequence, epoch, tick, payload, checksum)
    select number, sequence, epoch, tick, substring($1::bytea from start for length), checksum
    from fit
    where (select count(*) from fit) = cardinality($2)
    order by number, sequence
  )`

/**
 * Characters that come and go with the records. Their rows are locked in the order of their uids:
 * two who lock several in different orders would wait for each other.
 *
 * What the rows were is remembered under the records' own time: whoever wants the world of a moment
 * finds a character either in its zone's records up to then or in such a row, and never in both.
 */
const MOVE_CHARACTERS = `, moved as materialized (
    select * from unnest(
      $9::bigint[], $10::text[], $11::boolean[], $12::integer[], $13::integer[], $14::integer[]
    ) as moved (uid, zone, in_world, start, length, leavings)
    where (select count(*) from fit) = cardinality($2)
  ), locked as materialized (
    select uid, since, zone, in_world, state, state_revision, last_played_at
    from character where uid = any ($9) order by uid for no key update
  ), remembered as (
    insert into character_history
      (uid, since, until, zone, in_world, state, state_revision, last_played_at)
    select uid, since, now(), locked.zone, locked.in_world,
      case when not locked.in_world then locked.state end, state_revision, last_played_at
    from locked join moved using (uid)
  ), updated as (
    update character
    set in_world = moved.in_world, zone = moved.zone, since = now(),
      state = coalesce(substring($1::bytea from moved.start for moved.length), character.state),
      state_revision = character.state_revision + moved.leavings,
      last_played_at = case when moved.leavings > 0 then now() else character.last_played_at end
    from moved join locked using (uid)
    where character.uid = moved.uid
  )`

const NAME_FENCED = `
  select distinct zone, epoch from given
  where not exists (
    select from owned where owned.name = given.zone and owned.epoch = given.epoch
  )`

const FIND_KEPT = `
  select zone.name as zone, zone.epoch as "currentEpoch",
    journal.sequence, journal.epoch, journal.checksum
  from unnest($1::text[], $2::bigint[]) as given (name, sequence)
  join zone on zone.name = given.name
  join journal on journal.zone = zone.number and journal.sequence = given.sequence`

interface KeptRow extends Lease {
  currentEpoch: number
  sequence: number
  checksum: number
}

/**
 * Keeps records in one statement, which is one round trip and one commit.
 *
 * Should some have been kept already, by a try whose answer was lost, nothing is kept and those are
 * looked at: what is the same is left out of the next try.
 *
 * @returns the leases that are lost: if there are any, nothing was kept
 */
export async function appendRecords(
  client: pg.Client,
  records: readonly JournalRecord[],
): Promise<readonly Lease[]> {
  let rest = records
  for (let repeats = 0; rest.length > 0; repeats += 1) {
    try {
      return await write(client, rest)
    } catch (error) {
      if (!isUniqueViolation(error) || repeats === REPEATS_MAX) throw error
    }
    const { fenced, unkept } = await compare(client, rest)
    if (fenced.length > 0) return fenced
    rest = unkept
  }
  return []
}

async function write(client: pg.Client, records: readonly JournalRecord[]): Promise<Lease[]> {
  const payloads = new Payloads()
  const lengths = records.map(({ payload }) => payload.length)
  const values = [
    records.map(({ zone }) => zone),
    numbers(records.map(({ epoch }) => epoch)),
    numbers(records.map(({ sequence }) => sequence)),
    numbers(records.map(({ tick }) => tick)),
    numbers(records.map(({ payload }) => payloads.add(payload))),
    numbers(lengths),
    numbers(records.map((record) => checksumOf(record, [record.payload]))),
  ]
  const moves = movesOf(records)
  if (moves.length === 0) {
    const text = WRITE_RECORDS + NAME_FENCED
    const query = { name: 'write-records', text, values: [payloads.joined(), ...values] }
    return (await client.query<Lease>(query)).rows
  }
  const moveValues = [
    numbers(moves.map(({ uid }) => uid)),
    moves.map(({ zone }) => zone),
    moves.map(({ inWorld }) => inWorld),
    numbers(moves.map(({ state }) => (state ? payloads.add(state) : null))),
    numbers(moves.map(({ state }) => state?.length ?? null)),
    numbers(moves.map(({ leavings }) => leavings)),
  ]
  const text = WRITE_RECORDS + MOVE_CHARACTERS + NAME_FENCED
  const all = [payloads.joined(), ...values, ...moveValues]
  return (await client.query<Lease>({ name: 'write-and-move', text, values: all })).rows
}

/** Many values on their way as one. */
class Payloads {
  readonly #parts: Uint8Array[] = []
  #length = 0

  /** @returns where it begins, counted from 1 as SQL does */
  add(payload: Uint8Array): number {
    this.#parts.push(payload)
    this.#length += payload.length
    return this.#length - payload.length + 1
  }

  joined(): Buffer {
    return Buffer.concat(this.#parts)
  }
}

interface Move {
  uid: number
  zone: string
  inWorld: boolean
  state: Uint8Array | undefined
  leavings: number
}

/**
 * What becomes of each character over all records: a statement can update a row only once, and one
 * who enters and leaves may do so within one batch.
 */
function movesOf(records: readonly JournalRecord[]): Move[] {
  const moves = new Map<number, Move>()
  for (const { zone, entered, left } of records) {
    for (const uid of entered) {
      const before = moves.get(uid)
      const { state, leavings = 0 } = before ?? {}
      moves.set(uid, { uid, zone, inWorld: true, state, leavings })
    }
    for (const { uid, state, next = zone } of left) {
      const leavings = (moves.get(uid)?.leavings ?? 0) + 1
      moves.set(uid, { uid, zone: next, inWorld: false, state, leavings })
    }
  }
  return [...moves.values()]
}

async function compare(
  client: pg.Client,
  records: readonly JournalRecord[],
): Promise<{ fenced: Lease[]; unkept: JournalRecord[] }> {
  const { rows } = await client.query<KeptRow>(FIND_KEPT, [
    records.map(({ zone }) => zone),
    numbers(records.map(({ sequence }) => sequence)),
  ])
  const kept = new Map(rows.map((row) => [`${row.sequence} ${row.zone}`, row]))
  const fenced = new Map<string, Lease>()
  const unkept: JournalRecord[] = []
  for (const record of records) {
    const { zone, epoch, sequence } = record
    const row = kept.get(`${sequence} ${zone}`)
    if (row === undefined) unkept.push(record)
    else if (!isSame(record, row)) fenced.set(`${epoch} ${zone}`, { zone, epoch })
  }
  return { fenced: [...fenced.values()], unkept }
}

function isSame(record: JournalRecord, row: KeptRow): boolean {
  if (row.epoch !== record.epoch || row.currentEpoch !== record.epoch) return false
  return row.checksum === checksumOf(record, [record.payload])
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === UNIQUE_VIOLATION
}
