import type { Fault } from './sampleFaults.ts'

const SHAPES: Fault[] = [
  {
    it: 'dice that are none',
    file: 'mobiles.yaml',
    from: 'damage: 1d4',
    to: 'damage: 4',
    finds: ['17: AREA_VALUE', 'must be dice, as "1d6" or "2d4+1", not 4'],
  },
  {
    it: 'gold from more to less',
    file: 'mobiles.yaml',
    from: 'gold: [0, 5]',
    to: 'gold: [5, 0]',
    finds: ['20: AREA_VALUE', 'must be two whole numbers from 0 to 100000, the lower first'],
  },
  {
    it: 'hours that are none',
    file: 'mobiles.yaml',
    from: 'hours: [8, 20]',
    to: 'hours: [8, 25]',
    finds: [
      '35: AREA_VALUE',
      '"shop.hours.2" of mobile "chandler" must be two hours of the day, as [8, 20], not 25',
    ],
  },
  {
    it: 'a lesson that nobody knows',
    file: 'mobiles.yaml',
    from: '[kick, mend, attributes]',
    to: '[kick, knit]',
    finds: ['37: AREA_VALUE', '"teaches.2" of mobile "chandler" must be one of kick, bash'],
  },
  {
    it: 'a spell that there is not',
    file: 'items.yaml',
    from: 'spell: mend',
    to: 'spell: mand',
    finds: ['43: AREA_VALUE', '"use.spell" of item "tonic" must be one of mend, spark'],
  },
  {
    it: 'something lent that nobody has',
    file: 'items.yaml',
    from: 'might: 1',
    to: 'mihgt: 1',
    finds: [
      '31: AREA_FIELD_UNKNOWN',
      'item "cutlass" has an unknown key "mihgt" in "lends"; did you mean "might"?',
    ],
  },
  {
    it: 'a step without a deed',
    file: 'quests.yaml',
    from: ', reach: alley',
    to: '',
    finds: ['6: AREA_VALUE', 'must have one of "talk", "fetch", "slay", "reach", "do"'],
  },
  {
    it: 'a step that has what belongs to others',
    file: 'quests.yaml',
    from: 'reach: alley',
    to: 'reach: alley, count: 2',
    finds: ['6: AREA_VALUE', 'must be without "count", for it is a "reach"'],
  },
  {
    it: 'a thing to fetch for nobody',
    file: 'quests.yaml',
    from: ', to: chandler',
    to: '',
    finds: ['17: AREA_VALUE', 'must say "to" whom it is brought'],
  },
  {
    it: 'somebody to talk with who says nothing',
    file: 'quests.yaml',
    from: ', says: Crabs. It is always crabs.',
    to: '',
    finds: ['15: AREA_VALUE', 'must have what the mobile "says" then'],
  },
  {
    it: 'coins that are worn, or hold things',
    file: 'resets.yaml',
    from: 'carries: [cutlass, { coins: 5 }]',
    to: 'wears: [{ coins: 5, contains: [hat] }]',
    finds: ['11: AREA_VALUE', 'must be an item to have "contains"'],
  },
  {
    it: 'a mobile that wears coins',
    file: 'resets.yaml',
    from: 'carries: [cutlass, { coins: 5 }]',
    to: 'wears: [{ coins: 5 }]',
    finds: ['10: AREA_VALUE', 'cannot wear coins; it "carries" them'],
  },
]

const REFERENCES: Fault[] = [
  {
    it: 'a refuge that is no room',
    file: 'area.yaml',
    from: 'refuge: shed',
    to: 'refuge: shade',
    finds: [
      '5: AREA_REFUGE_UNKNOWN_ROOM',
      'its refuge is room "port:shade", which no file defines; did you mean "shed"?',
    ],
  },
  {
    it: 'help for nobody',
    file: 'mobiles.yaml',
    from: 'assists: [pilot]',
    to: 'assists: [lamp]',
    finds: [
      '14: AREA_ASSIST_UNKNOWN_MOBILE',
      'mobile "crab" assists "port:lamp", which is an item',
    ],
  },
  {
    it: 'loot that is not',
    file: 'mobiles.yaml',
    from: 'claw: 0.5',
    to: 'clow: 0.5',
    finds: [
      '29: AREA_LOOT_UNKNOWN_ITEM',
      'mobile "crab" has the loot "port:clow", which no file defines; did you mean',
    ],
  },
  {
    it: 'wares that are not',
    file: 'mobiles.yaml',
    from: '[tonic, jack]',
    to: '[tonic, jock]',
    finds: [
      '35: AREA_SHOP_UNKNOWN_ITEM',
      'mobile "chandler" sells "port:jock", which no file defines',
    ],
  },
  {
    it: 'a giver that is not',
    file: 'quests.yaml',
    from: 'giver: chandler',
    to: 'giver: chancellor',
    finds: [
      '8: AREA_QUEST_UNKNOWN_MOBILE',
      'quest "low-water" is given by "port:chancellor", which no file defines',
    ],
  },
  {
    it: 'an earlier quest that is not',
    file: 'quests.yaml',
    from: 'after: first-steps',
    to: 'after: last-steps',
    finds: [
      '8: AREA_QUEST_UNKNOWN_QUEST',
      'quest "low-water" comes after "port:last-steps", which no file defines',
    ],
  },
  {
    it: 'a reward that is not',
    file: 'quests.yaml',
    from: 'items: [pearl]',
    to: 'items: [peal]',
    finds: [
      '18: AREA_QUEST_UNKNOWN_ITEM',
      'quest "low-water" rewards with "port:peal", which no file defines; did you',
    ],
  },
  {
    it: 'a foe that is not',
    file: 'quests.yaml',
    from: 'slay: crab',
    to: 'slay: grab',
    finds: [
      '16: AREA_QUEST_UNKNOWN_MOBILE',
      'quest "low-water" asks in step 2 for mobile "port:grab", which no file',
    ],
  },
  {
    it: 'a place that is not',
    file: 'quests.yaml',
    from: 'reach: alley',
    to: 'reach: valley',
    finds: [
      '6: AREA_QUEST_UNKNOWN_ROOM',
      'quest "first-steps" asks in step 2 for room "port:valley", which no file',
    ],
  },
  {
    it: 'a thing to fetch that is not',
    file: 'quests.yaml',
    from: 'fetch: claw',
    to: 'fetch: clew',
    finds: [
      '17: AREA_QUEST_UNKNOWN_ITEM',
      'quest "low-water" asks in step 3 for item "port:clew", which no file',
    ],
  },
]

/** What is wrong with how the sample of a game is written. */
export const GAME_FAULTS: readonly Fault[] = [...SHAPES, ...REFERENCES]
