import t from 'tap'
import { OwnView } from './own.ts'
import { type Being, NOWHERE, type Place } from './place.ts'
import { renderPrompt } from './prompt.ts'
import { ADA, COLOURED, FOX, presentRecord, SIGHTED, SPOKEN } from './sample.fixture.ts'

const WHOLE = {
  vitals: { hp: 17, hpMax: 20 },
  spirit: { sp: 8, spMax: 10 },
  progress: { level: 2, experience: 130, next: 250 },
  purse: { gold: 12, saved: 40 },
  fighting: { foe: 0 },
}

function adas(components: Parameters<typeof presentRecord>[2] = WHOLE): OwnView {
  const own = new OwnView()
  own.view([presentRecord(ADA, '', components)])
  return own
}

function lane(fox: Partial<Being> = {}): Place {
  const beings = new Map([[FOX.uid, { name: FOX.name, hp: 20, hpMax: 20, ...fox }]])
  const being = (uid: number) => beings.get(uid)
  return { name: 'The Mill Lane', daytime: 'dusk', exits: ['north', 'up'], being }
}

const fighting = adas({ ...WHOLE, fighting: { foe: FOX.uid } })

t.test('the usual prompt says how one is, for eyes and for ears', async (t) => {
  const health = { vitals: WHOLE.vitals }
  const prompts: [OwnView, string, string][] = [
    [adas(health), '17/20hp> ', '17 of 20 health.'],
    [adas({ ...health, spirit: { sp: 0, spMax: 0 } }), '17/20hp> ', '17 of 20 health.'],
    [adas(), '17/20hp 8/10sp> ', '17 of 20 health. 8 of 10 spirit.'],
    [new OwnView(), '> ', 'Ready.'],
  ]
  for (const [own, eyes, ears] of prompts) {
    t.equal(renderPrompt(own, NOWHERE, '', SIGHTED), eyes)
    t.equal(renderPrompt(own, NOWHERE, '', SPOKEN), ears)
  }
})

t.test('health is coloured as it wanes', async (t) => {
  const colours = [20, 10, 5].map((hp) =>
    renderPrompt(adas({ vitals: { hp, hpMax: 20 } }), NOWHERE, '%h', COLOURED),
  )
  t.same(colours, ['\u001b[32m20\u001b[0m ', '\u001b[1;33m10\u001b[0m ', '\u001b[1;31m5\u001b[0m '])
})

t.test('in a fight it says how the foe is, as long as that is in sight', async (t) => {
  t.equal(
    renderPrompt(fighting, lane({ hp: 5 }), '', SIGHTED),
    '17/20hp 8/10sp [the grey fox is badly hurt]> ',
  )
  t.equal(
    renderPrompt(fighting, lane(), '', SPOKEN),
    '17 of 20 health. 8 of 10 spirit. The grey fox is unhurt.',
  )
  t.equal(renderPrompt(fighting, NOWHERE, '', SIGHTED), '17/20hp 8/10sp> ')
  t.equal(renderPrompt(adas(), lane(), '%f', SIGHTED), ' ')
})

t.test('a template shows what it names', async (t) => {
  const template = '%h/%H %s/%S l%l x%x g%g %r (%e) %t %f %% %q 5%'
  t.equal(
    renderPrompt(fighting, lane({ hp: 1 }), template, SIGHTED),
    "17/20 8/10 l2 x120 g12 The Mill Lane (north,up) dusk the grey fox is at death's door % %q 5% ",
  )
  t.equal(renderPrompt(new OwnView(), NOWHERE, '%h|%H|%s|%x|%g|%e|%f>', SIGHTED), '|-|-|-|-||> ')
})

t.test('ears hear the fields that a template names, once each, and nothing else', async (t) => {
  t.equal(
    renderPrompt(adas(), lane(), '<<%h/%H %h>> %s %S %l %x %g %r %e %t %f %% %q', SPOKEN),
    '17 of 20 health. 20 health when whole. 8 of 10 spirit. 10 spirit when full. Level 2. ' +
      '120 experience to the next level. 12 coins. The Mill Lane. Exits north and up. Dusk.',
  )
  t.equal(renderPrompt(adas(), NOWHERE, '***', SPOKEN), 'Ready.')
  t.equal(renderPrompt(adas(), NOWHERE, '%e', SPOKEN), 'No exits.')
})

t.test('past the last level there is none to reach', async (t) => {
  const own = adas({ progress: { level: 50, experience: 9_000, next: 0 } })
  t.equal(renderPrompt(own, NOWHERE, '%x', SIGHTED), '- ')
  t.equal(renderPrompt(own, NOWHERE, '%x', SPOKEN), 'Ready.')
  const late = adas({ progress: { level: 2, experience: 9_000, next: 250 } })
  t.equal(renderPrompt(late, NOWHERE, '%x', SIGHTED), '0 ')
})

t.test('hostile templates and names neither steer the terminal nor grow without end', async (t) => {
  const place = { ...lane(), name: `\u001b[2J${'n'.repeat(500)}` }
  const prompt = renderPrompt(adas(), place, '\u001b[31m%r\u0007'.repeat(100), SIGHTED)
  t.notMatch(prompt, /[^ -~]/)
  t.ok(prompt.length <= 601, String(prompt.length))
  t.equal(renderPrompt(adas(), { ...lane(), daytime: '%h$&' }, '%t', SIGHTED), '%h$& ')
})
