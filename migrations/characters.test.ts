import t from 'tap'
import { loadCharacter, saveCharacter, saveCharacters } from './characters.ts'
import { authSecret } from './secrets.ts'
import { withTestDatabase } from './testing.ts'

const { db } = await withTestDatabase(t)
const now = new Date()

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

const bytes = (...values: number[]) => Uint8Array.from(values)

t.test('a new character has no state, and a saved one is found as it was', async (t) => {
  const uid = await character(1)
  const fresh = {
    uid,
    accountId: 'u1',
    name: 'Ada1',
    zone: undefined,
    state: undefined,
    revision: 0,
  }
  t.strictSame(await loadCharacter(db, uid), fresh)
  const state = bytes(0, 255, 92, 39)
  t.equal(await saveCharacter(db, uid, { zone: 'crypt', state, revision: 3 }), true)
  const { state: kept, ...rest } = (await loadCharacter(db, uid))!
  t.strictSame(rest, { uid, accountId: 'u1', name: 'Ada1', zone: 'crypt', revision: 3 })
  t.strictSame(Uint8Array.from(kept!), state)
  const { last_played_at } = await db
    .selectFrom('character')
    .select('last_played_at')
    .where('uid', '=', uid)
    .executeTakeFirstOrThrow()
  t.ok(last_played_at !== null && last_played_at >= now)
})

t.test('an older state never replaces a newer one', async (t) => {
  const uid = await character(2)
  await saveCharacter(db, uid, { zone: 'crypt', state: bytes(2), revision: 2 })
  t.equal(await saveCharacter(db, uid, { zone: 'meadow', state: bytes(1), revision: 1 }), false)
  t.equal(await saveCharacter(db, uid, { zone: 'meadow', state: bytes(9), revision: 2 }), false)
  t.match(await loadCharacter(db, uid), { zone: 'crypt', revision: 2 })
})

t.test('many are saved in one statement, each in its newest state', async (t) => {
  const uids = await Promise.all([11, 12, 13].map(character))
  await saveCharacter(db, 13, { zone: 'crypt', state: bytes(7), revision: 7 })
  const save = (uid: number, revision: number) => ({
    uid,
    zone: `zone, "${revision}"`,
    state: bytes(revision),
    revision,
  })
  const kept = await saveCharacters(db, [
    save(11, 2),
    save(12, 1),
    save(11, 1),
    save(13, 6),
    save(99, 1),
  ])
  t.strictSame(kept.toSorted(), [11, 12])
  const loaded = await Promise.all(uids.map((uid) => loadCharacter(db, uid)))
  t.strictSame(
    loaded.map((one) => [one?.uid, one?.zone, one?.state?.[0], one?.revision]),
    [
      [11, 'zone, "2"', 2, 2],
      [12, 'zone, "1"', 1, 1],
      [13, 'crypt', 7, 7],
    ],
  )
  t.strictSame(await saveCharacters(db, []), [])
})

t.test('a character that is not there is neither found nor saved', async (t) => {
  t.equal(await loadCharacter(db, 404), undefined)
  t.equal(await saveCharacter(db, 404, { zone: 'crypt', state: bytes(1), revision: 1 }), false)
})

t.test('programs that start together share one secret of 256 bits', async (t) => {
  const secrets = await Promise.all([authSecret(db), authSecret(db), authSecret(db)])
  t.equal(new Set(secrets).size, 1)
  t.match(secrets[0], /^[\w-]{43}$/)
})
