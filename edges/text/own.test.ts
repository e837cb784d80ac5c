import t from 'tap'
import { OWN_RECORDS_MAX, OwnView } from './own.ts'
import { renderPrompt } from './prompt.ts'
import {
  ADA,
  COIN,
  COLOURED,
  LANTERN,
  presentRecord,
  ROPE,
  SIGHTED,
  SPOKEN,
} from './sample.fixture.ts'

const self = presentRecord(ADA, '', {
  vitals: { hp: 17, hpMax: 20, hpPerSecond: 1, hpPending: 0 },
  preferences: {
    brief: 1,
    compact: 0,
    autoexit: 0,
    prompt: 1,
    screenReader: 1,
    colour: '256',
    columns: 60,
  },
})
const held = (thing: { uid: number; name: string }, holder = ADA.uid) =>
  presentRecord(thing, '', { location: { holder } })

function adas(...carried: ReturnType<typeof held>[]) {
  const own = new OwnView()
  own.view([self, ...carried])
  return own
}

const uids = (own: OwnView) => own.carried.map(({ uid }) => uid)

t.test('before the first view there is nothing, and settings are the usual ones', async (t) => {
  const own = new OwnView()
  t.same(own.snapshot(), { uid: 0, name: '', vitals: undefined, carried: [] })
  t.same(own.preferences, {
    brief: false,
    compact: false,
    autoexit: true,
    prompt: true,
    screenReader: 'auto',
    colour: '',
    columns: 0,
  })
})

t.test('a view gives name, vitals, settings and what is carried', async (t) => {
  const own = adas(held(LANTERN), held(COIN, LANTERN.uid))
  t.equal(own.name, 'Ada')
  t.same(own.vitals, { hp: 17, hpMax: 20 })
  t.same(uids(own), [LANTERN.uid], 'what lies in a thing is not in the hands')
  t.same(own.preferences, {
    brief: true,
    compact: false,
    autoexit: false,
    prompt: true,
    screenReader: 'on',
    colour: '256',
    columns: 60,
  })
})

t.test('things come, go and change; unknown ones are passed over', async (t) => {
  const own = adas(held(LANTERN))
  own.appear(held(ROPE))
  own.vanish(LANTERN.uid)
  own.vanish(ADA.uid)
  own.change([
    { uid: ADA.uid, component: 'vitals', values: { hp: 18 } },
    { uid: ADA.uid, component: 'preferences', values: { colour: 'plaid' } },
    { uid: 999, component: 'vitals', values: { hp: 1 } },
  ])
  t.same(uids(own), [ROPE.uid])
  t.same(own.vitals, { hp: 18, hpMax: 20 })
  t.equal(own.preferences.colour, '')
  own.change([{ uid: ROPE.uid, component: 'location', values: { holder: 43 } }])
  t.same(uids(own), [])
})

t.test('a snapshot stays as it was', async (t) => {
  const own = adas(held(LANTERN))
  const before = own.snapshot()
  own.change([{ uid: ADA.uid, component: 'vitals', values: { hp: 3 } }])
  own.vanish(LANTERN.uid)
  t.same(before.vitals, { hp: 17, hpMax: 20 })
  t.equal(before.carried.length, 1)
})

t.test('no more records are kept than the limit', async (t) => {
  const own = adas()
  for (let i = 0; i < OWN_RECORDS_MAX + 10; i++) own.appear(held({ uid: 1000 + i, name: 'a pin' }))
  t.equal(own.carried.length, OWN_RECORDS_MAX - 1)
  own.appear(held({ uid: 1000, name: 'a needle' }))
  t.equal(own.carried[0]!.components['described']!['name'], 'a needle', 'a known one is renewed')
})

t.test('a prompt says how one is, for eyes and for ears', async (t) => {
  const own = adas()
  t.equal(renderPrompt(own, SIGHTED), '17/20hp> ')
  t.equal(renderPrompt(own, SPOKEN), '17 of 20 health.')
  const colours = [20, 10, 5].map((hp) => {
    own.change([{ uid: ADA.uid, component: 'vitals', values: { hp } }])
    return renderPrompt(own, COLOURED)
  })
  t.same(colours, [
    '\u001b[32m20\u001b[0m/20hp> ',
    '\u001b[1;33m10\u001b[0m/20hp> ',
    '\u001b[1;31m5\u001b[0m/20hp> ',
  ])
  t.equal(renderPrompt(new OwnView(), SIGHTED), '> ')
  t.equal(renderPrompt(new OwnView(), SPOKEN), 'Ready.')
})
