import t from 'tap'
import { renderEvent } from '#edges/text/render.ts'
import { ADA, BO, FOX, ROPE, SIGHTED } from '#edges/text/sample.fixture.ts'
import type { WireEvent } from '#protocol/event.ts'

const wide = { ...SIGHTED, columns: 300 }

function reads(verb: string, fields: WireEvent['fields']): string {
  return [ADA.uid, FOX.uid, BO.uid]
    .map((viewer) => renderEvent({ verb, fields }, viewer, wide).trimEnd() || '-')
    .join(' | ')
}

t.test('spells are told to caster, target and bystander', async (t) => {
  t.equal(
    reads('cast', { actor: ADA, target: FOX, text: 'spark' }),
    'You cast spark on the grey fox. | Ada casts spark on you. | Ada casts spark on the grey fox.',
  )
  t.equal(
    reads('cast', { actor: ADA, text: 'bless' }),
    'You cast bless. | Ada casts bless. | Ada casts bless.',
  )
  t.equal(
    reads('spark', { actor: ADA, target: FOX, harm: 4, share: 20 }),
    'A spark leaps from your hand, and soundly burns the grey fox. | ' +
      'A spark leaps from the hand of Ada, and soundly burns you. | ' +
      'A spark leaps from the hand of Ada, and soundly burns the grey fox.',
  )
  t.equal(
    reads('resist', { actor: FOX, target: ADA, text: 'blind' }),
    'It does not take hold of the grey fox. | It does not take hold of you. | ' +
      'It does not take hold of the grey fox.',
  )
})

t.test('what works upon one is told as it begins and ends', async (t) => {
  t.equal(
    reads('lightBegins', { actor: ADA }),
    'A soft light comes out of you, and stays. | ' +
      'Ada begins to shine softly. | Ada begins to shine softly.',
  )
  t.equal(
    reads('blessEnds', { actor: ADA }),
    'Things will go as they go again: the blessing is over. | - | -',
  )
  t.equal(
    reads('affectFades', { actor: ADA, text: 'shield' }),
    'Your shield will not last much longer. | - | -',
  )
})

t.test('using things and taking lessons are told, too', async (t) => {
  t.equal(
    reads('eat', { actor: ADA, item: ROPE }),
    'You eat the rope. | Ada eats a rope. | Ada eats a rope.',
  )
  t.equal(
    reads('use', { actor: ADA, item: ROPE, target: FOX }),
    'You use the rope on the grey fox. | Ada uses a rope on you. | ' +
      'Ada uses a rope on the grey fox.',
  )
  t.match(
    reads('lesson', { actor: ADA, target: FOX, text: 'mend', count: 30, price: 5 }),
    'The grey fox gives you a lesson in mend for 5 coins: you know 30 of a hundred now. | ' +
      'You give Ada a lesson in mend.',
  )
})
