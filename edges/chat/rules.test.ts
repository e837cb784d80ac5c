import t from 'tap'
import {
  type Channel,
  channelNamed,
  LINE_UNITS_MAX,
  LINES_A_MINUTE_MAX,
  LINES_AT_ONCE_MAX,
  type Speaker,
  spanOf,
  speechFault,
  textFault,
} from './rules.ts'

const NOW = 1_000_000_000

const GOSSIP: Channel = {
  name: 'gossip',
  title: 'Talk.',
  scope: 'world',
  hearRole: 'player',
  speakRole: 'player',
  slowSeconds: 0,
}
const STAFF: Channel = { ...GOSSIP, name: 'staff', hearRole: 'builder', speakRole: 'builder' }
const ADA: Speaker = { role: 'player', left: [], silences: [], recent: [] }

/** Lines that were said so many milliseconds ago. */
const said = (channel: string, ...agosMs: number[]) =>
  agosMs.map((agoMs) => ({ channel, atMs: NOW - agoMs }))

t.test('whoever may speak speaks', async (t) => {
  t.equal(speechFault(ADA, GOSSIP, NOW), undefined)
  const news = { ...GOSSIP, speakRole: 'admin' as const }
  const refusal = 'You may listen to "gossip", not speak there.'
  t.equal(speechFault(ADA, news, NOW), refusal)
  t.equal(speechFault({ ...ADA, role: 'builder' }, news, NOW), refusal)
  t.equal(speechFault({ ...ADA, role: 'admin' }, news, NOW), undefined)
})

t.test('who has left a channel does not speak there', async (t) => {
  const left = 'You have left "gossip". "channel join gossip" brings you back.'
  t.equal(speechFault({ ...ADA, left: ['gossip'] }, GOSSIP, NOW), left)
  t.equal(speechFault({ ...ADA, left: ['ooc'] }, GOSSIP, NOW), undefined)
})

t.test('who is silenced is told for how long', async (t) => {
  const silenced = (channel: string, untilMs: number) => ({
    ...ADA,
    silences: [{ channel, untilMs }],
  })
  t.equal(
    speechFault(silenced('gossip', NOW + 61_000), GOSSIP, NOW),
    'You may not speak on "gossip" for another 61 seconds.',
  )
  t.equal(
    speechFault(silenced('', NOW + 600_000), GOSSIP, NOW),
    'You may not speak on channels for another 10 minutes.',
  )
  t.equal(speechFault(silenced('ooc', NOW + 600_000), GOSSIP, NOW), undefined)
  t.equal(speechFault(silenced('', NOW), GOSSIP, NOW), undefined, 'it is over')
})

t.test('on a slow channel each speaks once in a while, but for who keeps order', async (t) => {
  const slow = { ...GOSSIP, slowSeconds: 30 }
  const ada = { ...ADA, recent: said('gossip', 20_000) }
  t.equal(speechFault(ada, slow, NOW), '"gossip" is slow now: you may speak again in 10 seconds.')
  t.equal(speechFault({ ...ada, role: 'builder' }, slow, NOW), undefined)
  t.equal(speechFault(ada, GOSSIP, NOW), undefined)
  t.equal(speechFault({ ...ADA, recent: said('gossip', 30_000) }, slow, NOW), undefined)
  t.equal(speechFault({ ...ADA, recent: said('ooc', 1) }, slow, NOW), undefined)
})

t.test('nobody says more than can be read', async (t) => {
  const at = (count: number, stepMs: number) =>
    said('', ...Array.from({ length: count }, (_, i) => (count - i) * stepMs))
  t.equal(speechFault({ ...ADA, recent: at(LINES_AT_ONCE_MAX - 1, 1) }, GOSSIP, NOW), undefined)
  t.equal(
    speechFault({ ...ADA, recent: at(LINES_AT_ONCE_MAX, 1) }, GOSSIP, NOW),
    'That is a lot of talk: wait 5 seconds before you say more.',
  )
  t.equal(speechFault({ ...ADA, recent: at(LINES_AT_ONCE_MAX, 1_000) }, GOSSIP, NOW), undefined)
  t.match(
    speechFault({ ...ADA, recent: at(LINES_A_MINUTE_MAX, 1_900) }, GOSSIP, NOW),
    /^That is a lot of talk: wait 3 seconds/,
  )
})

t.test('a text is said that is there, and not too long', async (t) => {
  t.equal(textFault(''), 'What do you want to say?')
  t.equal(textFault('x'.repeat(LINE_UNITS_MAX)), undefined)
  t.match(textFault('x'.repeat(LINE_UNITS_MAX + 1)), /1,000 letters at most/)
})

t.test('a channel is known by the beginning of its name, where one may hear it', async (t) => {
  const all = [GOSSIP, STAFF, { ...GOSSIP, name: 'goss' }, { ...GOSSIP, name: 'ooc' }]
  const named = (word: string, role: 'player' | 'builder' = 'player') =>
    channelNamed(all, role, word)?.name
  t.same(
    ['OOC', 'o', 'goss', 'gossi', 'gos', '', 'x'].map((word) => named(word)),
    [...['ooc', 'ooc', 'goss', 'gossip'], ...[undefined, undefined, undefined]],
  )
  t.same([named('staff'), named('st', 'builder')], [undefined, 'staff'])
})

t.test('a span is told in the unit that fits, never as less than it is', async (t) => {
  t.same([0, 1, 1_001, 90_000, 90_001, 5_400_000, 5_400_001].map(spanOf), [
    ...['1 second', '1 second', '2 seconds', '90 seconds'],
    ...['2 minutes', '90 minutes', '2 hours'],
  ])
})
