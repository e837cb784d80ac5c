import t from 'tap'
import { renderEvent } from '#edges/text/render.ts'
import { ADA, BO, COIN, COLOURED, FOX, ROPE, SIGHTED } from '#edges/text/sample.fixture.ts'
import type { WireEvent } from '#protocol/event.ts'

const wide = { ...SIGHTED, columns: 300 }

/** What actor, target and bystander read of what Ada and the fox do; `-`: nothing. */
const table: [verb: string, fields: WireEvent['fields'], reads: string][] = [
  ['attack', {}, 'You attack the grey fox! | Ada attacks you! | Ada attacks the grey fox!'],
  [
    'hit',
    { blow: 'slash', harm: 3, share: 20 },
    'You soundly slash the grey fox. | Ada soundly slashes you. | ' +
      'Ada soundly slashes the grey fox.',
  ],
  [
    'hit',
    { blow: 'parry', harm: 3, share: 12 },
    'You parry the grey fox. | Ada parries you. | Ada parries the grey fox.',
  ],
  [
    'miss',
    { blow: 'punch' },
    'You punch at the grey fox, and miss. | Ada punches at you, and misses. | ' +
      'Ada punches at the grey fox, and misses.',
  ],
  [
    'parry',
    { blow: 'slash' },
    'You parry a blow from the grey fox. | Ada parries your blow. | ' +
      'Ada parries a blow from the grey fox.',
  ],
  [
    'flee',
    { direction: 'up' },
    'You run for it, upwards. | Ada runs for it, upwards. | Ada runs for it, upwards.',
  ],
  [
    'die',
    { prefab: 'x:ada', level: 2 },
    '- | You have killed Ada. | Ada is dead, killed by the grey fox.',
  ],
  [
    'levelUp',
    { count: 4 },
    'You have reached level 4. You are hardier than you were, and there are ' +
      'new lessons for you to take. ("practice" tells where.) | ' +
      'Ada stands a little taller: level 4. | ' +
      'Ada stands a little taller: level 4.',
  ],
  ['wake', {}, 'You wake the grey fox. | Ada wakes you. You sit up. | Ada wakes the grey fox.'],
]

t.test('what happens in a fight is told to actor, target and bystander', async (t) => {
  for (const [verb, fields, reads] of table) {
    const event = { verb, fields: { actor: ADA, target: FOX, ...fields } }
    const read = [ADA.uid, FOX.uid, BO.uid].map(
      (viewer) => renderEvent(event, viewer, wide).trimEnd() || '-',
    )
    t.equal(read.join(' | '), reads)
  }
})

t.test('some things are done to nobody', async (t) => {
  const alone: [verb: string, fields: WireEvent['fields'], reads: string][] = [
    ['die', {}, '- | Ada is dead.'],
    ['wake', {}, 'You wake, and sit up. | Ada wakes, and sits up.'],
    ['experience', { count: 20 }, 'You have learnt something: 20 experience. | -'],
    [
      'sleep',
      {},
      'You lie down, close your eyes, and are asleep. | Ada lies down and falls asleep.',
    ],
  ]
  for (const [verb, fields, reads] of alone) {
    const event = { verb, fields: { actor: ADA, ...fields } }
    const read = [ADA.uid, 0].map((viewer) => renderEvent(event, viewer, wide).trimEnd() || '-')
    t.equal(read.join(' | '), reads)
  }
})

t.test('a corpse goes, with or without leaving anything behind', async (t) => {
  const container = { uid: 70, name: 'the corpse of a fox' }
  const items = [ROPE, COIN].map((item) => ({ item }))
  t.equal(
    renderEvent({ verb: 'decay', fields: { container } }, 0, wide),
    'The corpse of a fox falls to dust.\n',
  )
  t.equal(
    renderEvent({ verb: 'decay', fields: { container, items } }, 0, wide),
    'The corpse of a fox falls to dust, and leaves a rope and a brass coin behind.\n',
  )
})

t.test('only what hurts the reader is painted so', async (t) => {
  const event = { verb: 'hit', fields: { actor: FOX, target: ADA, blow: 'bite', share: 50 } }
  t.match(renderEvent(event, ADA.uid, COLOURED), '\u001b[1;31mbrutally bites\u001b[0m you.')
  t.notMatch(renderEvent(event, BO.uid, COLOURED), '\u001b[1;31m')
})
