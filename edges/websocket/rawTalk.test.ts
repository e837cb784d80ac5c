import t from 'tap'
import { FakeChat } from '#edges/session/testChat.ts'
import { settled } from '#edges/session/testing.ts'
import { ask } from '#protocol/client.ts'
import type { WireEvent } from '#protocol/event.ts'
import { ADA, BEA, rawWorld } from './testRaw.ts'

const CYD = { uid: 103, name: 'Cyd' }

/** Ada and Bea with graphical clients, who know of the chat. */
async function talking() {
  const world = rawWorld()
  const chat = new FakeChat(world.bus)
  const { ada, bea } = await world.both()
  await settled()
  /** The events that a client has understood since the last look. */
  const events = (client: typeof ada) =>
    client.heard().flatMap(([name, , event]) => (name === 'ownEvent' ? [event as WireEvent] : []))
  for (const client of [ada, bea]) client.heard()
  /** The world has Ada's edge do something of the chat's. */
  const wish = async (deed: string, fields: WireEvent['fields'] = {}) => {
    const event = { verb: 'chat', fields: { deed, ...fields } }
    world.zone.send(world.zone.ownEvent(1, event))
    await settled()
  }
  return { ...world, ada, bea, chat, events, wish }
}

t.test('graphical clients hear of the chat by events of their own', async (t) => {
  const { ada, bea, chat, events, wish } = await talking()
  await wish('say', { channel: 'gossip', text: 'Hm.' })
  const said = { actor: ADA, channel: 'gossip', text: 'Hm.', number: 1 }
  t.match(events(bea), [{ verb: 'channel', fields: said }])
  t.match(events(ada), [{ verb: 'channel', fields: said }], 'and not of what the edge was asked')
  await wish('tell', { name: 'be', text: 'psst' })
  t.match(events(bea), [{ verb: 'tell', fields: { actor: ADA, target: BEA, text: 'psst' } }])
  chat.says(CYD, 'far away', { area: 'Tops' })
  await settled()
  t.same(events(bea), [])
})

t.test('what a graphical client’s player ignores is taken from its own view', async (t) => {
  const { ada, bea, chat, events, wish, zone } = await talking()
  const persona = { away: '', undisturbed: 0, ignored: 'ada' }
  zone.send(zone.ownChange(2, BEA.uid, 'persona', persona))
  await settled()
  events(bea)
  await wish('say', { channel: 'gossip', text: 'Hm.' })
  t.same(events(bea), [])
  events(ada)
  await wish('tell', { name: 'bea', text: 'Hm.' })
  t.match(events(ada), [
    { verb: 'refuse', fields: { text: 'Bea does not wish to hear from you.' } },
  ])
  const told = chat.asked.filter(({ verb }) => verb === 'ignores').map(({ fields }) => fields)
  t.same(told, [{ uid: BEA.uid, ignored: 'ada' }], 'which chat is to know, too')
})

t.test('a client that does not read misses nothing of the chat', async (t) => {
  const { bea, chat, events } = await talking()
  bea.listener?.lagging()
  chat.says(CYD, 'one')
  chat.says(CYD, 'two')
  await settled()
  t.same(events(bea), [])
  bea.listener?.drained()
  await settled()
  t.match(events(bea), [{ fields: { text: 'one' } }, { fields: { text: 'two' } }])
})

t.test('letters are written line by line, in the order of all that is typed', async (t) => {
  const { ada, chat, events, wish, zone } = await talking()
  await wish('send', { name: 'bob', subject: 'Hm' })
  t.match(events(ada), [{ verb: 'compose' }])
  zone.heard()
  ada.asks(ask.line(1, 'Dear Bob'), ask.line(2, '.'))
  await settled()
  t.same(zone.heard(), [], 'no zone hears of it')
  const heard = ada.heard()
  t.match(
    heard.filter(([name]) => name === 'accepted'),
    [
      ['accepted', 1],
      ['accepted', 2],
    ],
  )
  t.match(chat.asked.at(-1), { verb: 'send', fields: { name: 'Bob', text: 'Dear Bob' } })
  ada.asks(ask.line(3, 'look'))
  await settled()
  t.equal(zone.heard().length, 1, 'and now it does again')
})
