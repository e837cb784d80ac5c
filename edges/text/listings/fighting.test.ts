import t from 'tap'
import { renderEvent } from '#edges/text/render.ts'
import { ADA, FOX, SIGHTED, SPOKEN } from '#edges/text/sample.fixture.ts'

function consider(levels: number, health: number): string {
  const fields = { actor: ADA, target: FOX, levels, health }
  return renderEvent({ verb: 'consider', fields }, ADA.uid, { ...SIGHTED, columns: 200 })
}

t.test('a foe is weighed up by its level and its health', async (t) => {
  t.equal(
    consider(-9, 20),
    'The grey fox is so far below you that it would teach you nothing. ' +
      'You are much the hardier.\n',
  )
  t.equal(consider(0, 100), 'The grey fox is your equal. You are equally hardy.\n')
  t.equal(
    consider(3, 180),
    'The grey fox is above you: you would want help. You are the frailer.\n',
  )
  t.match(consider(20, 900), 'quite beyond you')
})

t.test('how somebody is, and how one is oneself', async (t) => {
  const told = (share: number, target: typeof ADA) =>
    renderEvent({ verb: 'diagnose', fields: { target, share } }, ADA.uid, SIGHTED)
  t.equal(told(100, FOX), 'The grey fox is unhurt.\n')
  t.equal(told(60, FOX), 'The grey fox has quite a few wounds.\n')
  t.equal(told(1, FOX), "The grey fox is at death's door.\n")
  t.equal(told(100, ADA), 'You are unhurt.\n')
  t.equal(told(40, ADA), 'You have some nasty wounds.\n')
})

t.test('attributes are a table for eyes and sentences for ears', async (t) => {
  const list = [
    { name: 'might', own: 10, now: 12 },
    { name: 'wit', own: 9, now: 9 },
  ]
  const event = { verb: 'attributes', fields: { actor: ADA, list } }
  t.equal(
    renderEvent(event, ADA.uid, SIGHTED),
    'You are made of:\n  might  12, 10 of your own\n  wit    9\n',
  )
  t.equal(
    renderEvent(event, ADA.uid, SPOKEN),
    'You are made of:\nMight: 12, 10 of your own.\nWit: 9.\n',
  )
})

t.test('levels tell where one stands and what lies ahead', async (t) => {
  const list = [{ level: 3, experience: 260 }]
  const event = (left: number, rows: typeof list) => ({
    verb: 'levels',
    fields: { level: 2, experience: 100, left, list: rows },
  })
  t.equal(
    renderEvent(event(160, list), ADA.uid, SIGHTED),
    'You have reached level 2, with 100 experience; 160 more make the next.\n' +
      'What lies ahead:\n  level 3  260 experience\n',
  )
  t.equal(
    renderEvent(event(0, []), ADA.uid, SIGHTED),
    'You have reached level 2, with 100 experience, and there is none higher.\n',
  )
})

t.test('a score has what the rules of the game tell of it', async (t) => {
  const figures = { sp: 4, spMax: 10, level: 2, experience: 100, left: 160, practices: 3 }
  const made = { might: 10, grace: 11, vigour: 12, wit: 9, gold: 7, saved: 20 }
  const fields = { actor: ADA, hp: 9, hpMax: 20, carried: 0, worn: 0, ...figures, ...made }
  t.match(
    renderEvent({ verb: 'score', fields }, ADA.uid, SIGHTED),
    `  health      9 of 20
  spirit      4 of 10
  level       2
  experience  100, 160 more for the next level
  lessons     3 to take
  made of     might 10, grace 11, vigour 12, wit 9
  coins       7, and 20 in the bank
`,
  )
})
