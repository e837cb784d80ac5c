import t from 'tap'
import { renderEvent } from '#edges/text/render.ts'
import { ADA, BO, COIN, ROPE, SIGHTED, SPOKEN } from '#edges/text/sample.fixture.ts'
import type { WireEvent } from '#protocol/event.ts'

const HENS = { title: 'Hens', step: 'Two hens fewer.', count: 1, of: 2 }
const LOOK = { title: 'First Steps', step: 'LOOK about you.' }

/** What eyes read, then what ears hear, of the same event. */
const table: [verb: string, fields: WireEvent['fields'], seen: string, heard: string][] = [
  [
    'questBegun',
    { actor: ADA, text: 'One begins by looking.', ...LOOK },
    `New quest: First Steps
  One begins by looking.
  to do  LOOK about you.
`,
    `New quest: First Steps.
One begins by looking.
To do: LOOK about you.
`,
  ],
  [
    'questBegun',
    { actor: ADA, ...HENS, count: 0 },
    'New quest: Hens\n  to do  Two hens fewer. (0 of 2)\n',
    'New quest: Hens.\nTo do: Two hens fewer. (0 of 2).\n',
  ],
  [
    'questStep',
    { actor: ADA, ...HENS },
    'Hens: Two hens fewer. (1 of 2)\n',
    'Hens: Two hens fewer. (1 of 2)\n',
  ],
  [
    'questDone',
    { actor: ADA, title: 'Hens', gold: 5, items: [{ item: ROPE }, { item: COIN }] },
    'Quest done: Hens\nYou are given 5 coins, a rope and a brass coin.\n',
    'Quest done: Hens.\nYou are given 5 coins, a rope and a brass coin.\n',
  ],
  [
    'questDone',
    { actor: ADA, title: 'Hens', text: 'Well done.' },
    'Quest done: Hens\n  Well done.\n',
    'Quest done: Hens.\nWell done.\n',
  ],
  [
    'quests',
    { list: [HENS, LOOK], names: [], count: 0 },
    `You are about this:
  Hens         Two hens fewer. (1 of 2)
  First Steps  LOOK about you.
`,
    `You are about this:
Hens: Two hens fewer. (1 of 2).
First Steps: LOOK about you.
`,
  ],
  [
    'quests',
    { list: [], names: ['First Steps'], count: 1 },
    `You are on no quest. "talk" to people: some have one for you.
You may begin First Steps: "quests accept" and a word of the name does it.
You have done one quest: "quests done" names them.
`,
    `You are on no quest. "talk" to people: some have one for you.
You may begin First Steps: "quests accept" and a word of the name does it.
You have done one quest: "quests done" names them.
`,
  ],
  ['questsDone', { names: [] }, 'You have done no quest yet.\n', 'You have done no quest yet.\n'],
  ['questsDone', { names: ['Hens'] }, 'You have done:\n  Hens\n', 'You have done:\nHens.\n'],
  [
    'questPage',
    {
      title: 'Hens',
      giver: 'an old miller',
      text: 'There are hens.',
      list: [
        { step: 'Find hens.', done: true },
        { ...HENS, done: false },
      ],
    },
    `Hens, for the old miller
  There are hens.

  done   Find hens.
  to do  Two hens fewer. (1 of 2)
`,
    `Hens, for the old miller.
There are hens.
Done: Find hens.
To do: Two hens fewer. (1 of 2).
`,
  ],
  [
    'topics',
    { actor: BO, names: ['flour', 'hens'] },
    'You may ask Bo about flour and hens.\n',
    'You may ask Bo about flour and hens.\n',
  ],
]

t.test('quests are told to eyes and to ears', async (t) => {
  for (const [verb, fields, seen, heard] of table) {
    t.equal(renderEvent({ verb, fields }, ADA.uid, SIGHTED), seen, verb)
    t.equal(renderEvent({ verb, fields }, ADA.uid, SPOKEN), heard, `${verb}, spoken`)
  }
})

t.test('what is asked and offered is told by who reads it', async (t) => {
  const lines: [verb: string, fields: WireEvent['fields'], self: number, reads: string][] = [
    ['talk', { actor: ADA, target: BO }, ADA.uid, 'You have a word with Bo.\n'],
    ['talk', { actor: ADA, target: BO }, 99, 'Ada has a word with Bo.\n'],
    ['ask', { actor: ADA, target: BO, text: 'hens' }, ADA.uid, 'You ask Bo about hens.\n'],
    ['ask', { actor: ADA, target: BO, text: 'hens' }, BO.uid, 'Ada asks you about hens.\n'],
    [
      'questOffered',
      { actor: BO, title: 'Hens' },
      ADA.uid,
      'Bo would have you take this up: Hens. ("accept" does it.)\n',
    ],
    ['questOpen', { actor: BO }, ADA.uid, 'Bo has something to ask of you. ("talk" to hear it.)\n'],
    [
      'questAwaited',
      { actor: BO },
      ADA.uid,
      'Bo is waiting for a word from you. ("talk" to have it.)\n',
    ],
    ['questAbandoned', { actor: ADA, title: 'Hens' }, ADA.uid, 'You give up Hens.\n'],
  ]
  for (const [verb, fields, self, reads] of lines) {
    t.equal(renderEvent({ verb, fields }, self, SIGHTED), reads, verb)
  }
})
