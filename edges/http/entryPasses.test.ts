import { sql } from 'kysely'
import t from 'tap'
import { withTestDatabase } from '#migrations/testing.ts'
import { createAccounts } from './accounts.ts'
import { StoredPasses } from './entryPasses.ts'

const { db } = await withTestDatabase(t)

const accounts = createAccounts({
  db,
  secret: 'x'.repeat(32),
  trustedAddresses: new Set(['127.0.0.1']),
  reservedNames: new Set(),
  onError: (words) => t.comment(words),
})
const made = await accounts.create('Ada', 'lantern-light', '127.0.0.1')
if ('refused' in made) throw new Error(made.words)
const ada = made.characters[0]!

/** Lets time pass for all passes that there are. */
async function pass(seconds: number): Promise<void> {
  await sql`
    update entry_pass set expires_at = expires_at - make_interval(secs => ${seconds})`.execute(db)
}

async function count(): Promise<number> {
  return (await db.selectFrom('entry_pass').select('hash').execute()).length
}

t.test('a ticket is good once, for its minute, and brings a token to resume with', async (t) => {
  const passes = new StoredPasses(db, () => 0)
  const ticket = await passes.ticketFor(ada.uid)
  t.equal(await passes.redeem('resume', ticket), undefined, 'it is no resume token')
  const redeemed = await passes.redeem('ticket', ticket)
  t.same(redeemed?.character, ada)
  t.equal(await passes.redeem('ticket', ticket), undefined)

  const late = await passes.ticketFor(ada.uid)
  await pass(61)
  t.equal(await passes.redeem('ticket', late), undefined)
  const again = await passes.redeem('resume', redeemed!.resumeToken)
  t.same(again?.character, ada)
  t.equal(await passes.redeem('resume', redeemed!.resumeToken), undefined)
  t.not(again?.resumeToken, redeemed?.resumeToken)
})

t.test('of twenty who try one ticket at once, one gets in', async (t) => {
  const passes = new StoredPasses(db, () => 0)
  const ticket = await passes.ticketFor(ada.uid)
  const tries = await Promise.all(Array.from({ length: 20 }, () => passes.redeem('ticket', ticket)))
  t.equal(tries.filter((redeemed) => redeemed !== undefined).length, 1)
})

t.test('tokens are random, and none is in the database', async (t) => {
  const passes = new StoredPasses(db, () => 0)
  const tickets = [await passes.ticketFor(ada.uid), await passes.ticketFor(ada.uid)]
  t.not(tickets[0], tickets[1])
  for (const ticket of tickets) {
    t.ok(Buffer.from(ticket, 'base64url').length >= 16)
    const found = await sql<{ found: boolean }>`
      select exists (select from entry_pass
        where position(${Buffer.from(ticket)}::bytea in hash) > 0) as found`.execute(db)
    t.equal(found.rows[0]?.found, false)
  }
})

t.test('one who stays connected can resume later, one who has left cannot', async (t) => {
  const passes = new StoredPasses(db, () => 0)
  const first = await passes.redeem('ticket', await passes.ticketFor(ada.uid))
  const second = await passes.redeem('ticket', await passes.ticketFor(ada.uid))
  await pass(299)
  await passes.keepAlive([first!.resumeToken])
  await pass(299)
  t.same((await passes.redeem('resume', first!.resumeToken))?.character, ada)
  t.equal(await passes.redeem('resume', second!.resumeToken), undefined)

  const third = await passes.redeem('ticket', await passes.ticketFor(ada.uid))
  await passes.revoke(third!.resumeToken)
  t.equal(await passes.redeem('resume', third!.resumeToken), undefined)
})

t.test('what has expired is removed after a while', async (t) => {
  let now = 0
  const passes = new StoredPasses(db, () => now)
  await passes.ticketFor(ada.uid)
  await pass(1000)
  await passes.ticketFor(ada.uid)
  const before = await count()
  now += 60_000
  await passes.ticketFor(ada.uid)
  t.ok((await count()) < before)
  t.equal(await count(), 2)
})

t.test('another password makes all tokens void', async (t) => {
  const passes = new StoredPasses(db, () => 0)
  const ticket = await passes.ticketFor(ada.uid)
  const playing = await passes.redeem('ticket', await passes.ticketFor(ada.uid))
  const changed = await accounts.changePassword(
    ada.uid,
    'lantern-light',
    'another-lantern',
    '127.0.0.1',
  )
  t.notOk('refused' in changed)
  t.equal(await passes.redeem('ticket', ticket), undefined)
  t.equal(await passes.redeem('resume', playing!.resumeToken), undefined)
})
