import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import t from 'tap'
import type { EventValue, WireEvent } from '#protocol/event.ts'
import { COLOUR_ESCAPES } from './colour.ts'
import { LISTINGS } from './listings/listings.ts'
import { PHRASES } from './phrases/phrases.ts'
import { renderEvent } from './render.ts'
import {
  ADA,
  BO,
  CHEST,
  COIN,
  COLOURED,
  FOX,
  GATE,
  LANTERN,
  NARROW,
  ROPE,
  SIGHTED,
  SPOKEN,
  UNSEEN,
} from './sample.fixture.ts'
import type { Style } from './style.ts'
import { widthOf } from './width.ts'

/** Verbs of the contract: the first column of its table. */
function contractVerbs(): string[] {
  const contract = new URL(import.meta.resolve('#protocol/EVENTS.md'))
  const rows = readFileSync(contract, 'utf8').match(/^\| [a-z][A-Za-z, ]* \|/gm) ?? []
  const verbs = rows.flatMap((row) => row.slice(1, -1).trim().split(', '))
  return verbs.filter((verb) => verb !== 'verb')
}

/** What a session does itself when it is told of it. */
const DONE_BY_SESSIONS = ['chat', 'password', 'posted', 'terminal', 'ticket', 'tickets']

t.test('every verb of the contract has its words, and no other has', async (t) => {
  const known = [...Object.keys(PHRASES), ...LISTINGS.keys(), ...DONE_BY_SESSIONS]
  t.same(known.sort(), contractVerbs().sort())
})

const got = { items: [ROPE, COIN, COIN].map((item) => ({ item })) }

/** What actor, target and bystander read; `-`: nothing. */
const table: [verb: string, fields: WireEvent['fields'], reads: string][] = [
  ['leave', { direction: 'north' }, 'You go north. | Ada goes north.'],
  ['leave', { direction: 'up' }, 'You go upwards. | Ada goes upwards.'],
  ['leave', { direction: 'in' }, 'You go inside. | Ada goes inside.'],
  ['arrive', { direction: 'south' }, '- | Ada arrives from the south.'],
  ['arrive', { direction: 'down' }, '- | Ada arrives from below.'],
  ['arrive', { direction: 'out' }, '- | Ada arrives from outside.'],
  ['arrive', {}, '- | Ada arrives.'],
  ['enterWorld', {}, 'You open your eyes. | Ada opens drowsy eyes, and is here.'],
  [
    'quit',
    {},
    'You close your eyes, and the world goes on without you. | ' +
      'Ada grows faint as breath on glass, and is gone.',
  ],
  ['linkLost', {}, '- | Ada falls still, with eyes on something far away. (link lost)'],
  ['linkBack', {}, 'You blink, and are back where you were. | Ada blinks, and is back.'],
  ['open', { exit: GATE }, 'You open the iron gate. | Ada opens the iron gate.'],
  ['close', { container: CHEST }, 'You close the oak chest. | Ada closes the oak chest.'],
  [
    'lock',
    { exit: GATE, item: { uid: 9, name: 'a rusty key' } },
    'You lock the iron gate with the rusty key. | Ada locks the iron gate with the rusty key.',
  ],
  ['unlock', { exit: GATE }, 'You unlock the iron gate. | Ada unlocks the iron gate.'],
  ['get', { item: LANTERN }, 'You take the brass lantern. | Ada takes the brass lantern.'],
  [
    'get',
    { ...got, container: CHEST },
    'You take a rope and two brass coins from the oak chest. | ' +
      'Ada takes a rope and two brass coins from the oak chest.',
  ],
  ['drop', { item: ROPE }, 'You put down the rope. | Ada puts down the rope.'],
  [
    'junk',
    { item: ROPE },
    'You throw the rope away, for good. | Ada throws the rope away, for good.',
  ],
  [
    'put',
    { item: ROPE, container: CHEST },
    'You put the rope into the oak chest. | Ada puts the rope into the oak chest.',
  ],
  ['wear', { item: ROPE, slot: 'waist' }, 'You put on the rope. | Ada puts on the rope.'],
  ['wear', got, 'You put on a rope and two brass coins. | Ada puts on a rope and two brass coins.'],
  [
    'wield',
    { item: ROPE, slot: 'wield' },
    'You take the rope in hand, ready for use. | Ada takes the rope in hand, ready for use.',
  ],
  [
    'hold',
    { item: LANTERN, slot: 'light' },
    'You hold the brass lantern. | Ada holds the brass lantern.',
  ],
  ['remove', { item: ROPE }, 'You remove the rope. | Ada removes the rope.'],
  ['say', { text: 'Hello.' }, 'You say, "Hello." | Ada says, "Hello."'],
  ['say', { text: 'Who?' }, 'You ask, "Who?" | Ada asks, "Who?"'],
  ['emote', { text: 'smiles' }, 'Ada smiles. | Ada smiles.'],
  ['semipose', { text: "'s lamp flickers." }, "Ada's lamp flickers. | Ada's lamp flickers."],
  ['examine', { item: LANTERN }, '- | Ada looks closely at the brass lantern.'],
]

const tableWithTarget: [verb: string, fields: WireEvent['fields'], reads: string][] = [
  [
    'give',
    { item: ROPE },
    'You give the rope to Bo. | Ada gives you the rope. | Ada gives the rope to Bo.',
  ],
  [
    'sayTo',
    { text: 'Look!' },
    'You say to Bo, "Look!" | Ada says to you, "Look!" | Ada says to Bo, "Look!"',
  ],
  ['sayTo', { text: 'Why?' }, 'You ask Bo, "Why?" | Ada asks you, "Why?" | Ada asks Bo, "Why?"'],
  ['tell', { text: 'Psst.' }, 'You tell Bo, "Psst." | Ada tells you, "Psst." | -'],
  ['whisper', { text: 'Psst.' }, 'You whisper to Bo, "Psst." | Ada whispers to you, "Psst." | -'],
  ['overhear', {}, '- | - | Ada whispers something to Bo.'],
  ['examine', {}, '- | Ada looks closely at you. | Ada looks closely at Bo.'],
]

function read(event: WireEvent, viewers: readonly number[], style: Style): string {
  return viewers.map((viewer) => renderEvent(event, viewer, style).trimEnd() || '-').join(' | ')
}

t.test('actor and bystander read of one event in their own words', async (t) => {
  for (const [verb, fields, reads] of table) {
    const event = { verb, fields: { actor: ADA, ...fields } }
    for (const style of [
      { ...SIGHTED, columns: 200 },
      { ...SPOKEN, columns: 200 },
    ]) {
      t.equal(read(event, [ADA.uid, 0], style), reads)
    }
  }
})

t.test('so do actor, target and bystander', async (t) => {
  for (const [verb, fields, reads] of tableWithTarget) {
    const event = { verb, fields: { actor: ADA, target: BO, ...fields } }
    t.equal(read(event, [ADA.uid, BO.uid, FOX.uid], SIGHTED), reads)
  }
})

t.test('doors move by themselves, seen from the other side', async (t) => {
  const verbs = ['doorOpens', 'doorCloses', 'doorLocks', 'doorUnlocks']
  t.same(
    verbs.map((verb) => renderEvent({ verb, fields: { exit: GATE } }, 0, SIGHTED)),
    [
      'The iron gate is opened from the other side.\n',
      'The iron gate is closed from the other side.\n',
      'A key turns: the iron gate has been locked from the other side.\n',
      'A key turns: the iron gate has been unlocked from the other side.\n',
    ],
  )
})

t.test('who cannot be seen is someone, also to a viewer without a uid', async (t) => {
  const say = { verb: 'say', fields: { actor: UNSEEN, text: 'Boo.' } }
  t.equal(read(say, [0, ADA.uid], SIGHTED), 'Someone says, "Boo." | Someone says, "Boo."')
  const give = { verb: 'give', fields: { actor: UNSEEN, target: ADA, item: UNSEEN } }
  t.equal(read(give, [ADA.uid], SIGHTED), 'Someone gives you something.')
})

t.test('names and speech are coloured, plain words are not', async (t) => {
  const event = { verb: 'say', fields: { actor: FOX, text: 'Yip.' } }
  t.equal(
    renderEvent(event, 0, COLOURED),
    '\u001b[33mThe grey fox\u001b[0m says, \u001b[1m"Yip."\u001b[0m\n',
  )
})

t.test('long lines are wrapped to the style', async (t) => {
  const text = 'The water is loud today, and it talks of rain.'
  t.equal(
    renderEvent({ verb: 'say', fields: { actor: ADA, text } }, 0, NARROW),
    'Ada says, "The water is loud today, and\nit talks of rain."\n',
  )
})

t.test('unknown verbs and missing fields have no words', async (t) => {
  for (const verb of ['explode', 'constructor', '__proto__']) {
    t.equal(renderEvent({ verb, fields: { actor: ADA } }, 0, SIGHTED), '')
  }
  t.equal(renderEvent({ verb: 'say', fields: { actor: ADA } }, 0, SIGHTED), '')
})

const foreign = fc.string({ unit: 'binary', maxLength: 40 })
const ref = fc.record({ uid: fc.nat(50), name: foreign })
const value: fc.Arbitrary<EventValue> = fc.oneof(
  foreign,
  ref,
  fc.boolean(),
  fc.double(),
  fc.array(fc.oneof(foreign, fc.record({ item: ref, slot: foreign, text: foreign, actor: ref }))),
)
const NAMES = `actor target item items container exit room text direction list title usage
  aliases seeAlso closed empty hp weightGrams count`.split(/\s+/)
const anyEvent = fc.record({
  verb: fc.constantFrom(...contractVerbs()),
  fields: fc.dictionary(fc.constantFrom(...NAMES), value),
})

t.test('whatever an event holds, lines are no wider than the style and steer nothing', async () => {
  const property = fc.property(anyEvent, fc.nat(50), (event, self) =>
    [NARROW, COLOURED, SPOKEN].every((style) => {
      const text = renderEvent(event, self, style)
      const lines = text.replace(COLOUR_ESCAPES, '').split('\n')
      const isWhole = text === '' || text.endsWith('\n')
      return isWhole && lines.every((l) => widthOf(l) <= style.columns && !/\p{Cc}/u.test(l))
    }),
  )
  fc.assert(property, { numRuns: 300 })
})
