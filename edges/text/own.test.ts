import t from 'tap'
import { OWN_RECORDS_MAX, OwnView } from './own.ts'
import { ADA, COIN, LANTERN, presentRecord, ROPE } from './sample.fixture.ts'

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
  const progress = { level: 0, experience: 0, nextLevelAt: 0 }
  const nobody = { uid: 0, name: '', vitals: undefined, ...progress }
  t.same(own.snapshot(), { ...nobody, foe: 0, affects: '', carried: [] })
  t.same(own.preferences, {
    brief: false,
    compact: false,
    autoexit: true,
    prompt: true,
    screenReader: 'auto',
    colour: '',
    columns: 0,
    pageLines: 0,
    promptText: '',
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
    pageLines: 0,
    promptText: '',
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
