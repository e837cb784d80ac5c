import t from 'tap'
import { testDataDir } from '#migrations/testing.ts'
import { Child } from './child.ts'
import { Client } from './client.ts'
import { enter, eventually, metric, PASSWORD, settingsFor } from './world.ts'

/** A stop takes less, or whoever stops programs kills them. */
const STOP_MS = 5_000
/** Ticks in two seconds: all that has changed before is handed over to be kept by then. */
const KEPT_TICKS = 20

const settings = settingsFor(await testDataDir(t))
let child = new Child(settings)
let at = await child.opens()
t.teardown(() => child.cut())

async function startAgain(): Promise<void> {
  child = new Child(settings)
  at = await child.opens()
}

async function player(name: string, word = 'connect'): Promise<Client> {
  return enter(await Client.connect(at.telnet), `${word} ${name} ${PASSWORD}`)
}

/** All that a character is told of what it has and has set, and of where it is. */
async function stateOf(client: Client): Promise<string[]> {
  const state: string[] = []
  for (const line of ['inventory', 'equipment', 'look in basket', 'alias', 'toggle', 'exits']) {
    state.push(`> ${line}`, ...(await client.ask(line)))
  }
  return state
}

const DOINGS = [
  'get all',
  'wear lantern',
  'put key in basket',
  'north',
  'get hat',
  'wear hat',
  'alias greet say Good day to you',
  'toggle brief on',
  'toggle autoexit off',
]
let state: string[] = []

t.test('A character stays as it was through a stop by SIGTERM', async (t) => {
  const ada = await player('ada', 'create')
  const bob = await player('bob', 'create')
  // Until Ada has read of it, its prompt would pass for an answer's.
  await ada.sees('Bob')
  for (const line of DOINGS) await ada.ask(line)
  state = await stateOf(ada)
  t.match(state, [
    '> inventory',
    /^You carry one thing/,
    '  a wicker basket',
    '> equipment',
    'You are using:',
    /a brass lantern$/,
    /a straw hat$/,
    '> look in basket',
    'In the wicker basket:',
    '  two green apples',
    '  an iron key',
  ])

  child.signal('SIGTERM')
  const { code } = await child.ends(STOP_MS)
  t.equal(code, 0)
  for (const client of [ada, bob]) {
    t.equal((await client.closes()).at(-1), 'The world is closing for a moment. Come back soon.')
  }
  await startAgain()
  const again = await player('ada')
  t.same(await stateOf(again), state)
  t.same(await again.ask('greet'), ['You say, "Good day to you"'])
  again.send('quit')
  await again.closes()
})

t.test('A character stays as it was through quitting and coming back', async (t) => {
  const ada = await player('ada')
  ada.send('quit')
  t.equal((await ada.closes()).at(-1), 'Until next time.')

  const again = await player('ada')
  t.same(await stateOf(again), state)
  again.end()
})

t.test('A character is at most two seconds older than a kill', async (t) => {
  const ada = await player('ada')
  for (const line of ['get apple from basket', 'remove hat', 'drop hat', 'south']) {
    await ada.ask(line)
  }
  const changed = await stateOf(ada)
  const ticks = () => metric(at.http, 'loam_zone_ticks_total')
  const before = await ticks()
  await eventually('two seconds of quiet', async () => {
    const unwritten = await metric(at.http, 'loam_characters_unwritten')
    return unwritten === 0 && (await ticks()) >= before + KEPT_TICKS
  })

  child.signal('SIGKILL')
  t.match(await child.ends(STOP_MS), { code: null, signal: 'SIGKILL' })
  await ada.closes()
  await startAgain()
  const again = await player('ada')
  t.same(await stateOf(again), changed)
  t.notSame(changed, state)
  again.end()
  child.signal('SIGINT')
  t.match(await child.ends(STOP_MS), { code: 0, signal: null })
})
