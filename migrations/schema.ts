import type { ColumnType } from 'kysely'

/** One column as information_schema describes it; a test holds the database to it. */
export interface Column {
  type: 'text' | 'boolean' | 'integer' | 'bigint' | 'bytea' | 'timestamp with time zone'
  nullable: boolean
  /** The database fills it in when an insert does not. */
  filled: boolean
}

function column<const T extends Column['type']>(type: T) {
  return { type, nullable: false, filled: false } as const
}

function optional<C extends Column>(of: C): Omit<C, 'nullable'> & { nullable: true } {
  return { ...of, nullable: true }
}

function filled<C extends Column>(of: C): Omit<C, 'filled'> & { filled: true } {
  return { ...of, filled: true }
}

const text = column('text')
const bool = column('boolean')
const int4 = column('integer')
const int8 = column('bigint')
const bytes = column('bytea')
const time = column('timestamp with time zone')

/**
 * Every table and column, declared once: the types below and the test against a migrated database
 * both come from it.
 *
 * `user`, `session`, `account` and `verification` belong to better-auth, which names their columns;
 * what it calls an account is one way of signing in, and what we call one is its user.
 */
export const TABLES = {
  user: {
    id: text,
    name: text,
    email: text,
    emailVerified: bool,
    image: optional(text),
    createdAt: filled(time),
    updatedAt: filled(time),
    /** The name in lower case: what one signs in with. */
    username: optional(text),
    displayUsername: optional(text),
    /** `player`, `builder` or `admin`. */
    role: filled(text),
  },
  session: {
    id: text,
    expiresAt: time,
    token: text,
    createdAt: filled(time),
    updatedAt: time,
    ipAddress: optional(text),
    userAgent: optional(text),
    userId: text,
  },
  account: {
    id: text,
    accountId: text,
    providerId: text,
    userId: text,
    accessToken: optional(text),
    refreshToken: optional(text),
    idToken: optional(text),
    accessTokenExpiresAt: optional(time),
    refreshTokenExpiresAt: optional(time),
    scope: optional(text),
    /** Argon2id in PHC format. */
    password: optional(text),
    createdAt: filled(time),
    updatedAt: time,
  },
  verification: {
    id: text,
    identifier: text,
    value: text,
    expiresAt: time,
    createdAt: filled(time),
    updatedAt: filled(time),
  },
  /** Keys that the program made for itself at its first start. */
  secret: {
    name: text,
    value: text,
  },
  /** Who hands out which uids (see uids.ts), and who runs the zone. */
  zone: {
    name: text,
    number: filled(int4),
    /** Uids up to `number * 2 ** 36 + uid_ceiling` have been handed out. */
    uid_ceiling: filled(int8),
    /** Grows with each lease; an append that carries another is refused. */
    epoch: filled(int4),
    /** The run of the program that has the lease. */
    holder: optional(text),
    lease_until: optional(time),
  },
  character: {
    uid: int8,
    account_id: text,
    name: text,
    /** The name in lower case, unique over all characters. */
    name_key: text,
    /** The zone to wake up in; null for one that has never played. */
    zone: optional(text),
    created_at: filled(time),
    last_played_at: optional(time),
    state: optional(bytes),
    /** Grows with each saved state; 0 while there is none. */
    state_revision: filled(int4),
    /** While true, what is kept of it lies in its zone's journal and snapshots, not in `state`. */
    in_world: filled(bool),
    /** When it last came or went; before that, when it was made. */
    since: filled(time),
  },
  /** How characters were kept before they came or went, for a day or so. */
  character_history: {
    id: filled(int8),
    uid: int8,
    /** From then on it was kept like this, … */
    since: time,
    /** … until then: the moment at which the record with which it came or went was written. */
    until: time,
    zone: optional(text),
    in_world: bool,
    /** Null also while it was in the world, as the zone kept it then. */
    state: optional(bytes),
    state_revision: int4,
    last_played_at: optional(time),
  },
  /** What zones did, one row a record, in the order of `sequence`: from 1, without holes. */
  journal: {
    /** The zone's number. */
    zone: int4,
    sequence: int8,
    /** Of the lease under which it was written. */
    epoch: int4,
    tick: int8,
    payload: bytes,
    /** CRC-32 over all the above, the zone by its name, as a signed number. */
    checksum: int4,
    written_at: filled(time),
  },
  /** Rows that were taken out of the journal because they, or one before them, were damaged. */
  journal_damaged: {
    id: filled(int8),
    zone: int4,
    sequence: int8,
    epoch: int4,
    tick: int8,
    payload: bytes,
    checksum: int4,
    written_at: time,
    /** What was found, in words. */
    damage: text,
    moved_at: filled(time),
  },
  /** Whole zones, each as it was after the journal's record `sequence`. */
  snapshot: {
    id: filled(int8),
    zone: int4,
    sequence: int8,
    epoch: int4,
    tick: int8,
    /** Length of the payload. */
    bytes: int4,
    /** As in the journal, over the whole payload. */
    checksum: int4,
    /** What a recovery found wrong with it, in words; null while nothing is known to be. */
    damage: optional(text),
    /** After every record of which the payload may know. */
    taken_at: filled(time),
    /** Payloads of the journal up to this record, summed over all the time there was a sum. */
    journal_bytes: filled(int8),
  },
  /** The payload of a snapshot, to be joined in the order of `number`: from 0. */
  snapshot_chunk: {
    snapshot: int8,
    number: int4,
    payload: bytes,
  },
  /** What players have told those who run the world. */
  ticket: {
    /** The number that its writer was told. */
    id: filled(int8),
    /** `bug`, `typo`, `idea` or `report`. */
    kind: text,
    /** Null after the account has gone. */
    account_id: optional(text),
    character_uid: int8,
    character_name: text,
    /** Who is reported; null in all other kinds. */
    about_uid: optional(int8),
    about_name: optional(text),
    /** Where the character was: `area:id`; '' if it is not known. */
    room: text,
    text,
    /** The last lines that the player read and typed. */
    seen: text,
    /** Of a report: what those two said lately, as its writer read it. */
    said: text,
    made_at: filled(time),
    /** An operator looks at it. */
    taken_at: optional(time),
    taken_by: optional(text),
    closed_at: optional(time),
    /** What its writer is told of how it ended. */
    answer: optional(text),
  },
  /** Which news an account has read last. */
  news_read: {
    account_id: text,
    /** A checksum of them. */
    mark: text,
    read_at: filled(time),
  },
  /** What lets a client in without a password, once: a ticket, or a token to resume with. */
  entry_pass: {
    /** SHA-256 of the token. */
    hash: bytes,
    kind: text,
    character_uid: int8,
    expires_at: time,
  },
  /** Where people talk beyond the room that they are in. */
  chat_channel: {
    name: text,
    title: text,
    /** `world`; or `area`: each area by itself. */
    scope: text,
    /** Which role it takes to hear it, and to speak there. */
    hear_role: text,
    speak_role: text,
    /** Each may speak there once in so many seconds; 0: as they like. */
    slow_seconds: filled(int4),
    made_at: filled(time),
  },
  /** Who does not listen to a channel. */
  chat_member: {
    uid: int8,
    channel: text,
    /** `muted`: for now; or `left`. */
    state: text,
  },
  /** Who may not speak for a while. */
  chat_silence: {
    uid: int8,
    /** '' everywhere. */
    channel: text,
    until: time,
    by_name: text,
  },
  /** One row: the number of the newest line. Whoever adds lines holds it, so that none is amiss. */
  chat_count: {
    id: int4,
    last: int8,
  },
  /** What was said on channels, and told from one player to another. */
  chat_line: {
    number: int8,
    said_at: time,
    /** '' of what is told to one. */
    channel: text,
    /** The area that heard it; '' wherever people were. */
    area: text,
    talker_uid: int8,
    talker_name: text,
    target_uid: optional(int8),
    target_name: optional(text),
    acted: bool,
    text,
  },
  /** Requests that are done, with their answers. */
  chat_done: {
    edge: text,
    number: int8,
    /** As an event on the wire. */
    answer: optional(bytes),
    done_at: filled(time),
  },
  /** Up to which line all sessions of an edge have heard what was for them. */
  chat_edge: {
    edge: text,
    mark: int8,
    seen_at: filled(time),
  },
  /** Up to which line a character has heard what was for it. */
  chat_place: {
    uid: int8,
    /** The edge whose mark counts, too; null when it plays nowhere. */
    edge: optional(text),
    mark: int8,
    /** It has quit, rather than lost its link. */
    is_over: bool,
    seen_at: filled(time),
    /** Names in lower case of those whom it does not want to hear from, parted by blanks. */
    ignored: filled(text),
  },
  /** Letters from player to player. */
  mail: {
    to_uid: int8,
    /** As its receiver calls it. */
    number: int4,
    from_uid: int8,
    from_name: text,
    subject: text,
    text,
    sent_at: time,
    read_at: optional(time),
  },
  /** Where all may read what somebody has written. */
  board: {
    name: text,
    title: text,
    read_role: text,
    write_role: text,
    /** Of the newest post, even if it is gone. */
    last_number: filled(int4),
    made_at: filled(time),
  },
  board_post: {
    board: text,
    number: int4,
    author_uid: int8,
    author_name: text,
    subject: text,
    text,
    posted_at: time,
  },
} as const satisfies Record<string, Record<string, Column>>

interface ValueTypes {
  text: string
  boolean: boolean
  integer: number
  /** A safe integer: reading one beyond fails. */
  bigint: number
  bytea: Uint8Array
  'timestamp with time zone': Date
}

type Value<C extends Column> = ValueTypes[C['type']] | (C['nullable'] extends true ? null : never)

type Inserted<C extends Column> = Value<C> | (C['filled'] extends true ? undefined : never)

type Table<T extends Record<string, Column>> = {
  [C in keyof T]: ColumnType<Value<T[C]>, Inserted<T[C]>, Value<T[C]>>
}

/** The tables as Kysely sees them. */
export type Schema = { [T in keyof typeof TABLES]: Table<(typeof TABLES)[T]> }
