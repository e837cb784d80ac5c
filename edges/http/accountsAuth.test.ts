import { getMigrations } from 'better-auth/db/migration'
import t from 'tap'
import { authSecret } from '#migrations/secrets.ts'
import { withTestDatabase } from '#migrations/testing.ts'
import { createAuth } from './accountsAuth.ts'

const { db } = await withTestDatabase(t)

t.test('the migrated tables are all that better-auth wants', async (t) => {
  const auth = createAuth({
    db,
    secret: await authSecret(db),
    hash: async () => '',
    verify: async () => false,
    onError: (words) => t.fail(words),
  })
  const wanted = await getMigrations(auth.options)
  t.strictSame(wanted.toBeCreated, [])
  t.strictSame(wanted.toBeAdded, [])
  t.strictSame(wanted.toBeAddedIndexes, [])
  t.strictSame(wanted.schemaProblems, [])
})
