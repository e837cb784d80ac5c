import fc from 'fast-check'
import type {
  AreaDefinition,
  QuestDefinition,
  QuestStep,
  ResetDefinition,
} from '#components/definition.ts'
import { HOUSE } from '#systems/testHouse.ts'

const SOURCE = { file: 'house.yaml', line: 1 }

/** A reset of one thing, in a room of the house. */
export function brings(room: string, prefab: string, more: Partial<ResetDefinition> = {}) {
  const kind = 'item' as const
  const common = { room: `house:${room}`, kind, prefab: `house:${prefab}`, max: 1 }
  return { ...common, contains: [], source: SOURCE, ...more }
}

const LAMP = { item: 'house:lantern', worn: true, contains: [] }
const COIN = { item: 'house:coin', worn: false, contains: [] }

/** A lit hall between two dark rooms and a study, full of things, and a wanderer with a lamp. */
export const MANOR: AreaDefinition = {
  ...HOUSE,
  resetSeconds: 3,
  rooms: HOUSE.rooms.map((room) =>
    room.id === 'house:loft'
      ? { ...room, dark: true, exits: [{ direction: 'down', to: 'house:hall', source: SOURCE }] }
      : room,
  ),
  mobiles: HOUSE.mobiles.map((mobile) => ({ ...mobile, wandersEverySeconds: 1 })),
  resets: [
    ...['key', 'hat', 'sack', 'sword', 'lantern', 'coin'].map((item) => brings('hall', item)),
    ...['lantern', 'ring', 'letter'].map((item) => brings('cellar', item)),
    brings('loft', 'chest', { contains: [COIN] }),
    brings('loft', 'purse', { contains: [COIN, COIN] }),
    brings('hall', 'ferryman', { kind: 'mobile', contains: [LAMP] }),
  ],
}

/** What everybody is about, and what the ferryman would have them do. */
export const QUESTS: readonly QuestDefinition[] = [
  {
    id: 'house:first',
    name: 'First',
    offer: 'Take something.',
    level: 1,
    steps: [{ text: 'GET something.', kind: 'do', commands: ['get'] }],
    reward: { experience: 30, gold: 2, items: ['house:seal'], says: '' },
    source: SOURCE,
  },
  {
    id: 'house:errand',
    name: 'Errand',
    giver: 'house:ferryman',
    offer: 'A hat and coins.',
    level: 1,
    steps: [
      fetches('house:hat', 1),
      fetches('house:coin', 1),
      { text: 'Go DOWN.', kind: 'reach', room: 'house:cellar' },
    ],
    reward: { experience: 60, gold: 5, items: ['house:ring', 'house:sack'], says: 'Thanks.' },
    source: SOURCE,
  },
]

function fetches(item: string, count: number): QuestStep {
  return { text: 'Bring it.', kind: 'fetch', item, count, to: 'house:ferryman', says: 'Good.' }
}

/** Who plays there. */
export const NAMES = ['Ada', 'Bob', 'Cyd', 'Dot']
const ITEMS = [
  'key',
  'hat',
  'sack',
  'sword',
  'lantern',
  '2.lantern',
  'coin',
  'ring',
  'all',
  'purse',
]

const word = fc.constantFrom(...ITEMS)
/** Something that somebody may type there. */
export const line = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('up', 'down', 'north', 'south', 'look') },
  { weight: 3, arbitrary: word.map((item) => `get ${item}`) },
  { weight: 2, arbitrary: word.map((item) => `drop ${item}`) },
  { weight: 2, arbitrary: fc.constantFrom('hold lantern', 'remove lantern', 'wear hat') },
  {
    weight: 2,
    arbitrary: fc.constantFrom('open hatch', 'close hatch', 'unlock door', 'open door'),
  },
  { weight: 1, arbitrary: fc.constantFrom('unlock chest', 'open chest', 'get all from chest') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('toggle brief', 'say hello', 'remove all', 'wield sword'),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(word, fc.constantFrom(...NAMES)).map((words) => `give ${words.join(' ')}`),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(word, fc.constantFrom('sack', 'purse', 'chest'))
      .map((words) => `put ${words.join(' in ')}`),
  },
  { weight: 1, arbitrary: word.map((item) => `get ${item} from sack`) },
)
