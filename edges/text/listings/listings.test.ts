import t from 'tap'
import { renderEvent } from '#edges/text/render.ts'
import {
  ADA,
  BO,
  CHEST,
  COIN,
  GATE,
  LANE,
  LANTERN,
  NARROW,
  ROPE,
  SIGHTED,
  SPOKEN,
} from '#edges/text/sample.fixture.ts'
import type { WireEvent } from '#protocol/event.ts'

const HAT = { uid: 60, name: 'a felt hat' }
const WEIGHTS = { weightGrams: 1234, weightMaxGrams: 25_000 }

function listed(...things: { uid: number; name: string }[]) {
  return things.map((item) => ({ item }))
}

/** What eyes read, then what ears hear, of the same event. */
const table: [verb: string, fields: WireEvent['fields'], seen: string, heard: string][] = [
  [
    'refuse',
    { text: 'You see no "elk" here.' },
    'You see no "elk" here.\n',
    'You see no "elk" here.\n',
  ],
  ['note', { text: 'One.\n\nTwo.' }, 'One.\n\nTwo.\n', 'One.\n\nTwo.\n'],
  ['detail', { text: 'Fives, and fives.' }, 'Fives, and fives.\n', 'Fives, and fives.\n'],
  ['thing', { item: ROPE, text: 'Old rope.' }, 'Old rope.\n', 'Old rope.\n'],
  [
    'thing',
    { item: CHEST, text: 'Oak.', closed: true },
    'Oak.\nIt is closed.\n',
    'Oak.\nIt is closed.\n',
  ],
  [
    'thing',
    { item: CHEST, text: 'Oak.', closed: false, empty: false },
    'Oak.\nIt is open, and there is something in it.\n',
    'Oak.\nIt is open, and there is something in it.\n',
  ],
  [
    'thing',
    { item: CHEST, text: 'A net.', empty: true },
    'A net.\nIt is empty.\n',
    'A net.\nIt is empty.\n',
  ],
  [
    'being',
    {
      target: BO,
      text: 'Bo is broad.',
      items: [
        { item: HAT, slot: 'head' },
        { item: ROPE, slot: 'wield' },
      ],
    },
    `Bo is broad.
Bo is using:
  worn on the head  a felt hat
  wielded           a rope
`,
    `Bo is broad.
Bo is using:
Worn on the head: a felt hat.
Wielded: a rope.
`,
  ],
  ['being', { target: BO, text: 'Bo is broad.', items: [] }, 'Bo is broad.\n', 'Bo is broad.\n'],
  [
    'contents',
    { container: CHEST, items: listed(COIN, ROPE, COIN) },
    'In the oak chest:\n  two brass coins\n  a rope\n',
    'In the oak chest:\nTwo brass coins.\nA rope.\n',
  ],
  [
    'contents',
    { container: CHEST, items: [] },
    'The oak chest is empty.\n',
    'The oak chest is empty.\n',
  ],
  [
    'writing',
    { item: { uid: 7, name: 'a sign' }, text: 'BEWARE\nof the goose' },
    'On the sign is written:\n  BEWARE\n  of the goose\n',
    'On the sign is written:\nBEWARE\nof the goose\n',
  ],
  [
    'inventory',
    { items: listed(COIN, LANTERN, COIN), ...WEIGHTS },
    'You carry three things, 1.2 of 25 kg:\n  two brass coins\n  a brass lantern\n',
    'You carry three things, 1.2 of 25 kg:\nTwo brass coins.\nA brass lantern.\n',
  ],
  ['inventory', { items: [], ...WEIGHTS }, 'You carry nothing.\n', 'You carry nothing.\n'],
  [
    'equipment',
    {
      items: [
        { item: HAT, slot: 'head' },
        { item: LANTERN, slot: 'light' },
        { item: ROPE, slot: 'tail' },
      ],
    },
    `You are using:
  worn on the head  a felt hat
  as a light        a brass lantern
  tail              a rope
`,
    `You are using:
Worn on the head: a felt hat.
As a light: a brass lantern.
Tail: a rope.
`,
  ],
  [
    'equipment',
    { items: [] },
    'You wear nothing, and your hands are empty.\n',
    'You wear nothing, and your hands are empty.\n',
  ],
  [
    'exits',
    {
      list: [
        { direction: 'north', room: { uid: 2, name: 'The Weir' }, number: 4 },
        { direction: 'east', number: 5, exit: GATE, closed: true, locked: true },
        { direction: 'south', room: LANE, number: 6, exit: GATE, closed: false },
        { direction: 'up', number: 3 },
      ],
    },
    `Ways out:
  north  The Weir
  east   an iron gate, closed and locked
  south  The Mill Lane, beyond an iron gate
  up     too dark to see
`,
    `Ways out:
North: The Weir.
East: an iron gate, closed and locked.
South: The Mill Lane, beyond an iron gate.
Up: too dark to see.
`,
  ],
  [
    'exits',
    {
      list: [
        { direction: 'east', number: 5, exit: GATE, closed: true, locked: true },
        { direction: 'up', number: 3 },
      ],
      blind: true,
    },
    'Ways out:\n  east  an iron gate, closed and locked\n  up    you feel a way\n',
    'Ways out:\nEast: an iron gate, closed and locked.\nUp: you feel a way.\n',
  ],
  [
    'exits',
    { list: [] },
    'There is no way out that you can see.\n',
    'There is no way out that you can see.\n',
  ],
  [
    'who',
    {
      list: [
        { actor: ADA, linkDead: false },
        { actor: BO, linkDead: true },
      ],
      count: 14,
    },
    '14 players are in the world:\n  Ada\n  Bo (link lost)\nAnd 12 more.\n',
    '14 players are in the world:\nAda.\nBo, link lost.\nAnd 12 more.\n',
  ],
  ['who', { list: [] }, 'Nobody is in the world.\n', 'Nobody is in the world.\n'],
  [
    'score',
    { actor: ADA, room: LANE, hp: 17, hpMax: 20, carried: 3, worn: 0, ...WEIGHTS },
    `Ada
  health       17 of 20
  carrying     three things, 1.2 of 25 kg
  wearing      nothing
  standing in  The Mill Lane
`,
    `Ada.
Health: 17 of 20.
Carrying: three things, 1.2 of 25 kg.
Wearing: nothing.
Standing in: The Mill Lane.
`,
  ],
  [
    'help',
    {
      title: 'get',
      usage: ['get <item> [from <container>]', 'get all|everything'],
      text: 'Takes a thing.\n\nOr all.',
      aliases: ['take'],
      seeAlso: ['drop', 'put'],
    },
    `get

  Takes a thing.

  Or all.

  usage     get <item> [from <container>]
            get all|everything
  also      take
  see also  drop, put
`,
    `Get.
Takes a thing.

Or all.
Usage: get item, optionally from container, or get all or everything.
Also: take.
See also: drop, put.
`,
  ],
  [
    'helpFound',
    { text: 'lamp', list: [{ title: 'light', text: 'Of lamps.' }] },
    'Pages that may help with "lamp":\n  light  Of lamps.\n',
    'Pages that may help with "lamp":\nLight: Of lamps.\n',
  ],
  [
    'commands',
    {
      list: [
        { section: 'moving', names: ['north', 'up'] },
        { section: 'help', names: [] },
      ],
    },
    'What you can do; "help" and one of these words tells more:\n  moving  north, up\n',
    'What you can do; "help" and one of these words tells more:\nMoving: north, up.\n',
  ],
  [
    'aliases',
    { list: [{ word: 'gl', text: 'get lantern' }] },
    'Your aliases:\n  gl  get lantern\n',
    'Your aliases:\nGl: get lantern.\n',
  ],
  [
    'aliases',
    { list: [] },
    'You have no aliases. "help alias" tells how to make one.\n',
    'You have no aliases. "help alias" tells how to make one.\n',
  ],
  [
    'toggles',
    {
      list: [
        { name: 'brief', value: false, text: 'Short rooms.' },
        { name: 'width', value: 100, text: 'Columns.' },
        { name: 'colour', value: 'auto', text: 'How many.' },
      ],
    },
    `Your settings; "toggle" and a name changes one:
  brief   off   Short rooms.
  width   100   Columns.
  colour  auto  How many.
`,
    `Your settings; "toggle" and a name changes one:
Brief: off. Short rooms.
Width: 100. Columns.
Colour: auto. How many.
`,
  ],
]

t.test('lists are tables for eyes and sentences for ears', async (t) => {
  for (const [verb, fields, seen, heard] of table) {
    t.equal(renderEvent({ verb, fields }, 0, SIGHTED), seen, `${verb}, seen`)
    t.equal(renderEvent({ verb, fields }, 0, SPOKEN), heard, `${verb}, heard`)
  }
})

t.test('what lies a way is told with its door, if the eye gets so far', async (t) => {
  const ways: [fields: WireEvent['fields'], told: string][] = [
    [{ direction: 'north', room: LANE }, 'To the north lies the Mill Lane.\n'],
    [
      { direction: 'up', room: LANE, exit: GATE, closed: false },
      'Above lies the Mill Lane, beyond an iron gate.\n',
    ],
    [{ direction: 'in', exit: GATE, closed: true }, 'Inside there is an iron gate, closed.\n'],
    [
      { direction: 'down', exit: GATE, closed: false },
      'Below there is an iron gate, open. Beyond, it is too dark to see.\n',
    ],
    [{ direction: 'west' }, 'To the west it is too dark to see.\n'],
  ]
  for (const [fields, told] of ways) {
    t.equal(renderEvent({ verb: 'wayAhead', fields }, ADA.uid, SIGHTED), told)
  }
})

t.test('who looks at itself reads "you"', async (t) => {
  const fields = { target: ADA, text: 'Tall.', items: [{ item: HAT, slot: 'head' }] }
  t.match(renderEvent({ verb: 'being', fields }, ADA.uid, SIGHTED), /^You are using:$/m)
})

t.test('long lists stand in columns, read from top to bottom', async (t) => {
  const stones = Array.from({ length: 8 }, (_, i) => ({
    uid: 70 + i,
    name: `a ${'flat '.repeat(i % 2)}stone ${i}`,
  }))
  const fields = { items: listed(...stones), ...WEIGHTS }
  t.equal(
    renderEvent({ verb: 'inventory', fields }, 0, NARROW),
    `You carry eight things, 1.2 of 25 kg:
  a stone 0       a stone 4
  a flat stone 1  a flat stone 5
  a stone 2       a stone 6
  a flat stone 3  a flat stone 7
`,
  )
})

t.test('a label that would push values aside stands alone', async (t) => {
  const fields = {
    items: [
      { item: HAT, slot: 'about' },
      { item: ROPE, slot: 'hold' },
    ],
  }
  t.equal(
    renderEvent({ verb: 'equipment', fields }, 0, NARROW),
    'You are using:\n  worn about the shoulders\n    a felt hat\n  held           a rope\n',
  )
})
