import t from 'tap'
import { withTestDatabase } from '#migrations/testing.ts'
import { roleCommand } from './role.ts'

const { db, url } = await withTestDatabase(t)
const account = { id: 'u1', name: 'Ada', username: 'ada', emailVerified: false }
await db
  .insertInto('user')
  .values({ ...account, email: 'ada@players.invalid' })
  .execute()
const names = ['Ada', "O'Neil"]
const rows = names.map((name, uid) => ({
  uid,
  account_id: 'u1',
  name,
  name_key: name.toLowerCase(),
}))
await db.insertInto('character').values(rows).execute()

const role = (...args: string[]) => roleCommand(args, { DATABASE_URL: url })

t.test('roles are told, given and listed', async (t) => {
  t.same(await role(), ['Nobody is more than a player.'])
  t.same(await role('ADA'), ['The account Ada has the role player.'])
  t.same(await role("o'neil", 'builder'), [
    'The account Ada has the role builder now; before, it was player.',
  ])
  t.same(await role(), ["builder  Ada (Ada, O'Neil)"])
  t.match(await role('ada', 'player'), [/role player now/])
  t.same(await role(), ['Nobody is more than a player.'])
})

t.test('what is not clear is refused in a sentence', async (t) => {
  const refusals: [args: string[], message: RegExp][] = [
    [['ada', 'king'], /"king" is no role: it must be player, builder, admin/],
    [['ada', 'admin', 'bob'], /one name and one role are enough, without "bob"/],
    [['zoe'], /no account and no character is called "zoe"/],
    [['zoe', 'admin'], /no account and no character is called "zoe"/],
  ]
  for (const [args, message] of refusals) {
    await t.rejects(role(...args), { code: 'ROLE', message }, args.join(' '))
  }
  t.match(await role('--help'), [/^Usage: npm run role/])
})
