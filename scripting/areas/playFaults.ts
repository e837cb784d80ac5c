import type { Fault } from './sampleFaults.ts'

const WAYS: Fault[] = [
  {
    it: 'a way that is barred for good',
    file: 'rooms.yaml',
    from: 'name: The Drain\n',
    to: 'name: The Drain\n  peaceful: true\n',
    where: 'mobiles.yaml',
    finds: [
      '11: AREA_BAR_FOR_EVER',
      'mobile "port:crab" bars the way west, and nobody can beat it',
    ],
    also: [
      '24: AREA_ITEM_UNREACHABLE',
      '44: AREA_ITEM_UNREACHABLE',
      '48: AREA_ITEM_UNREACHABLE',
      '16: AREA_QUEST_IMPOSSIBLE',
      '53: AREA_ROOM_UNREACHABLE',
    ],
  },
  {
    it: 'somebody far beyond everybody',
    file: 'mobiles.yaml',
    from: 'level: 2',
    to: 'level: 40',
    where: 'rooms.yaml',
    finds: [
      '52: AREA_ROOM_UNREACHABLE',
      'every way to it is barred by somebody whom nobody can beat',
    ],
    also: [
      '24: AREA_ITEM_UNREACHABLE',
      '44: AREA_ITEM_UNREACHABLE',
      '48: AREA_ITEM_UNREACHABLE',
      '11: AREA_BAR_FOR_EVER',
      '16: AREA_QUEST_IMPOSSIBLE',
      '11: AREA_MOBILE_LEVEL',
    ],
  },
  {
    it: 'a quest that asks for what nobody has',
    file: 'mobiles.yaml',
    from: '  loot: { claw: 0.5 }\n',
    to: '',
    where: 'quests.yaml',
    finds: [
      '17: AREA_QUEST_IMPOSSIBLE',
      'quest "port:low-water" cannot be done: nobody can come by "port:claw", which',
    ],
    also: ['44: AREA_THING_UNUSED', '48: AREA_ITEM_UNREACHABLE'],
  },
  {
    it: 'a quest for those who are not',
    file: 'quests.yaml',
    from: 'level: 2',
    to: 'level: 9',
    finds: ['8: AREA_QUEST_IMPOSSIBLE', 'it is for level 9, and nobody comes beyond level 5'],
    also: ['48: AREA_ITEM_UNREACHABLE', '8: AREA_QUEST_LEVEL'],
  },
  {
    it: 'quests that come after each other',
    file: 'quests.yaml',
    from: '  steps:\n    - { text: Look',
    to: '  after: low-water\n  steps:\n    - { text: Look',
    finds: [
      '1: AREA_QUEST_CIRCLE',
      'comes after itself: port:first-steps after port:low-water after port:first-steps',
    ],
    also: ['48: AREA_ITEM_UNREACHABLE', '9: AREA_QUEST_CIRCLE'],
  },
  {
    it: 'a giver who attacks',
    file: 'mobiles.yaml',
    from: '  banker: true\n',
    to: '  fight: { level: 1, aggressive: true }\n',
    where: 'quests.yaml',
    finds: [
      '8: AREA_QUEST_GIVER_HOSTILE',
      'is given by "port:chandler", who attacks whoever comes to ask for it',
    ],
  },
  {
    it: 'a thing that somebody keeps for good',
    file: 'resets.yaml',
    from: 'nest:\n  - cutlass\n',
    to: 'nest:\n  - jack\n',
    where: 'items.yaml',
    finds: [
      '24: AREA_ITEM_UNREACHABLE',
      'item "port:cutlass" can be had by nobody: "port:chandler" has it, whom nobody',
    ],
  },
]

const SHOPS: Fault[] = [
  {
    it: 'a shop that never opens',
    file: 'mobiles.yaml',
    from: 'hours: [8, 20]',
    to: 'hours: [8, 8]',
    finds: ['35: AREA_SHOP_NEVER_OPEN', 'opens at 8 and closes at 8: it is never open'],
  },
  {
    it: 'wares without a value',
    file: 'mobiles.yaml',
    from: '[tonic, jack]',
    to: '[tonic, jack, hat]',
    finds: [
      '35: AREA_SHOP_WITHOUT_VALUE',
      'shop of "port:chandler" sells item "port:hat", which has no "value"',
    ],
  },
  {
    it: 'wares that cannot be taken',
    file: 'mobiles.yaml',
    from: '[tonic, jack]',
    to: '[tonic, jack, sea-chest]',
    finds: ['35: AREA_SHOP_FIXED', 'sells item "port:sea-chest", which cannot be taken'],
  },
  {
    it: 'wares that are bought for more than they cost',
    file: 'mobiles.yaml',
    from: '  fight: { level: 1 }\n',
    to: '  fight: { level: 1 }\n  shop: { buys: [armour], sellsAt: 2, buysAt: 1.6 }\n',
    finds: [
      '36: AREA_SHOP_PROFIT',
      'sells item "port:jack" for 30 coins, and that of "port:pilot" buys it for 32',
    ],
  },
]

const BALANCE: Fault[] = [
  {
    it: 'a weapon that is too strong',
    file: 'items.yaml',
    from: '1d6+1',
    to: '2d6+1',
    finds: [
      '24: AREA_ITEM_STRONG',
      'item "port:cutlass" has a mean damage of 8, and at level 1 4.6 is much',
    ],
  },
  {
    it: 'armour that is too strong, by the levels of its area',
    file: 'items.yaml',
    from: 'armour: 3',
    to: 'armour: 9',
    finds: ['32: AREA_ITEM_STRONG', 'item "port:jack" has armour 9, and at level 3 4 is much'],
  },
  {
    it: 'a thing that lends too much',
    file: 'items.yaml',
    from: 'might: 1',
    to: 'might: 3',
    finds: [
      '24: AREA_ITEM_STRONG',
      'item "port:cutlass" has lent might 3, and at level 1 1.3 is much',
    ],
  },
  {
    it: 'a weapon that cannot be wielded',
    file: 'items.yaml',
    from: '  wear: wield\n',
    to: '  wear: hold\n',
    finds: ['24: AREA_WEAPON_NOT_WIELDED', 'item "port:cutlass" is a weapon, and no "wield"'],
  },
  {
    it: 'armour that cannot be worn',
    file: 'items.yaml',
    from: '  wear: body\n',
    to: '',
    finds: ['32: AREA_ARMOUR_NOT_WORN', 'item "port:jack" has "armour" or "lends", and no "wear"'],
  },
  {
    it: 'a thing for those who are not',
    file: 'items.yaml',
    from: '  level: 1\n',
    to: '  level: 8\n',
    finds: ['24: AREA_ITEM_LEVEL', 'item "port:cutlass" is for level 8, and nobody comes beyond 5'],
  },
  {
    it: 'a mobile that is too strong for its level',
    file: 'mobiles.yaml',
    from: 'damage: 1d4',
    to: 'damage: 3d6',
    finds: [
      '11: AREA_MOBILE_STRONG',
      'mobile "port:crab" has a mean damage of 10.5, and at level 2 5.6 is much',
    ],
  },
  {
    it: 'a mobile that is too hale for its level',
    file: 'mobiles.yaml',
    from: 'hp: 30',
    to: 'hp: 300',
    finds: [
      '11: AREA_MOBILE_STRONG',
      'mobile "port:crab" has health 300, and at level 2 80 is much',
    ],
  },
  {
    it: 'a mobile that is in the wrong place',
    file: 'area.yaml',
    from: 'levels: [1, 3]',
    to: 'levels: [5, 7]',
    where: 'mobiles.yaml',
    finds: ['11: AREA_MOBILE_LEVEL', 'mobile "port:crab" is of level 2 in an area for levels 5–7'],
    also: ['1: AREA_MOBILE_LEVEL'],
  },
  {
    it: 'a quest that is in the wrong place',
    file: 'quests.yaml',
    from: 'level: 2',
    to: 'level: 4',
    finds: [
      '8: AREA_QUEST_LEVEL',
      'quest "port:low-water" is for level 4 in an area for levels 1–3',
    ],
  },
]

/** What is wrong with the sample of a game once it is played. */
export const PLAY_FAULTS: readonly Fault[] = [...WAYS, ...SHOPS, ...BALANCE]
