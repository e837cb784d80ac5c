import t from 'tap'
import { testDataDir } from '#migrations/testing.ts'
import { roleCommand } from '#program/role.ts'
import type { Client } from './client.ts'
import { eventually, metric, openWorld, PASSWORD } from './world.ts'

/*
 * Talk beyond the room, in one process: every line is in a real database before anybody reads it.
 */

const dataDir = await testDataDir(t)
const world = await openWorld(t, { LOAM_DATA_DIR: dataDir })
const ada = await world.newPlayer('ada')
let bob = await world.newPlayer('bob')
await ada.ask('north')
await ada.ask('look')

/** All that has come to the screen once `words` are among it. */
async function reads(client: Client, words: string): Promise<string> {
  return (await client.sees(words)).join('\n')
}

/** Bob again, his screen not read. */
async function comesBack(): Promise<Client> {
  const client = await world.connect()
  await client.sees('By what name')
  client.send(`connect bob ${PASSWORD}`)
  return client
}

/** Ada says something, as soon as she may again. */
async function says(words: string): Promise<void> {
  const isSaid = async () => (await ada.ask(`gossip ${words}`)).at(-1)?.startsWith('[gossip]')
  await eventually('Ada to be heard', async () => (await isSaid()) === true)
}

/** Cuts the connection of `client`, whom `ada` sees to have lost the link. */
async function loses(client: Client, name: string): Promise<void> {
  client.end()
  const isLost = async () =>
    (await ada.ask('who')).some((line) => line.includes(`${name} (`) && line.includes('link lost'))
  await eventually('the link to be lost', isLost)
}

/** Ada begins a letter to Bob, and throws it away. @returns what she was told of it */
async function letter(): Promise<string> {
  const [told = ''] = await ada.ask('mail send bob the cat')
  if (!told.startsWith('A letter')) return told
  ada.send('~q')
  await ada.sees('It is thrown away.')
  return told
}

t.test('channels, history and who listens', async (t) => {
  bob.lines()
  t.same(await ada.ask('gossip Good morning.'), ['[gossip] Ada: Good morning.'])
  t.match(await reads(bob, 'Good morning.'), /^\[gossip\] Ada: Good morning\.$/m)
  t.same(await bob.ask('+gos :waves'), ['[gossip] Bob waves.'])
  t.match(await ada.ask('channel list'), [
    'Channels, and whether you hear them:',
    /^ {2}area +on +Talk with whoever is in the same area/,
    /^ {2}gossip +on +/,
    /^ {2}newbie +on +/,
    /^ {2}ooc +on +/,
  ])
  t.same(await bob.ask('channel leave gossip'), [
    'You have left "gossip". "channel join gossip" brings you back.',
  ])
  t.same(await ada.ask('channel who gossip'), ['One player listens to "gossip":', '  Ada'])
  await ada.ask('gossip Is anybody there?')
  t.match(await bob.ask('gossip Hm.'), [/^You have left "gossip"/])
  t.same(await bob.ask('channel join gossip'), ['You listen to "gossip" now.'])
  const history = await bob.ask('history gossip')
  t.match(history, [
    'Said last on "gossip":',
    /^\d\d:\d\d \[gossip\] Ada: Good morning\.$/,
    /^\d\d:\d\d \[gossip\] Bob waves\.$/,
    /^\d\d:\d\d \[gossip\] Ada: Is anybody there\?$/,
  ])
  t.same(await ada.ask('areasay Hm.'), ['[area] Ada: Hm.'])
  await bob.sees('[area] Ada: Hm.')
  t.match(await ada.ask('+staff Hm.'), [/^There is no channel "staff"/])
})

t.test('tells, answers and their recall', async (t) => {
  bob.lines()
  t.same(await ada.ask('tell bo Come north.'), ['You tell Bob, "Come north."'])
  await bob.sees('Ada tells you, "Come north."')
  t.same(await bob.ask('reply No.'), ['You tell Ada, "No."'])
  await ada.sees('Bob tells you, "No."')
  t.match(await ada.ask('replay tells'), [
    'Told last:',
    /^\d\d:\d\d You tell Bob, "Come north\."$/,
    /^\d\d:\d\d Bob tells you, "No\."$/,
  ])
  await bob.ask('afk tea')
  t.same(await ada.ask('tell bob Hm.'), ['You tell Bob, "Hm."', 'Bob is away: tea.'])
  await bob.ask('ignore ada')
  t.same(await ada.ask('tell bob Hm.'), ['Bob does not wish to hear from you.'])
  // Chat hears of it a moment later than the zone.
  await eventually('letters to be refused', async () => /^Bob does not wish/.test(await letter()))
  await bob.ask('unignore ada')
  await eventually('letters to be taken', async () => /^A letter to Bob/.test(await letter()))
})

t.test('boards are made in the game, written on, and removed', async (t) => {
  const create = 'board create songs Songs and their singers.'
  t.same(await ada.ask(create), ['Only admins may do that.'])
  await roleCommand(['ada', 'admin'], { LOAM_DATA_DIR: dataDir })
  t.same(await ada.ask(create), ['There is a board "songs" now.'])
  t.match((await bob.ask('board')).at(-1), /^ {2}songs +no posts +Songs and their singers\.$/)
  await bob.ask('board songs')
  for (const line of ['board write A cat', 'It is black.', '.']) bob.send(line)
  await bob.sees('It is number 1 on "songs".')
  t.match(await ada.ask('board songs 1'), [/^1 on "songs": A cat/])
  t.same(await ada.ask('board permit songs write builder'), [
    'It takes a builder now to write on "songs".',
  ])
  t.same(await bob.ask('board write A dog'), ['You may read what is on "songs", not write there.'])
  t.same(await ada.ask('board remove songs'), [
    'That would lose 1 post for good: "board remove songs with 1 post" does it.',
  ])
  t.same(await bob.ask('board remove songs with 1 post'), ['Only admins may do that.'])
  t.same(await ada.ask('board remove songs with 1 post'), ['There is no board "songs" any more.'])
  t.match(await bob.ask('board songs'), [/^There is no board "songs"/])
  await roleCommand(['ada', 'player'], { LOAM_DATA_DIR: dataDir })
})

t.test('whoever lost the link reads what was missed, once', async (t) => {
  bob.lines()
  await loses(bob, 'Bob')
  await ada.ask('gossip Where is Bob?')
  t.same(await ada.ask('tell bob Hm.'), ['Bob has lost the link and cannot hear you now.'])
  bob = await comesBack()
  const read = await reads(bob, 'Where is Bob?')
  t.match(read, /^Said while your link was lost, or just before:$/m)
  await ada.ask('gossip There you are.')
  t.match(await reads(bob, 'There you are.'), /^\[gossip\] Ada: There you are\.$/m)
  // What he types is a sign that he has read all that came before.
  await bob.ask('inventory')
  await loses(bob, 'Bob')
  bob = await comesBack()
  t.notMatch(await reads(bob, 'sp> '), /while your link was lost|There you are/)
  await ada.ask('gossip Again?')
  t.notMatch(await reads(bob, 'Again?'), /while your link was lost|There you are/)
})

t.test('whoever had quit is told that something was said', async (t) => {
  bob.send('quit')
  await bob.closes()
  await says('Good night, Bob.')
  t.match(await ada.ask('tell bob Hm.'), [/^Bob is not in the world now\./])
  bob = await comesBack()
  t.match(await reads(bob, 'while you were away'), /^One line was said on your channels/m)
  t.match(await bob.ask('replay'), ['Said last:', /\[gossip\] Ada: Good night, Bob\.$/])
})

t.test('what was said is counted', async (t) => {
  const { http } = world.program.addresses
  t.ok((await metric(http, 'loam_chat_said_total')) >= 10)
  t.ok((await metric(http, 'loam_edge_lines_heard_total')) >= 10)
  t.equal(await metric(http, 'loam_chat_failed_total'), 0)
})
