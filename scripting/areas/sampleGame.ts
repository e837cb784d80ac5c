import { SAMPLE } from './sampleArea.ts'

const ROOMS = `\
alley:
  name: Rope Alley
  at: [-1, 0, 0]
  outdoors: true
  landmark: the alley
  peaceful: true
  description: Two walls with a ropewalk between them, and a strip of sky to match the rope.
  exits:
    east: quay
    down: { to: drain, hidden: true }
drain:
  name: The Drain
  at: [-1, 0, -1]
  description: Knee-high brick, ankle-deep water, and the light of a grating overhead.
  exits:
    up: alley
    west: nest
nest:
  name: The Nest
  at: [-2, 0, -1]
  description: Driftwood, bones and a great many buttons, arranged with some care by something.
  exits:
    east: drain
`

const ITEMS = `\
cutlass:
  name: a cutlass
  description: More rust than edge, and more edge than sense.
  wear: wield
  value: 12
  level: 1
  weapon: { damage: 1d6+1, verb: slash }
  lends: { might: 1, hp: 8 }
jack:
  name: a leather jack
  description: Stiff with salt, and cut for a wider person.
  wear: body
  value: 20
  armour: 3
tonic:
  name: a green tonic
  description: It fizzes at whoever looks, and looks back.
  kind: potion
  value: 5
  use: { spell: mend, level: 3, charges: 2 }
claw:
  name: a crab's claw
  description: It still means to pinch somebody, on principle.
  value: 2
pearl:
  name: a grey pearl
  description: Not round, not white, and not to be had for asking.
  value: 50
`

const MOBILES = `\
crab:
  name: a harbour crab
  description: All elbows, and every elbow has an opinion.
  fight:
    level: 2
    hp: 30
    damage: 1d4
    armour: 2
    verb: pinch
    gold: [0, 5]
    aggressive: true
    assists: [pilot]
    guards: true
    bars: west
    wimpy: 20
    remembers: true
    hunts: true
    casts: [spark]
  loot: { claw: 0.5 }
chandler:
  name: the chandler
  description: Owns every rope in the place, and knows it.
  topics:
    rope, ropes: It is all in the knowing which end.
  shop: { sells: [tonic, jack], buys: [oddment], sellsAt: 1.5, buysAt: 0.5, hours: [8, 20] }
  banker: true
  teaches: [kick, mend, attributes]
`

const RESETS = `\
alley:
  - mobile: chandler
    carries: [cutlass, { coins: 5 }]
drain:
  - { mobile: crab, max: 2 }
  - coins: 10
nest:
  - cutlass
`

const QUESTS = `\
first-steps:
  name: First Steps
  offer: The quay is wet, and so are you. It is as well to begin by looking.
  steps:
    - { text: Look about you, do: [look, examine] }
    - { text: Find Rope Alley, reach: alley }
  reward: { experience: 50 }
low-water:
  name: Low Water
  giver: chandler
  offer: Something has my buttons. Will you see about it?
  level: 2
  after: first-steps
  steps:
    - { text: Ask Old Marrable about buttons, talk: pilot, says: Crabs. It is always crabs. }
    - { text: Teach the crabs a lesson, slay: crab, count: 3 }
    - { text: Bring the chandler two claws, fetch: claw, count: 2, to: chandler, says: Ha. }
  reward: { experience: 100, gold: 20, items: [pearl], says: There's a good soul. }
`

/** The sample area with all that a game has besides: fights, shops, quests, secrets. */
export const GAME_SAMPLE: Readonly<Record<string, string>> = {
  'area.yaml': `${SAMPLE['area.yaml']}refuge: shed\nlevels: [1, 3]\n`,
  'rooms.yaml':
    (SAMPLE['rooms.yaml'] ?? '').replace(
      '    north: shed\n',
      '    north: shed\n    west: alley\n',
    ) + ROOMS,
  'items.yaml': SAMPLE['items.yaml'] + ITEMS,
  'mobiles.yaml': SAMPLE['mobiles.yaml'] + MOBILES,
  'resets.yaml': SAMPLE['resets.yaml'] + RESETS,
  'quests.yaml': QUESTS,
}
