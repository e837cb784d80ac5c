import t from 'tap'
import { renderEvent } from '#edges/text/render.ts'
import { ADA, FOX, SIGHTED, SPOKEN } from '#edges/text/sample.fixture.ts'
import type { WireEvent } from '#protocol/event.ts'

function told(event: WireEvent, style = SIGHTED): string {
  return renderEvent(event, ADA.uid, style)
}

t.test('abilities are a table for eyes and sentences for ears', async (t) => {
  const list = [
    { name: 'mend', percent: 30, level: 1, sp: 5 },
    { name: 'kick', percent: 0, level: 2, sp: 0 },
  ]
  const event = { verb: 'abilities', fields: { text: 'abilities', list } }
  t.equal(
    told(event),
    'All abilities:\n' +
      '  mend  30 of a hundred  level 1, costs 5 spirit\n' +
      '  kick  not learnt       level 2\n',
  )
  t.equal(
    told(event, SPOKEN),
    'All abilities:\nMend: 30 of a hundred. Level 1, costs 5 spirit.\n' +
      'Kick: not learnt. Level 2.\n',
  )
})

t.test('affects tell how long they last and what they change', async (t) => {
  const changes = [
    { name: 'hit', points: 4 },
    { name: 'defence', points: -2 },
  ]
  const list = [
    { name: 'bless', seconds: 130, changes },
    { name: 'poison', seconds: 1, changes: [] },
  ]
  const event = { verb: 'affects', fields: { list } }
  t.equal(
    told(event, SPOKEN),
    'At work upon you:\nBless: 2 minutes left. +4 hit and -2 defence.\nPoison: 1 second left.\n',
  )
  t.match(told(event), 'bless   2 minutes left  +4 hit and -2 defence\n')
  t.equal(
    told({ verb: 'affects', fields: { list: [] } }),
    'Nothing works upon you but the weather.\n',
  )
})

t.test('lessons tell who teaches what, and what one has to pay with', async (t) => {
  const list = [{ name: 'mend', percent: 0, level: 1, price: 5 }]
  t.equal(
    told({ verb: 'lessons', fields: { count: 1, gold: 12, target: FOX, list } }),
    'The grey fox has lessons to give:\n' +
      '  mend  not learnt  5 coins a lesson, from level 1\n' +
      'You have 1 lesson left, and 12 coins.\n',
  )
  t.equal(
    told({ verb: 'lessons', fields: { count: 3, gold: 0, list: [] } }),
    'Nobody here teaches skills or spells.\nYou have 3 lessons left, and 0 coins.\n',
  )
})
