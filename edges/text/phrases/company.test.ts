import t from 'tap'
import { renderEvent } from '#edges/text/render.ts'
import { ADA, BO, COLOURED, SIGHTED, SPOKEN, UNSEEN } from '#edges/text/sample.fixture.ts'

const CARL = 99
const ALL = [ADA.uid, BO.uid, CARL]

const smile = {
  verb: 'social',
  fields: {
    actor: ADA,
    target: BO,
    toActor: '{actor} smile at {the target}.',
    toTarget: '{the actor} smiles at you.',
    toOthers: '{the actor} smiles at {the target}.',
  },
}

t.test('a gesture is read from each side', async (t) => {
  t.same(
    ALL.map((self) => renderEvent(smile, self, SIGHTED)),
    ['You smile at Bo.\n', 'Ada smiles at you.\n', 'Ada smiles at Bo.\n'],
  )
  t.ok(renderEvent(smile, CARL, COLOURED).startsWith('\u001b[1;36mAda'))
  const dark = { ...smile, fields: { ...smile.fields, actor: UNSEEN } }
  t.equal(renderEvent(dark, BO.uid, SIGHTED), 'Someone smiles at you.\n')
})

t.test('what is no template shows nothing, and harms nothing', async (t) => {
  for (const toOthers of ['{', '{no form}', '[a', '<speech>', '{acts toOthers}', 3, undefined]) {
    const event = { verb: 'social', fields: { actor: ADA, toOthers } }
    t.equal(renderEvent(event, CARL, SIGHTED), '', String(toOthers))
  }
  for (let i = 0; i < 5_000; i++) {
    const event = { verb: 'social', fields: { actor: ADA, toOthers: `{actor} ${i}.` } }
    if (renderEvent(event, CARL, SIGHTED) !== `Ada ${i}.\n`) t.fail(String(i))
  }
})

t.test('invitations are for two, and parties for those who belong to them', async (t) => {
  const reads = (verb: string, fields = {}) =>
    ALL.map((self) =>
      renderEvent({ verb, fields: { actor: ADA, target: BO, ...fields } }, self, SIGHTED),
    )
  t.same(reads('partyLapse'), [
    'Your invitation to Bo has lapsed.\n',
    'The invitation by Ada to a party has lapsed.\n',
    '',
  ])
  t.same(reads('partyKick'), [
    'You turn Bo out of the party.\n',
    'Ada turns you out of the party.\n',
    'Ada turns Bo out of the party.\n',
  ])
  t.same(
    reads('report', { hp: 3, hpMax: 9, sp: 1, spMax: 4 })[1],
    'Ada reports 3 of 9 health, and 1 of 4 spirit.\n',
  )
  t.equal(
    renderEvent({ verb: 'partyEnd', fields: {} }, BO.uid, SIGHTED),
    'Your party is no more.\n',
  )
})

t.test('a party is a table to eyes, and sentences to ears', async (t) => {
  const well = { hp: 9, hpMax: 10 }
  const list = [
    { actor: ADA, leads: true, linkDead: false, here: true, level: 3, ...well, sp: 2, spMax: 4 },
    { actor: BO, leads: false, linkDead: true, here: false, ...well },
  ]
  const event = { verb: 'party', fields: { list } }
  t.equal(
    renderEvent(event, ADA.uid, SIGHTED),
    `Your party:
  Ada  level 3, 9 of 10 hp, 2 of 4 sp, leads
  Bo   9 of 10 hp, link lost, elsewhere
`,
  )
  t.equal(
    renderEvent(event, ADA.uid, SPOKEN),
    `Your party:
Ada: level 3, 9 of 10 hp, 2 of 4 sp, leads.
Bo: 9 of 10 hp, link lost, elsewhere.
`,
  )
})

t.test('titles and absences are shown in who, whois and to who looks', async (t) => {
  const known = { title: 'the Lost', away: 'tea', level: 3 }
  const row = { actor: ADA, linkDead: false, ...known }
  const who = { verb: 'who', fields: { list: [row], count: 1 } }
  t.equal(
    renderEvent(who, BO.uid, SIGHTED),
    'One player is in the world:\n  Ada the Lost (level 3, away: tea)\n',
  )
  t.equal(
    renderEvent(who, BO.uid, SPOKEN),
    'One player is in the world:\nAda the Lost, level 3, away: tea.\n',
  )
  const fields = { ...row, text: 'Ink on her hands.', linkDead: true, undisturbed: true }
  t.equal(
    renderEvent({ verb: 'whois', fields }, BO.uid, SIGHTED),
    `Ada the Lost
  Ink on her hands.
  level  3
  away   tea
  link   lost
  tells  not to be disturbed
`,
  )
  const being = { target: ADA, text: 'A woman.', items: [], ...known }
  t.equal(
    renderEvent({ verb: 'being', fields: being }, BO.uid, SIGHTED),
    'A woman.\nAda the Lost. Away: tea.\n',
  )
})
