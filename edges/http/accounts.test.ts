import { randomUUID } from 'node:crypto'
import t from 'tap'
import { MemoryPresence } from '#edges/presence/memoryPresence.ts'
import type { Refusal, SignedIn } from '#edges/session/accounts.ts'
import { withTestDatabase } from '#migrations/testing.ts'
import { createAccounts } from './accounts.ts'

const { db } = await withTestDatabase(t)
const LOOPBACK = '127.0.0.1'
const AWAY = '203.0.113.9'
const PASSWORD = 'correct horse'
const WRONG = { refused: 'credentials', words: 'Wrong name or password.' }
const errors: string[] = []

/** Accounts as a newly started program has them, over the one database of this file. */
function start() {
  const clock = { nowMs: 0 }
  const accounts = createAccounts({
    db,
    secret: randomUUID() + randomUUID(),
    presence: new MemoryPresence(() => clock.nowMs),
    trustedAddresses: new Set([LOOPBACK]),
    reservedNames: new Set(['whisper']),
    onError: (words) => errors.push(words),
  })
  return { accounts, clock }
}

const { accounts } = start()

async function create(name: string): Promise<SignedIn> {
  const made = await accounts.create(name, PASSWORD, LOOPBACK)
  if ('refused' in made) throw new Error(made.words)
  return made
}

const refusalOf = (outcome: object | undefined) => (outcome as Refusal | undefined)?.refused

t.test('a new account has one character of its name and is signed into in any case', async (t) => {
  t.equal(await accounts.exists('Ada'), false)
  const made = await accounts.create('ada', PASSWORD, LOOPBACK)
  t.match(made, { accountId: /^\w{32}$/, accountName: 'Ada', characters: [{ name: 'Ada' }] })
  t.strictSame(await accounts.signIn('ADA', PASSWORD, LOOPBACK), made)
  t.equal(await accounts.exists('aDa'), true)
  t.strictSame(await accounts.signIn('ada', 'wrong horse', LOOPBACK), WRONG)
  t.strictSame(await accounts.signIn('nobody-here', PASSWORD, LOOPBACK), WRONG)
  const sessions = await db.selectFrom('session').select('id').execute()
  t.strictSame(sessions, [], 'no session is left behind')
})

t.test('what is kept of a password is its argon2id hash', async (t) => {
  const { accountId } = await create('Grace')
  const rows = await db
    .selectFrom('account')
    .select(['providerId', 'password'])
    .where('userId', '=', accountId)
    .execute()
  t.match(rows, [{ providerId: 'credential', password: /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/ }])
  t.equal(rows.length, 1)
})

t.test('names and passwords that will not do are refused, and nothing is made', async (t) => {
  await create('Edsger')
  const refused = async (name: string, password = PASSWORD) =>
    refusalOf(await accounts.create(name, password, LOOPBACK))
  t.equal(await refused('../x'), 'name-invalid')
  t.equal(await refused('x'.repeat(300)), 'name-invalid')
  t.equal(await refused('Whisper'), 'name-reserved')
  t.equal(await refused('EDSGER'), 'name-taken')
  t.equal(await refused('Barbara', 'short'), 'password-weak')
  t.equal(await accounts.exists('Barbara'), false)
  t.equal(refusalOf(await accounts.checkName('edsger')), 'name-taken')
  t.equal(await accounts.checkName('Barbara'), undefined)
})

t.test('a character may be named to sign in, and says which it is', async (t) => {
  const made = await create('Alan')
  const second = await accounts.addCharacter(made.accountId, 'turing')
  t.match(second, { name: 'Turing' })
  const characters = [...made.characters, second]
  const signedIn = { accountId: made.accountId, accountName: 'Alan', characters }
  t.strictSame(await accounts.signIn('alan', PASSWORD, LOOPBACK), signedIn)
  const named = await accounts.signIn('TURING', PASSWORD, LOOPBACK)
  t.strictSame(named, { ...signedIn, named: second })
  t.equal(refusalOf(await accounts.create('Turing', PASSWORD, LOOPBACK)), 'name-taken')
  t.equal(refusalOf(await accounts.addCharacter(made.accountId, 'Ada')), 'name-taken')
})

t.test('an account takes eight characters, even when all are asked for at once', async (t) => {
  const { accountId } = await create('Donald')
  const names = ['ka', 'kb', 'kc', 'kd', 'ke', 'kf', 'kg', 'kh', 'ki'].map((end) => `Knuth-${end}`)
  const added = await Promise.all(names.map((name) => accounts.addCharacter(accountId, name)))
  t.equal(added.filter((one) => 'uid' in one).length, 7)
  const refused = added.filter((one) => 'refused' in one)
  const words = 'An account has 8 characters at most.'
  t.strictSame(refused, [
    { refused: 'too-many-characters', words },
    { refused: 'too-many-characters', words },
  ])
  t.strictSame(await accounts.addCharacter('nobody', 'Knuth-kz'), WRONG)
})

t.test(
  'of many who want one name at once, one gets it and the others leave no trace',
  async (t) => {
    const { accountId } = await create('Niklaus')
    const outcomes = await Promise.all([
      ...[1, 2, 3, 4].map(() => accounts.create('Pascal', PASSWORD, LOOPBACK)),
      ...[1, 2].map(() => accounts.addCharacter(accountId, 'Pascal')),
    ])
    t.equal(outcomes.filter((one) => !('refused' in one)).length, 1)
    t.ok(outcomes.every((one) => ['name-taken', undefined].includes(refusalOf(one))))
    const users = await db
      .selectFrom('user')
      .select('id')
      .where('username', '=', 'pascal')
      .execute()
    const owners = await db
      .selectFrom('character')
      .select('account_id')
      .where('name_key', '=', 'pascal')
      .execute()
    t.equal(owners.length, 1)
    t.ok(users.length === 0 || users[0]?.id === owners[0]?.account_id)
  },
)

t.test('five wrong passwords make a name wait, known or not, but not for ever', async (t) => {
  await create('Tony')
  for (const name of ['Tony', 'Nobodys-name']) {
    const { accounts, clock } = start()
    for (let n = 0; n < 5; n += 1) {
      t.strictSame(await accounts.signIn(name, 'wrong horse', `10.0.0.${n}`), WRONG)
    }
    t.strictSame(await accounts.signIn(name, PASSWORD, '10.0.0.9'), {
      refused: 'too-many-tries',
      words: 'Too many wrong passwords: please try again in a second.',
    })
    clock.nowMs = 1000
    const outcome = await accounts.signIn(name, PASSWORD, '10.0.0.9')
    if (name === 'Tony') t.match(outcome, { accountName: 'Tony' })
    else t.strictSame(outcome, WRONG)
  }
})

t.test('guesses at once are no way around the waiting', async (t) => {
  const { accounts } = start()
  const guesses = Array.from({ length: 20 }, () => accounts.signIn('Tony', 'wrong horse', LOOPBACK))
  const refused = (await Promise.all(guesses)).map(refusalOf)
  t.equal(refused.filter((one) => one === 'credentials').length, 5)
  t.equal(refused.filter((one) => one === 'too-many-tries').length, 15)
})

t.test('an address waits after five failures with any names, a trusted one does not', async (t) => {
  const { accounts } = start()
  const guess = async (n: number, address: string) =>
    refusalOf(await accounts.signIn(`Guess-${'abcdefg'[n]}`, 'wrong horse', address))
  for (let n = 0; n < 5; n += 1) t.equal(await guess(n, '10.1.1.1'), 'credentials')
  t.equal(await guess(5, '10.1.1.1'), 'too-many-tries')
  t.equal(await guess(5, '10.1.1.2'), 'credentials', 'others are not held up')
  for (let n = 0; n < 7; n += 1) t.equal(await guess(n, LOOPBACK), 'credentials')
})

t.test('strangers who guess do not keep a player out where the player has been', async (t) => {
  const { accounts } = start()
  const home = '10.2.2.2'
  t.match(await accounts.signIn('Tony', PASSWORD, home), { accountName: 'Tony' })
  for (let n = 0; n < 6; n += 1) await accounts.signIn('Tony', 'wrong horse', `10.3.3.${n}`)
  t.equal(refusalOf(await accounts.signIn('Tony', PASSWORD, '10.4.4.4')), 'too-many-tries')
  t.match(await accounts.signIn('Tony', PASSWORD, home), { accountName: 'Tony' })
})

t.test('one address makes a handful of accounts, then waits', async (t) => {
  const { accounts, clock } = start()
  const make = async (end: string) =>
    refusalOf(await accounts.create(`Crowd-${end}`, PASSWORD, '10.5.5.5'))
  for (const end of ['va', 'vb', 'vc', 'vd', 've']) t.equal(await make(end), undefined)
  t.equal(await make('va'), 'name-taken', 'asked before the waiting')
  t.equal(await make('vf'), 'too-many-tries')
  clock.nowMs = 15_000
  t.equal(await make('vf'), undefined)
})

t.test('when too many sign in at once the last are asked to come again', async (t) => {
  const { accounts } = start()
  const tries = Array.from({ length: 110 }, (_, n) => {
    const name = `Rush-${String.fromCharCode(97 + (n % 26), 97 + Math.floor(n / 26))}`
    return accounts.signIn(name, PASSWORD, LOOPBACK)
  })
  const refused = (await Promise.all(tries)).map(refusalOf)
  t.ok(refused.includes('busy'))
  t.ok(refused.every((one) => one === 'busy' || one === 'credentials'))
})

t.test('without a database players are told to wait, and the operator why', async (t) => {
  t.strictSame(errors, [], 'nothing has failed so far')
  const broken = createAccounts({
    db: db.withSchema('nowhere'),
    secret: randomUUID() + randomUUID(),
    trustedAddresses: new Set(),
    reservedNames: new Set(),
    onError: (words) => errors.push(words),
  })
  const unavailable = {
    refused: 'unavailable',
    words: 'Accounts cannot be reached just now: please try again in a moment.',
  }
  t.strictSame(await broken.signIn('Ada', PASSWORD, '10.6.6.6'), unavailable)
  t.match(errors, [/^Accounts failed: relation "nowhere.user" does not exist$/])
})

t.test('a password is changed by whoever knows it, and ends what was signed in', async (t) => {
  const { accountId, characters } = await create('Katherine')
  const [first] = characters
  const other = await accounts.addCharacter(accountId, 'Dorothy')
  const now = new Date()
  const session = { id: 's1', userId: accountId, token: 't1', createdAt: now, updatedAt: now }
  await db
    .insertInto('session')
    .values({ ...session, expiresAt: new Date(2100, 1) })
    .execute()
  const change = (before: string, after: string, uid = first!.uid) =>
    accounts.changePassword(uid, before, after, LOOPBACK)

  t.equal(refusalOf(await change('wrong horse', 'a better horse')), 'credentials')
  t.equal(refusalOf(await change(PASSWORD, 'short')), 'password-weak')
  t.equal(refusalOf(await change(PASSWORD, 'katherine')), 'password-weak')
  t.equal(refusalOf(await change(PASSWORD, 'a better horse', 999_999_999)), 'credentials')
  const left = () => db.selectFrom('session').select('id').where('userId', '=', accountId).execute()
  t.equal((await left()).length, 1, 'a refusal ends nothing')

  t.same(await change(PASSWORD, 'a better horse'), [first, other])
  t.same(await left(), [])
  t.equal(refusalOf(await accounts.signIn('Katherine', PASSWORD, LOOPBACK)), 'credentials')
  t.match(await accounts.signIn('dorothy', 'a better horse', LOOPBACK), { accountId })
  const { password } = await db
    .selectFrom('account')
    .select('password')
    .where('userId', '=', accountId)
    .executeTakeFirstOrThrow()
  t.match(password, /^\$argon2id\$/)
})

t.test('who guesses at the old password has to wait', async (t) => {
  const { accounts } = start()
  const { characters } = await create('Annie')
  const guess = () => accounts.changePassword(characters[0]!.uid, 'wrong', 'a better horse', AWAY)
  for (let i = 0; i < 5; i++) t.equal(refusalOf(await guess()), 'credentials')
  t.equal(refusalOf(await guess()), 'too-many-tries')
})
