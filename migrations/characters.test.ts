import t from 'tap'
import { loadCharacter } from './characters.ts'
import { authSecret } from './secrets.ts'
import { withTestDatabase } from './testing.ts'

const { db } = await withTestDatabase(t)

await db
  .insertInto('user')
  .values({ id: 'u1', name: 'Ada', email: 'ada@players.invalid', emailVerified: false })
  .execute()

async function character(uid: number): Promise<number> {
  const name = `Ada${uid}`
  await db
    .insertInto('character')
    .values({ uid, account_id: 'u1', name, name_key: name.toLowerCase() })
    .execute()
  return uid
}

t.test('a new character has no state and is nowhere', async (t) => {
  const uid = await character(1)
  t.strictSame(await loadCharacter(db, uid), {
    uid,
    accountId: 'u1',
    name: 'Ada1',
    zone: undefined,
    state: undefined,
    revision: 0,
    isInWorld: false,
  })
})

t.test('one that has played is found as it was kept', async (t) => {
  const uid = await character(2)
  const state = Uint8Array.of(0, 255, 92, 39)
  await db
    .updateTable('character')
    .set({ zone: 'crypt', state: Buffer.from(state), state_revision: 3, in_world: true })
    .where('uid', '=', uid)
    .execute()
  const { state: kept, ...rest } = (await loadCharacter(db, uid))!
  t.match(rest, { zone: 'crypt', revision: 3, isInWorld: true })
  t.strictSame(Uint8Array.from(kept!), state)
})

t.test('a character that is not there is not found', async (t) => {
  t.equal(await loadCharacter(db, 404), undefined)
})

t.test('programs that start together share one secret of 256 bits', async (t) => {
  const secrets = await Promise.all([authSecret(db), authSecret(db), authSecret(db)])
  t.equal(new Set(secrets).size, 1)
  t.match(secrets[0], /^[\w-]{43}$/)
})
