import t from 'tap'
import { GMCP_TEXT_UNITS_MAX, gmcpOfEvent, gmcpOfOwn, gmcpOfRoomView } from './gmcp.ts'
import { GMCP_ENTRIES_MAX } from './gmcpItem.ts'
import { OwnView } from './own.ts'
import {
  ADA,
  BO,
  exitRecord,
  LANE_VIEW,
  LANTERN,
  presentRecord,
  ROPE,
  UNSEEN,
} from './sample.fixture.ts'

t.test('a room under the sky, and one of peace, say so among their details', async (t) => {
  const [room, ...others] = LANE_VIEW.records
  const flags = { ...room!.components['room'], outdoors: 1, peaceful: 1 }
  const open = { ...room!, components: { ...room!.components, room: flags } }
  const [info] = gmcpOfRoomView({ ...LANE_VIEW, records: [open, ...others] }, ADA.uid)
  t.match(info, { name: 'Room.Info', value: { details: ['outdoors', 'peaceful'] } })
})

t.test('a room is told with integer numbers, short ways and an array of details', async (t) => {
  const [info, items, players, ...rest] = gmcpOfRoomView(LANE_VIEW, ADA.uid)
  t.same(info, {
    name: 'Room.Info',
    value: {
      num: 7001,
      name: 'The Mill Lane',
      area: 'Halfway',
      environment: 'city',
      coords: '1809299091,3,-2,0',
      exits: { n: 7002, e: 7003, u: 7004 },
      details: [],
    },
  })
  t.same(items, {
    name: 'Char.Items.List',
    value: {
      location: 'room',
      items: [
        { id: 33, name: 'a grey fox', attrib: 'm' },
        { id: 42, name: 'a brass coin', attrib: 't' },
        { id: 40, name: 'a brass lantern', attrib: 't' },
        { id: 45, name: 'a brass coin', attrib: 't' },
      ],
    },
  })
  t.same(players, { name: 'Room.Players', value: [{ name: 'Bo', fullname: 'Bo' }] })
  t.same(rest, [])
})

t.test('in the dark the map may follow, but the place is not told', async (t) => {
  t.same(gmcpOfRoomView({ ...LANE_VIEW, lit: false }, ADA.uid), [
    {
      name: 'Room.Info',
      value: {
        num: 7001,
        name: 'Darkness',
        area: 'Halfway',
        environment: '',
        coords: '1809299091,3,-2,0',
        exits: {},
        details: ['dark'],
      },
    },
    { name: 'Char.Items.List', value: { location: 'room', items: [] } },
    { name: 'Room.Players', value: [] },
  ])
  t.same(gmcpOfRoomView({ ...LANE_VIEW, records: [] }, ADA.uid), [])
  const nowhere = { ...LANE_VIEW, lit: false, records: [{ uid: 0, components: {} }] }
  t.same(
    gmcpOfRoomView(nowhere, ADA.uid),
    [
      { name: 'Char.Items.List', value: { location: 'room', items: [] } },
      { name: 'Room.Players', value: [] },
    ],
    '[V6] to the blind, that there is nothing to be seen, and nothing of the place',
  )
})

t.test('in the dark, where not even the number is known, the map stays where it is', async (t) => {
  t.same(
    gmcpOfRoomView(
      { reason: 'arrive', lit: false, records: [{ uid: 1, components: {} }] },
      ADA.uid,
    ),
    [
      { name: 'Char.Items.List', value: { location: 'room', items: [] } },
      { name: 'Room.Players', value: [] },
    ],
  )
})

t.test('lists are bounded, and exits without a number left out', async (t) => {
  const pins = Array.from({ length: 300 }, (_, i) =>
    presentRecord({ uid: 100 + i, name: 'x'.repeat(500) }, '', {}),
  )
  const records = [
    LANE_VIEW.records[0]!,
    exitRecord(90, 'in', 0),
    exitRecord(91, 'out', 5),
    ...pins,
  ]
  const [info, items] = gmcpOfRoomView({ ...LANE_VIEW, records }, ADA.uid)
  t.match(info, { value: { exits: { out: 5, in: undefined } } })
  const list = (items!.value as { items: { name: string }[] }).items
  t.equal(list.length, GMCP_ENTRIES_MAX)
  t.equal(list[0]!.name.length, 120)
})

t.test('what is said goes to its channel as a plain line, to those who hear it', async (t) => {
  const tell = { verb: 'tell', fields: { actor: ADA, target: BO, text: 'Psst\u001b[2J.' } }
  const line = (text: string) => [
    { name: 'Comm.Channel.Text', value: { channel: 'tell', talker: 'Ada', text } },
  ]
  t.same(gmcpOfEvent(tell, ADA.uid), line('You tell Bo, "Psst."'))
  t.same(gmcpOfEvent(tell, BO.uid), line('Ada tells you, "Psst."'))
  t.same(gmcpOfEvent(tell, 0), [])
  const long = { verb: 'say', fields: { actor: ADA, text: 'x'.repeat(9000) } }
  t.equal((gmcpOfEvent(long, 0)[0]!.value as { text: string }).text.length, GMCP_TEXT_UNITS_MAX)
})

t.test('each way of talking has its channel, other events have none', async (t) => {
  const verbs = ['say', 'sayTo', 'whisper', 'emote', 'semipose', 'get', 'overhear']
  const channels = verbs.map((verb) => {
    const event = { verb, fields: { actor: UNSEEN, target: BO, text: 'hm' } }
    const message = gmcpOfEvent(event, BO.uid)[0]
    return (message?.value as { channel: string; talker: string } | undefined)?.channel
  })
  t.same(channels, ['say', 'say', 'whisper', 'emote', 'emote', undefined, undefined])
  t.match(gmcpOfEvent({ verb: 'say', fields: { actor: UNSEEN, text: 'Boo' } }, 0), [
    { value: { talker: 'Someone', text: 'Someone says, "Boo"' } },
  ])
  t.same(gmcpOfEvent({ verb: 'say', fields: { text: 'Boo' } }, 0), [])
})

const wearable = (slot: string, worn: number) => ({ wearable: { slot, worn } })
const carried = (
  thing: { uid: number; name: string },
  components: Parameters<typeof presentRecord>[2],
) => presentRecord(thing, '', { location: { holder: ADA.uid }, ...components })

function adas() {
  const own = new OwnView()
  own.view([
    presentRecord(ADA, '', { vitals: { hp: 17, hpMax: 20 } }),
    carried(LANTERN, { item: { fixed: 0 }, container: { capacityGrams: 1 } }),
    carried(ROPE, { item: { fixed: 0 }, ...wearable('waist', 1) }),
  ])
  return own
}

t.test('a player’s own state is told whole at first', async (t) => {
  t.same(gmcpOfOwn(adas()), [
    { name: 'Char.Name', value: { name: 'Ada', fullname: 'Ada' } },
    { name: 'Char.Vitals', value: { hp: 17, maxhp: 20, string: 'H:17/20', charstats: [] } },
    {
      name: 'Char.StatusVars',
      value: { name: 'Name', carried: 'Carried', worn: 'Worn', foe: 'Foe' },
    },
    { name: 'Char.Status', value: { name: 'Ada', carried: '1', worn: '1' } },
    { name: 'Char.Afflictions.List', value: [] },
    { name: 'Char.Defences.List', value: [] },
    {
      name: 'Char.Items.List',
      value: {
        location: 'inv',
        items: [
          { id: 40, name: 'a brass lantern', attrib: 'ct' },
          { id: 41, name: 'a rope', attrib: 'wt' },
        ],
      },
    },
  ])
})

t.test('later only what has changed', async (t) => {
  const own = adas()
  const before = own.snapshot()
  t.same(gmcpOfOwn(own, before), [])

  own.vanish(LANTERN.uid)
  own.appear(carried({ uid: 50, name: 'a sword' }, { item: { fixed: 0 }, ...wearable('wield', 1) }))
  own.change([
    { uid: ROPE.uid, component: 'wearable', values: { worn: 0 } },
    { uid: ADA.uid, component: 'vitals', values: { hp: 18 } },
    { uid: ADA.uid, component: 'described', values: { name: 'Ada B.' } },
  ])
  const inv = (item: unknown) => ({ location: 'inv', item })
  t.same(gmcpOfOwn(own, before), [
    { name: 'Char.Name', value: { name: 'Ada B.', fullname: 'Ada B.' } },
    { name: 'Char.Vitals', value: { hp: 18, maxhp: 20, string: 'H:18/20', charstats: [] } },
    { name: 'Char.Status', value: { name: 'Ada B.' } },
    { name: 'Char.Items.Remove', value: inv({ id: 40, name: 'a brass lantern', attrib: 'ct' }) },
    { name: 'Char.Items.Update', value: inv({ id: 41, name: 'a rope', attrib: 'Wt' }) },
    { name: 'Char.Items.Add', value: inv({ id: 50, name: 'a sword', attrib: 'lt' }) },
  ])
  own.vanish(50)
  t.match(gmcpOfOwn(own, before)[2], { name: 'Char.Status', value: { worn: '0' } })
})

t.test('another player’s state is told whole again', async (t) => {
  const own = adas()
  const before = own.snapshot()
  own.view([presentRecord(BO, '', {})])
  t.equal(gmcpOfOwn(own, before)[0]!.name, 'Char.Name')
  t.equal(gmcpOfOwn(own, before).length, 6, 'without vitals there are none to tell')
})

t.test('a blow is told in points to those whom it concerns', async (t) => {
  const hit = { verb: 'hit', fields: { actor: ADA, target: BO, blow: 'slash', harm: 4, share: 20 } }
  const told = [
    { name: 'Char.Blow', value: { verb: 'hit', attacker: 'Ada', victim: 'Bo', harm: 4 } },
  ]
  t.same(gmcpOfEvent(hit, ADA.uid), told)
  t.same(gmcpOfEvent(hit, BO.uid), told)
  t.same(gmcpOfEvent(hit, 99), [])
  t.same(gmcpOfEvent({ ...hit, fields: { ...hit.fields, actor: UNSEEN } }, BO.uid), [
    { name: 'Char.Blow', value: { verb: 'hit', attacker: 'someone', victim: 'Bo', harm: 4 } },
  ])
})

t.test('level and gold are told as they change', async (t) => {
  const own = new OwnView()
  const purse = { gold: 12, saved: 40, minted: 52, burned: 0 }
  own.view([presentRecord(ADA, '', { progress: { level: 2, experience: 130, next: 250 }, purse })])
  const before = own.snapshot()
  const progress = { level: 'Level', xp: 'Experience', tnl: 'To next level' }
  const purseNames = { gold: 'Gold', bank: 'Bank', foe: 'Foe' }
  const names = { name: 'Name', carried: 'Carried', worn: 'Worn', ...progress, ...purseNames }
  const learnt = { level: '2', xp: '130', tnl: '120' }
  const status = { name: 'Ada', carried: '0', worn: '0', ...learnt, gold: '12', bank: '40' }
  t.same(gmcpOfOwn(before).slice(1, 3), [
    { name: 'Char.StatusVars', value: names },
    { name: 'Char.Status', value: status },
  ])
  own.change([{ uid: ADA.uid, component: 'purse', values: { gold: 9 } }])
  t.same(gmcpOfOwn(own, before), [{ name: 'Char.Status', value: { gold: '9' } }])
})

t.test('spirit stands beside health, and is told as it changes', async (t) => {
  const own = new OwnView()
  own.view([presentRecord(ADA, '', { vitals: { hp: 9, hpMax: 20 }, spirit: { sp: 3, spMax: 10 } })])
  const before = own.snapshot()
  const vitals = (sp: number) => ({
    name: 'Char.Vitals',
    value: { hp: 9, maxhp: 20, sp, maxsp: 10, string: `H:9/20 S:${sp}/10`, charstats: [] },
  })
  t.same(gmcpOfOwn(before)[1], vitals(3))
  own.change([{ uid: ADA.uid, component: 'spirit', values: { sp: 4 } }])
  t.same(gmcpOfOwn(own, before), [vitals(4)])
})
