import t from 'tap'
import { loadCharacter } from './characters.ts'
import { authSecret } from './secrets.ts'
import { withTestDatabase } from './testing.ts'

const { db } = await withTestDatabase(t)

await db
  .insertInto('user')
  .values({ id: 'u1', name: 'Ada', email: 'ada@players.invalid', emailVerified: false })
  .execute()

const ZONES = { zones: ['crypt', 'vale'], startZone: 'vale' }

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
  t.strictSame(await loadCharacter(db, uid, ZONES), {
    uid,
    accountId: 'u1',
    name: 'Ada1',
    zone: undefined,
    state: undefined,
    revision: 0,
    isInWorld: false,
    wakesIn: 'vale',
    epoch: 0,
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
  const { state: kept, ...rest } = (await loadCharacter(db, uid, ZONES))!
  t.match(rest, { zone: 'crypt', revision: 3, isInWorld: true })
  t.strictSame(Uint8Array.from(kept!), state)
})

t.test('a character wakes in its zone, or where all begin if that is no more', async (t) => {
  const uid = await character(3)
  for (const [name, epoch] of [
    ['crypt', 4],
    ['vale', 9],
    ['sunken', 11],
  ] as const) {
    await db.insertInto('zone').values({ name, epoch }).execute()
  }
  const found = async (zone: string) => {
    await db.updateTable('character').set({ zone }).where('uid', '=', uid).execute()
    const { wakesIn, epoch } = (await loadCharacter(db, uid, ZONES))!
    return [wakesIn, epoch]
  }
  t.strictSame(await found('crypt'), ['crypt', 4])
  t.strictSame(await found('sunken'), ['vale', 9], 'with the epoch of where it goes')
})

t.test('a character that is not there is not found', async (t) => {
  t.equal(await loadCharacter(db, 404, ZONES), undefined)
})

t.test('programs that start together share one secret of 256 bits', async (t) => {
  const secrets = await Promise.all([authSecret(db), authSecret(db), authSecret(db)])
  t.equal(new Set(secrets).size, 1)
  t.match(secrets[0], /^[\w-]{43}$/)
})
