import t from 'tap'
import { testFolder, withTestDatabase } from '#migrations/testing.ts'
import { natsServer, redisServer } from '#tools/services/testing.ts'
import { Child } from './child.ts'
import { Client } from './client.ts'
import { openBorder, twoZones } from './twoZones.ts'
import { eventually, PASSWORD, settingsFor } from './world.ts'

/*
 * The chat in a world of many processes: two telnet edges, two zones, and a chat process, on a real
 * nats-server, Redis and PostgreSQL. The chat and an edge are killed in the midst of talk.
 */

/** So many lines each says; a killed process is missed for some of them. */
const LINES = 12
/** Until a process that was killed is started again and answers, on a busy machine. */
const PATIENCE_MS = 60_000
/** Of a process that is one of many to start on a busy machine. */
const START_MS = 120_000

const areas = twoZones(testFolder(t))
openBorder(areas)

const database = await withTestDatabase(t)
const [nats, redis] = await Promise.all([natsServer(t), redisServer(t)])
const settings = {
  ...settingsFor(testFolder(t)),
  LOAM_AREAS: areas,
  LOAM_LOG_LEVEL: 'info',
  DATABASE_URL: database.url,
  NATS_URL: nats.url,
  REDIS_URL: redis.url,
}

function start(role: string): Child {
  const child = new Child(settings, ['--role', role])
  t.teardown(() => child.cut())
  return child
}

const here = await start('world,telnet').opens(START_MS)
let chat = start('chat')
const edgeThere = start('telnet')
const [there] = await Promise.all([edgeThere.opens(START_MS), chat.opens(START_MS)])

/** All that has come to a screen, ever. */
const read = new Map<Client, string[]>()
function keep(client: Client): string[] {
  const lines = [...(read.get(client) ?? []), ...client.lines()]
  read.set(client, lines)
  return lines
}

/** What a client was told as said on the channel, in order. */
function heard(client: Client): string[] {
  return keep(client).flatMap((line) => /\[gossip\] (.+)$/.exec(line)?.[1] ?? [])
}

/** Waits until that has come to the screen of `client`, which keeps all of it. */
async function hears(client: Client, words: string): Promise<void> {
  const isThere = async () => keep(client).some((line) => line.includes(words))
  await eventually(words, isThere, PATIENCE_MS)
}

/** A client that signs in by one line, and stands in the world. */
async function enters(address: string, line: string): Promise<Client> {
  const client = await Client.connect(address)
  await hears(client, 'By what name')
  client.send(`${line} ${PASSWORD}`)
  await hears(client, 'Exits:')
  return client
}

/** Says something, as soon as one may: whoever speaks reads what is told as said. */
async function says(client: Client, words: string): Promise<void> {
  const isSaid = () => keep(client).some((line) => line.endsWith(`: ${words}`))
  const refusals = () => keep(client).filter((line) => line.startsWith('That is a lot')).length
  while (!isSaid()) {
    const before = refusals()
    client.send(`gossip ${words}`)
    await eventually(words, async () => isSaid() || refusals() > before, PATIENCE_MS)
  }
}

/** What an edge has told within its last quarter of a second may be told again if it is killed. */
async function isMarked(): Promise<boolean> {
  const { last } = await database.db
    .selectFrom('chat_count')
    .select('last')
    .executeTakeFirstOrThrow()
  const marks = await database.db.selectFrom('chat_edge').select('mark').execute()
  return marks.length === 2 && marks.every(({ mark }) => mark === last)
}

const ada = await enters(here.telnet, 'create ada')
let bob = await enters(there.telnet, 'create bob')

t.test('talk, tells and letters go from edge to edge and from zone to zone', async (t) => {
  await bob.ask('north')
  ada.send('gossip Good morning.')
  await Promise.all([hears(ada, 'Good morning.'), hears(bob, '[gossip] Ada: Good morning.')])
  ada.send('tell bob Are you there?')
  await hears(bob, 'Ada tells you, "Are you there?"')
  bob.send('reply I am.')
  await hears(ada, 'Bob tells you, "I am."')
  bob.send('history gossip')
  await hears(bob, 'Said last on "gossip":')
  bob.send('title the Lost')
  // What edges know of each other is some seconds old, of those in other zones, too.
  const who = ['Two players are in the world:', '  Ada (level 1)', '  Bob the Lost (level 1)']
  const isKnown = async () => (await ada.ask('who')).join('|') === who.join('|')
  await eventually('Bob to be known at the other edge', isKnown, PATIENCE_MS)
  t.pass('all has come')
})

t.test('the chat is killed while two talk: what was told as said is heard once', async (t) => {
  for (let i = 1; i <= LINES; i++) {
    const saying = says(i % 2 === 0 ? ada : bob, `line ${i}`)
    if (i === LINES / 2) {
      chat.signal('SIGKILL')
      await chat.ends()
      chat = start('chat')
    }
    await saying
  }
  await Promise.all([hears(ada, `: line ${LINES}`), hears(bob, `: line ${LINES}`)])
  const said = (lines: string[]) => lines.filter((line) => line.includes(': line '))
  const [atAda, atBob] = [said(heard(ada)), said(heard(bob))]
  t.same(atAda, atBob, 'both have heard the same')
  t.equal(new Set(atAda).size, atAda.length, 'and nothing twice')
  t.equal(atAda.length, LINES)
})

t.test('a letter waits for one who is not here', async (t) => {
  bob.send('quit')
  await bob.closes()
  const isGone = async () => (await ada.ask('tell bob Hm.')).join(' ').includes('not in the world')
  await eventually('Bob to be gone', isGone, PATIENCE_MS)
  await ada.ask('mail send bob the lantern')
  ada.send('Dear Bob, it is yours.')
  ada.send('.')
  await hears(ada, 'Your letter to Bob is on its way.')
  bob = await enters(there.telnet, 'connect bob')
  await hears(bob, 'You have a letter that you have not read yet')
  bob.send('mail read')
  await hears(bob, 'Dear Bob, it is yours.')
  t.pass('it is read')
})

t.test('an edge is killed: its player comes back by another and reads what was said', async (t) => {
  await says(ada, 'Now it breaks.')
  await hears(bob, 'Now it breaks.')
  await eventually('both edges to have told how far they have heard', isMarked, PATIENCE_MS)
  edgeThere.signal('SIGKILL')
  await bob.closes()
  await says(ada, 'Where is Bob?')
  const before = heard(bob)
  bob = await enters(here.telnet, 'connect bob')
  await hears(bob, 'Where is Bob?')
  await says(ada, 'There.')
  await hears(bob, '[gossip] Ada: There.')
  const after = heard(bob)
  t.same(after, ['Ada: Where is Bob?', 'Ada: There.'], 'once, and nothing that was read before')
  t.notOk(before.includes('Ada: Where is Bob?'))
})
