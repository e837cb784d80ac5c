import { betterAuth } from 'better-auth'
import { username } from 'better-auth/plugins/username'
import type { Kysely } from 'kysely'
import type { Schema } from '#migrations/schema.ts'
import { isNameShaped, nameKey } from './names.ts'

export interface AuthOptions {
  /** May be a transaction: then all that is done through the result belongs to it. */
  db: Kysely<Schema>
  secret: string
  hash: (password: string) => Promise<string>
  verify: (stored: string, password: string) => Promise<boolean>
  onError: (words: string) => void
}

/** better-auth as we use it: names and passwords, no e-mail, nothing told to anyone outside. */
export function createAuth({ db, secret, hash, verify, onError }: AuthOptions) {
  return betterAuth({
    appName: 'Loam',
    baseURL: 'http://loam.invalid',
    secret,
    database: { db, type: 'postgres' },
    // The tables are our migrations' affair, and a transaction cannot look at them as it wants.
    advanced: { database: { validateSchema: false } },
    // Who guards names and addresses is accountsGuard.ts.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message) => onError(message) },
    emailAndPassword: {
      enabled: true,
      autoSignIn: false, // signing up makes no session
      minPasswordLength: 1, // accountsPasswords.ts has looked at it
      maxPasswordLength: 4096,
      password: { hash, verify: ({ hash: stored, password }) => verify(stored, password) },
    },
    plugins: [username({ usernameValidator: isNameShaped, usernameNormalization: nameKey })],
  })
}
