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
  /** Who hands out which uids: see uids.ts. */
  zone: {
    name: text,
    number: filled(int4),
    /** Uids up to `number * 2 ** 36 + uid_ceiling` have been handed out. */
    uid_ceiling: filled(int8),
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
