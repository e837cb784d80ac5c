import t from 'tap'
import type { EntityRecord } from '#protocol/record.ts'
import { Pacer } from './pacer.ts'
import { Screen } from './screen.ts'
import { Session } from './session.ts'
import { silentTalk } from './testChat.ts'
import { FakeServices } from './testDesk.ts'
import { FakeTerminal, KeptLog, ManualClock, MemoryBus, settled } from './testing.ts'
import { FakeZone, HALL, PREFERENCES, roomRecord } from './testWorld.ts'
import { createWorldLink } from './worldLink.ts'

const UID = 101
const FOX: EntityRecord = {
  uid: 33,
  components: { described: { name: 'a grey fox', here: '' }, vitals: { hp: 20, hpMax: 20 } },
}

/** Ada in a hall with a fox, her screen and her panels read up to there. */
async function besideFox(gmcp = false) {
  const bus = new MemoryBus()
  const zone = new FakeZone(bus)
  const clock = new ManualClock()
  const terminal = new FakeTerminal({ gmcp })
  new Session({
    terminal,
    screen: new Screen(terminal),
    character: { uid: UID, name: 'Ada' },
    readerChosen: undefined,
    link: createWorldLink({ bus, edge: 'test', clock, log: new KeptLog() }),
    clock,
    pacer: new Pacer(clock),
    trusted: true,
    counters: { lines: 0, linesDropped: 0 },
    services: new FakeServices(),
    talk: silentTalk(bus, clock),
    log: new KeptLog(),
    changePassword: async () => undefined,
    ended() {},
  })
  await settled()
  zone.takeIn(1, UID)
  zone.send(zone.view(1, 'look', roomRecord(HALL, 'Hall'), FOX))
  await settled()
  terminal.seen()
  terminal.gmcpSent.length = 0
  const send = async (...items: Uint8Array[]) => {
    zone.send(...items)
    await settled()
    return terminal.seen()
  }
  const fights = (foe: number) => zone.ownChange(1, UID, 'fighting', { foe })
  const fox = (hp: number) => zone.roomChange(HALL, FOX.uid, 'vitals', { hp, hpMax: 20 })
  return { fights, fox, send, terminal, zone }
}

t.test('in a fight the prompt follows the foe, whoever hurts it', async (t) => {
  const { fights, fox, send, zone } = await besideFox()
  t.match(
    await send(fights(FOX.uid), fox(5), zone.note(1, 'Thud.')),
    'Thud.\n\n20/20hp [the grey fox is badly hurt]> ',
  )
  t.match(await send(fox(19), zone.note(1, 'Hm.')), '[the grey fox has a scratch or two]> ')
  t.match(await send(zone.roomVanish(HALL, FOX.uid), zone.note(1, 'Gone.')), '\n20/20hp> ')
  t.match(await send(zone.roomAppear(HALL, FOX), zone.note(1, 'Back.')), 'unhurt]> ')
  t.match(await send(fights(0), zone.note(1, 'Over.')), '\n20/20hp> ')
})

t.test('a prompt of one’s own is shown from then on', async (t) => {
  const { send, zone } = await besideFox()
  const own = (promptText: string) =>
    zone.ownChange(1, UID, 'preferences', { ...PREFERENCES, promptText })
  t.match(await send(own('%r %h:'), zone.note(1, 'Done.')), 'Done.\n\nHall 20: ')
  t.match(await send(own(''), zone.note(1, 'Done.')), 'Done.\n\n20/20hp> ')
})

t.test('panels follow the foe, too', async (t) => {
  const { fights, fox, send, terminal } = await besideFox(true)
  await send(fights(FOX.uid), fox(10))
  await send(fox(10))
  await send(fights(0))
  const info = { id: '33', short_desc: 'a grey fox', hpperc: '50%' }
  t.same(terminal.gmcpSent, [
    ['Char.Status', { foe: 'a grey fox' }],
    ['IRE.Target.Set', '33'],
    ['IRE.Target.Info', info],
    ['Char.Status', { foe: '' }],
    ['IRE.Target.Set', ''],
  ])
})

t.test('terminal shows what the client can do', async (t) => {
  const { send, terminal, zone } = await besideFox()
  terminal.agreed = ['NAWS', 'EOR']
  const text = await send(zone.ownEvent(1, { verb: 'terminal', fields: {} }))
  t.match(text, 'size           80 columns, 24 rows\n')
  t.match(text, 'agreed         NAWS and EOR\n')
})
