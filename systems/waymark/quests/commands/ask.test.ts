import t from 'tap'
import { TestMill } from '#systems/waymark/quests/testMill.ts'

t.test('ask about something is answered at once by who knows of it', async (t) => {
  const mill = new TestMill()
  const { ada, miller } = mill
  for (const word of ['flour', 'the WHEAT', 'whe']) {
    t.same(mill.events(`ask miller about ${word}`), [
      { verb: 'ask', actor: ada, target: miller, text: word },
      { verb: 'sayTo', actor: miller, target: ada, text: 'White, mostly.' },
    ])
  }
})

t.test('who knows nothing of it says what it knows', async (t) => {
  const mill = new TestMill()
  t.equal(
    mill.refusal('ask miller about war'),
    'The old miller has nothing to say about that, but about: flour, hens.',
  )
  t.equal(mill.refusal('ask cat about mice'), 'The grey cat has nothing to say about that.')
})

t.test('ask explains every refusal, and asks players what you like', async (t) => {
  const mill = new TestMill()
  const bob = mill.player('Bob')
  t.equal(mill.refusal('ask'), 'Ask whom about what? Try "ask miller about flour".')
  t.equal(mill.refusal('ask eve about flour'), 'You see no "eve" here.')
  t.equal(mill.refusal('ask bob'), 'What do you want to ask Bob?')
  const { ada } = mill
  t.same(mill.events('ask bob where is the well?'), [
    { verb: 'sayTo', actor: ada, target: bob, text: 'where is the well?' },
  ])
  t.same(mill.events('ask bob about flour'), [
    { verb: 'ask', actor: ada, target: bob, text: 'flour' },
  ])
})
