import { sql } from 'kysely'
import type { Change, Db } from './done.ts'
import { type Channel, type MemberState, type Role, roleOf, type Silence } from './rules.ts'

/** All channels, in the order in which they were made. */
export async function allChannels(db: Db | Change): Promise<Channel[]> {
  const rows = await db
    .selectFrom('chat_channel')
    .selectAll()
    .orderBy('made_at')
    .orderBy('name')
    .execute()
  return rows.map((row) => ({
    name: row.name,
    title: row.title,
    scope: row.scope === 'area' ? 'area' : 'world',
    hearRole: roleOf(row.hear_role),
    speakRole: roleOf(row.speak_role),
    slowSeconds: row.slow_seconds,
  }))
}

/** The role of a character's account; of one that there is not, a player's. */
export async function roleOfCharacter(db: Db | Change, uid: number): Promise<Role> {
  return (await rolesOf(db, [uid])).get(uid) ?? 'player'
}

export async function rolesOf(
  db: Db | Change,
  uids: readonly number[],
): Promise<Map<number, Role>> {
  const rows = await db
    .selectFrom('character')
    .innerJoin('user', 'user.id', 'character.account_id')
    .select(['character.uid', 'user.role'])
    .where('character.uid', 'in', uids)
    .execute()
  return new Map(rows.map(({ uid, role }) => [uid, roleOf(role)]))
}

/** On which channels a character is not `joined`. */
export async function statesOf(db: Db | Change, uid: number): Promise<Map<string, MemberState>> {
  const rows = await db
    .selectFrom('chat_member')
    .select(['channel', 'state'])
    .where('uid', '=', uid)
    .execute()
  return new Map(rows.map(({ channel, state }) => [channel, state as MemberState]))
}

/** To which channels each does not listen, by uid. */
export async function deafnessOf(db: Db, uids: readonly number[]): Promise<Map<number, string[]>> {
  return uids.length === 0 ? new Map() : channelsBy(db, uids, ['left', 'muted'])
}

/** Which channels each has left, by uid. */
export async function leftBy(
  change: Change,
  uids: readonly number[],
): Promise<Map<number, string[]>> {
  return channelsBy(change, uids, ['left'])
}

async function channelsBy(
  db: Db | Change,
  uids: readonly number[],
  states: readonly string[],
): Promise<Map<number, string[]>> {
  const rows = await db
    .selectFrom('chat_member')
    .select(['uid', 'channel'])
    .where('uid', 'in', uids)
    .where('state', 'in', states)
    .execute()
  const channels = new Map<number, string[]>()
  for (const { uid, channel } of rows) channels.set(uid, [...(channels.get(uid) ?? []), channel])
  return channels
}

/** Who of `uids` does not listen to `channel`. */
export async function deafTo(
  db: Db,
  channel: string,
  uids: readonly number[],
): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom('chat_member')
    .select('uid')
    .where('channel', '=', channel)
    .where('uid', 'in', uids)
    .execute()
  return new Set(rows.map(({ uid }) => uid))
}

/** Has a character listen, or not; nothing happens if there is no such character. */
export async function setState(
  db: Db,
  uid: number,
  channel: string,
  state: MemberState,
): Promise<void> {
  if (state === 'joined') {
    await db
      .deleteFrom('chat_member')
      .where('uid', '=', uid)
      .where('channel', '=', channel)
      .execute()
    return
  }
  await sql`
    insert into chat_member (uid, channel, state)
    select character.uid, chat_channel.name, ${state} from character, chat_channel
    where character.uid = ${uid} and chat_channel.name = ${channel}
    on conflict (uid, channel) do update set state = excluded.state`.execute(db)
}

/** Who may not speak, by uid. */
export async function silencesOf(
  change: Change,
  uids: readonly number[],
): Promise<Map<number, Silence[]>> {
  const rows = await change
    .selectFrom('chat_silence')
    .select(['uid', 'channel', 'until'])
    .where('uid', 'in', uids)
    .execute()
  const silences = new Map<number, Silence[]>()
  for (const { uid, channel, until } of rows) {
    const known = silences.get(uid) ?? []
    silences.set(uid, [...known, { channel, untilMs: until.getTime() }])
  }
  return silences
}
