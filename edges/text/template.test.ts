import t from 'tap'
import type { WireEvent } from '#protocol/event.ts'
import { paletteFor } from './colour.ts'
import { ADA, BO, COIN, FOX, LANTERN, ROPE, UNSEEN } from './sample.fixture.ts'
import { compileTemplate } from './template.ts'

function filled(source: string, fields: WireEvent['fields'], self = 0) {
  return compileTemplate(source, paletteFor('none'))({ fields, self })
}

t.test(
  'names: you for the viewer, the for what is known, a capital where a sentence begins',
  async (t) => {
    const fields = { actor: FOX, target: ADA, item: LANTERN }
    t.equal(
      filled('{actor} sees {target}. {the actor} waits.', fields),
      'A grey fox sees Ada. The grey fox waits.',
    )
    t.equal(filled('{target} has {the item}.', fields, ADA.uid), 'You has the brass lantern.')
    t.equal(filled('{name target} has {item}.', fields, ADA.uid), 'Ada has a brass lantern.')
  },
)

t.test('whoever is not seen is someone, what is not seen something, to everybody', async (t) => {
  const fields = { actor: UNSEEN, target: UNSEEN, item: UNSEEN }
  t.equal(
    filled('{the actor} gives {the item} to {target}.', fields),
    'Someone gives something to someone.',
  )
})

t.test('things: one or several, equal ones counted, many cut short', async (t) => {
  const list = (things: { uid: number; name: string }[]) => ({
    items: things.map((item) => ({ item })),
  })
  t.equal(filled('{the things}', { item: LANTERN }), 'The brass lantern')
  t.equal(filled('to {the things}', list([LANTERN])), 'to the brass lantern')
  t.equal(filled('to {the things}', list([ROPE, COIN, COIN])), 'to a rope and two brass coins')
  t.equal(filled('to {the things}', list([])), 'to nothing')
  const many = Array.from({ length: 25 }, (_, i) => ({ uid: 50 + i, name: `a${i}` }))
  t.match(filled('to {the things}', list(many)), /a18, a19 and 5 other things$/)
})

t.test(
  'what is in brackets is left out if a field is absent, and the first whole choice stands',
  async (t) => {
    t.equal(filled('go[ with {the item}].', { item: ROPE }), 'go with the rope.')
    t.equal(filled('go[ with {the item}].', {}), 'go.')
    t.equal(filled('see [{the item}|{target}].', { target: BO }), 'see Bo.')
    t.equal(filled('see [{the item}|{target}].', {}), undefined)
    t.equal(filled('see {the item}.', {}), undefined)
  },
)

t.test('words of players are data: templates and escapes in them mean nothing', async (t) => {
  const text = '{actor} <bad>x</> [y]\u001b[2J\u0007'
  t.equal(filled('{actor} says {text}', { actor: ADA, text }), 'Ada says {actor} <bad>x</> [y]')
})

t.test('verbs of speech go by how the words end', async (t) => {
  const line = '{say text}, {says text}, {sayTo text}, {saysTo text}'
  t.equal(filled(line, { text: 'No.' }), 'Say, says, say to, says to')
  t.equal(filled(line, { text: 'No?' }), 'Ask, asks, ask, asks')
  t.equal(filled(line, { text: 'No!' }), 'Exclaim, exclaims, say to, says to')
})

t.test('acted words follow a name and end as sentences do', async (t) => {
  const act = (text: string) => filled('{actor}{acted text}', { actor: ADA, text })
  t.same(['smiles', 'smiles!', "'s hat falls", 'waves "hi"'].map(act), [
    'Ada smiles.',
    'Ada smiles!',
    "Ada's hat falls.",
    'Ada waves "hi"',
  ])
  t.equal(
    filled('{actor}{posed text}', { actor: ADA, text: "'s lamp flickers" }),
    "Ada's lamp flickers.",
  )
})

t.test('colours come by role, and not within a span', async (t) => {
  const compiled = compileTemplate('{actor} says <speech>{text}</> to {target}', paletteFor('16'))
  t.equal(
    compiled({ fields: { actor: ADA, target: FOX, text: 'hi' }, self: 0 }),
    '\u001b[1;36mAda\u001b[0m says \u001b[1mhi\u001b[0m to \u001b[33ma grey fox\u001b[0m',
  )
})

t.test('a template that is written wrongly fails when compiled', async (t) => {
  const wrong = [
    '{actor',
    '[{item}',
    '<nobody>x</>',
    '<bad>x',
    '<bad>x<bad>',
    '{an actor}',
    '{odd text}',
  ]
  for (const source of wrong) t.throws(() => compileTemplate(source, paletteFor('none')), source)
})
