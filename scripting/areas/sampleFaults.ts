/** One thing put wrong in the sample area, and all that the checker should say of it. */
export interface Fault {
  it: string
  file: string
  from: string
  to: string
  /** The file that is named, where it is another than that put wrong. */
  where?: string
  /** `line: CODE`, then a part of the sentence. */
  finds: [place: string, says: string]
  /** What must follow from it, as `line: CODE`, perhaps in other files. */
  also?: string[]
}

const SHAPES: Fault[] = [
  {
    it: 'an unknown key, with the nearest known one',
    file: 'items.yaml',
    from: 'wear: head',
    to: 'waer: head',
    finds: ['22: AREA_FIELD_UNKNOWN', 'has an unknown key "waer"; did you mean "wear"?'],
  },
  {
    it: 'an unknown key inside a door',
    file: 'rooms.yaml',
    from: 'locked: true',
    to: 'lokced: true',
    finds: ['19: AREA_FIELD_UNKNOWN', 'unknown key "lokced" in "exits.east.door"'],
  },
  {
    it: 'a direction that is none',
    file: 'rooms.yaml',
    from: 'north: shed',
    to: 'nroth: shed',
    finds: ['7: AREA_FIELD_UNKNOWN', 'unknown key "nroth" in "exits"; did you mean "north"?'],
  },
  {
    it: 'a key written twice',
    file: 'rooms.yaml',
    from: 'environment: city',
    to: 'name: The Key',
    finds: ['4: AREA_FIELD_TWICE', 'the key "name" is written twice'],
  },
  {
    it: 'a key that is missing',
    file: 'rooms.yaml',
    from: '  name: The Net Shed\n',
    to: '',
    finds: ['11: AREA_FIELD_MISSING', 'room "shed" lacks "name"'],
  },
  {
    it: 'a value of the wrong kind',
    file: 'rooms.yaml',
    from: 'dark: true',
    to: 'dark: very',
    finds: ['30: AREA_VALUE', '"dark" of room "cellar" must be true or false, not "very"'],
  },
  {
    it: 'a value that is none of those known',
    file: 'items.yaml',
    from: 'wear: head',
    to: 'wear: nose',
    finds: ['22: AREA_VALUE', 'must be one of light, head, neck'],
  },
  {
    it: 'coordinates that are too few',
    file: 'rooms.yaml',
    from: '[0, 1, 0]',
    to: '[0, 1]',
    finds: ['13: AREA_VALUE', '"at" of room "shed" must be the coordinates [east, north, up]'],
  },
  {
    it: 'a line that YAML takes for a map',
    file: 'mobiles.yaml',
    from: "Tide's late.",
    to: 'Tide: late.',
    finds: ['8: AREA_VALUE', 'must be a text; put a text that holds a colon in quotes'],
  },
  {
    it: 'an id with capitals',
    file: 'items.yaml',
    from: 'hat:\n',
    to: 'Hat:\n',
    finds: ['20: AREA_ID', 'the id of item "Hat" must be lower-case'],
    also: ['4: AREA_RESET_UNKNOWN_ITEM'],
  },
  {
    it: 'an empty text',
    file: 'rooms.yaml',
    from: 'Worn bright on the seaward side.',
    to: '" "',
    finds: ['10: AREA_TEXT_EMPTY', '"details.rings, iron" of room "quay" must not be empty'],
  },
  {
    it: 'a control character in a text',
    file: 'items.yaml',
    from: "Black oilskin, with a brim as long behind as a duck's tail.",
    to: '"Black \\e[31moilskin, with a brim as long behind as a duck\'s tail."',
    finds: ['23: AREA_TEXT_UNPRINTABLE', 'must hold no control or invisible characters'],
  },
  {
    it: 'a reset that has a mobile contain things',
    file: 'resets.yaml',
    from: 'carries:',
    to: 'contains:',
    finds: [
      '3: AREA_VALUE',
      'reset 2 of room "quay" must be an item to have "contains"; a mobile "carries" and "wears"',
    ],
  },
]

const REFERENCES: Fault[] = [
  {
    it: 'an exit to a room that is not',
    file: 'rooms.yaml',
    from: '{ to: cellar }',
    to: '{ to: celar }',
    finds: [
      '8: AREA_EXIT_UNKNOWN_ROOM',
      'room "quay" leads down to "port:celar", which no file defines; did you mean "cellar"?',
    ],
    also: ['33: AREA_EXIT_ONE_WAY'],
  },
  {
    it: 'a key of a door that no item is',
    file: 'rooms.yaml',
    from: 'gate-key',
    to: 'gale-key',
    finds: ['19: AREA_KEY_UNKNOWN_ITEM', 'door "an iron gate" has the key "port:gale-key"'],
  },
  {
    it: 'a key of a container that no item is',
    file: 'items.yaml',
    from: 'key: chest-key',
    to: 'key: crest-key',
    finds: ['12: AREA_KEY_UNKNOWN_ITEM', 'container "sea-chest" has the key "port:crest-key"'],
  },
  {
    it: 'a reset of an unknown room',
    file: 'resets.yaml',
    from: 'shed:',
    to: 'sched:',
    finds: ['7: AREA_RESET_UNKNOWN_ROOM', 'is of room "port:sched", which no file defines'],
  },
  {
    it: 'a reset of an unknown item',
    file: 'resets.yaml',
    from: '- lamp',
    to: '- lump',
    finds: ['2: AREA_RESET_UNKNOWN_ITEM', 'item "port:lump", which no file defines'],
  },
  {
    it: 'a reset of an unknown mobile',
    file: 'resets.yaml',
    from: 'mobile: pilot',
    to: 'mobile: pilots',
    finds: ['3: AREA_RESET_UNKNOWN_MOBILE', 'mobile "port:pilots", which no file defines'],
  },
  {
    it: 'a reset that calls an item a mobile',
    file: 'resets.yaml',
    from: 'mobile: pilot',
    to: 'mobile: lamp',
    finds: ['3: AREA_RESET_UNKNOWN_MOBILE', 'mobile "port:lamp", which is an item'],
  },
  {
    it: 'unknown contents of a reset',
    file: 'resets.yaml',
    from: '[gate-key]',
    to: '[fish]',
    finds: ['8: AREA_RESET_UNKNOWN_ITEM', 'of room "shed" brings item "port:fish"'],
  },
  {
    it: 'no start',
    file: 'area.yaml',
    from: 'start: quay\n',
    to: '',
    finds: ['1: AREA_START_MISSING', 'none names the "start" room'],
  },
  {
    it: 'a start that is no room',
    file: 'area.yaml',
    from: 'start: quay',
    to: 'start: key',
    finds: ['4: AREA_START_UNKNOWN_ROOM', 'its start is room "port:key", which no file defines'],
  },
  {
    it: 'two rooms with one number',
    file: 'rooms.yaml',
    from: 'dark: true',
    to: 'number: 77',
    finds: ['27: AREA_ROOM_NUMBER_TWICE', 'rooms "port:vault" and "port:cellar" have the same'],
  },
]

const WAYS: Fault[] = [
  {
    it: 'a room that no exits lead to',
    file: 'rooms.yaml',
    from: '    down: { to: cellar }\n',
    to: '',
    finds: ['26: AREA_ROOM_UNREACHABLE', 'cannot be reached from the start "port:quay": no exits'],
    also: ['32: AREA_EXIT_ONE_WAY'],
  },
  {
    it: 'a locked door whose key nobody can get',
    file: 'resets.yaml',
    from: '    carries: [chest-key]\n',
    to: '',
    where: 'rooms.yaml',
    finds: ['19: AREA_KEY_UNREACHABLE', 'door "an iron gate" of room "port:shed" is locked'],
    also: [
      '12: AREA_KEY_UNREACHABLE',
      '13: AREA_THING_UNUSED',
      '17: AREA_ITEM_UNREACHABLE',
      '20: AREA_ROOM_UNREACHABLE',
    ],
  },
  {
    it: 'a key locked into what it opens',
    file: 'resets.yaml',
    from: 'carries: [chest-key]\nshed:\n  - item: sea-chest\n    contains: [gate-key]',
    to: 'carries: [gate-key]\nshed:\n  - item: sea-chest\n    contains: [chest-key]',
    where: 'items.yaml',
    finds: ['12: AREA_KEY_UNREACHABLE', 'container "port:sea-chest" is locked, and its key'],
    also: ['13: AREA_ITEM_UNREACHABLE'],
  },
  {
    it: 'a lock without a key',
    file: 'rooms.yaml',
    from: ', key: gate-key',
    to: '',
    finds: ['19: AREA_LOCK_WITHOUT_KEY', 'door "an iron gate" of room "port:shed" is locked and'],
    also: ['20: AREA_ROOM_UNREACHABLE'],
  },
  {
    it: 'a dark room without a light within reach',
    file: 'items.yaml',
    from: '  light: true\n',
    to: '',
    where: 'rooms.yaml',
    finds: ['27: AREA_DARK_WITHOUT_LIGHT', 'room "port:cellar" is dark, and no light'],
  },
  {
    it: 'an exit without a way back',
    file: 'rooms.yaml',
    from: 'exits:\n    up: quay',
    to: 'exits: {}',
    finds: ['8: AREA_EXIT_ONE_WAY', '"port:quay" leads down to "port:cellar", and nothing leads'],
    also: ['27: AREA_ROOM_NO_RETURN'],
  },
  {
    it: 'a way back that is not the opposite',
    file: 'rooms.yaml',
    from: '    up: quay',
    to: '    out: quay',
    finds: ['8: AREA_EXIT_WINDING', 'leads down to "port:cellar", and the way back is out'],
    also: ['33: AREA_EXIT_WINDING'],
  },
  {
    it: 'two sides of a door that differ',
    file: 'rooms.yaml',
    from: 'west: shed',
    to: 'west: { to: shed, door: { name: an iron gate, closed: false, key: gate-key } }',
    finds: [
      '26: AREA_DOOR_SIDES',
      'between "port:shed" and "port:vault" has sides that differ in closed and locked',
    ],
  },
  {
    it: 'two rooms on the same spot',
    file: 'rooms.yaml',
    from: '[0, 0, -1]',
    to: '[0, 1, 0]',
    finds: [
      '27: AREA_ROOM_SAME_SPOT',
      'room "port:cellar" lies at [0, 1, 0] like room "port:shed"',
    ],
    also: ['8: AREA_EXIT_DIRECTION', '33: AREA_EXIT_DIRECTION'],
  },
  {
    it: 'an exit that points elsewhere than it leads',
    file: 'rooms.yaml',
    from: '[1, 1, 0]',
    to: '[2, 2, 0]',
    finds: ['17: AREA_EXIT_DIRECTION', 'at [0, 1, 0] leads east to "port:vault" at [2, 2, 0]'],
    also: ['26: AREA_EXIT_DIRECTION'],
  },
]

const THINGS: Fault[] = [
  {
    it: 'an item that no reset brings',
    file: 'resets.yaml',
    from: '    wears: [hat]\n',
    to: '',
    where: 'items.yaml',
    finds: ['20: AREA_THING_UNUSED', 'item "port:hat" is brought by no reset, loot, shop or'],
  },
  {
    it: 'things in what is no container',
    file: 'resets.yaml',
    from: '- lamp',
    to: '- { item: lamp, contains: [hat] }',
    finds: ['2: AREA_RESET_NO_CONTAINER', 'into item "port:lamp", which is no container'],
  },
  {
    it: 'something worn that cannot be',
    file: 'resets.yaml',
    from: 'wears: [hat]',
    to: 'wears: [hat, gate-key]',
    finds: ['4: AREA_RESET_WEAR', 'wears item "port:gate-key", which has no "wear" slot'],
  },
  {
    it: 'two things worn in one place',
    file: 'resets.yaml',
    from: 'wears: [hat]',
    to: 'wears: [hat, hat]',
    finds: ['4: AREA_RESET_WEAR', 'wears both "port:hat" and "port:hat" as "head"'],
  },
  {
    it: 'more than a container holds',
    file: 'items.yaml',
    from: 'capacity: 20 kg',
    to: 'capacity: 20 g',
    where: 'resets.yaml',
    finds: ['7: AREA_RESET_OVER_CAPACITY', '500 g into item "port:sea-chest", which holds at most'],
  },
  {
    it: 'a text that says next to nothing',
    file: 'rooms.yaml',
    from: 'Worn bright on the seaward side.',
    to: 'Rings.',
    finds: ['10: AREA_TEXT_SHORT', 'detail "rings, iron" of room "port:quay" is told of in 6'],
  },
  {
    it: 'a name without an article',
    file: 'items.yaml',
    from: 'name: a long key',
    to: 'name: long key',
    finds: ['17: AREA_NAME_ARTICLE', 'item "port:gate-key" is named "long key" without an article'],
  },
  {
    it: 'a name that leaves no words',
    file: 'items.yaml',
    from: "name: the pilot's hat",
    to: 'name: the …',
    finds: ['20: AREA_NAME_WORDS', 'item "port:hat" answers to no word'],
  },
  {
    it: 'two details that answer to one word',
    file: 'rooms.yaml',
    from: '    rings, iron: Worn bright on the seaward side.',
    to: '    rings: Worn bright on the seaward side.\n    iron, rings: Rust in long tears.',
    finds: ['11: AREA_DETAIL_TWICE', 'two details that answer to "rings"'],
  },
  {
    it: 'a mobile that speaks without lines',
    file: 'mobiles.yaml',
    from: '  lines:\n    - Tide\'s late.\n    - ":spits, and watches where it goes."',
    to: '  speaks: 20 s',
    finds: ['1: AREA_MOBILE_WITHOUT_LINES', 'mobile "port:pilot" speaks but has no lines'],
  },
]

export const FAULTS: readonly Fault[] = [...SHAPES, ...REFERENCES, ...WAYS, ...THINGS]
