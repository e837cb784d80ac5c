import t from 'tap'
import { gmcpOfEvent, gmcpOfOwn } from './gmcp.ts'
import { gmcpOfFoe, NO_FOE, shownFoe } from './gmcpFoe.ts'
import { OwnView } from './own.ts'
import { NOWHERE } from './place.ts'
import { ADA, BO, FOX, presentRecord } from './sample.fixture.ts'

function adas(affects: string, foe = 0): OwnView {
  const own = new OwnView()
  own.view([presentRecord(ADA, '', { affects: { list: affects }, fighting: { foe } })])
  return own
}

t.test('what works upon one is told in two lists, then as it comes and goes', async (t) => {
  const own = adas('bless 2 900;poison 3 500;recalled 1 100;nonsense 1 1')
  const before = own.snapshot()
  const poison = { name: 'poison', cure: 'cast cure', desc: '' }
  t.same(gmcpOfOwn(before).slice(3, 5), [
    { name: 'Char.Afflictions.List', value: [poison] },
    { name: 'Char.Defences.List', value: [{ name: 'bless', desc: '' }] },
  ])
  const list = 'bless 2 950;blind 1 500'
  own.change([{ uid: ADA.uid, component: 'affects', values: { list } }])
  t.same(gmcpOfOwn(own, before), [
    { name: 'Char.Afflictions.Remove', value: ['poison'] },
    { name: 'Char.Afflictions.Add', value: { name: 'blind', cure: 'cast cure', desc: '' } },
  ])
})

t.test('a foe in sight is told with its health, and that there is none any more', async (t) => {
  const place = (hp: number) => ({
    ...NOWHERE,
    being: (uid: number) => (uid === FOX.uid ? { name: FOX.name, hp, hpMax: 20 } : undefined),
  })
  const own = adas('', FOX.uid)
  const whole = shownFoe(own, place(20))
  const info = (hpperc: string) => ({
    name: 'IRE.Target.Info',
    value: { id: '33', short_desc: 'a grey fox', hpperc },
  })
  t.same(gmcpOfFoe(whole, NO_FOE), [
    { name: 'Char.Status', value: { foe: 'a grey fox' } },
    { name: 'IRE.Target.Set', value: '33' },
    info('100%'),
  ])
  t.same(gmcpOfFoe(shownFoe(own, place(20)), whole), [])
  t.same(gmcpOfFoe(shownFoe(own, place(9)), whole), [info('45%')])
  t.same(gmcpOfFoe(shownFoe(own, NOWHERE), whole), [
    { name: 'Char.Status', value: { foe: '' } },
    { name: 'IRE.Target.Set', value: '' },
  ])
  t.same(shownFoe(adas(''), place(20)), NO_FOE)
})

t.test('how those of a party are is told as a group', async (t) => {
  const list = [
    {
      actor: ADA,
      leads: true,
      linkDead: false,
      here: true,
      level: 2,
      hp: 9,
      hpMax: 20,
      sp: 3,
      spMax: 10,
    },
    { actor: BO, leads: false, linkDead: true, here: false, level: 1, hp: 5, hpMax: 15 },
  ]
  for (const verb of ['party', 'partyState']) {
    t.same(
      gmcpOfEvent({ verb, fields: { list } }, ADA.uid),
      [
        {
          name: 'Group',
          value: {
            groupname: '',
            leader: 'Ada',
            count: 2,
            members: [
              { name: 'Ada', info: { hp: 9, mhp: 20, mn: 3, mmn: 10, lvl: 2, here: 1 } },
              { name: 'Bo', info: { hp: 5, mhp: 15, mn: 0, mmn: 0, lvl: 1, here: 0 } },
            ],
          },
        },
      ],
      verb,
    )
  }
})

t.test('that one belongs to no party any more is told as an empty group', async (t) => {
  for (const event of [
    { verb: 'partyEnd', fields: {} },
    { verb: 'partyState', fields: { list: [] } },
  ]) {
    t.match(gmcpOfEvent(event, ADA.uid), [{ name: 'Group', value: { count: 0, members: [] } }])
  }
})
