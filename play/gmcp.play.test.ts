import t from 'tap'
import type { Client } from './client.ts'
import { openWorld, PASSWORD } from './world.ts'

const IAC = 255
const DO = 253
const GMCP = 201

const world = await openWorld(t)

/** A client that speaks GMCP from the start, in the kitchen. */
async function newGmcpPlayer(name: string): Promise<Client> {
  const client = await world.connect()
  client.sendRaw(Buffer.of(IAC, DO, GMCP))
  client.sendGmcp('Core.Hello', { client: 'Test', version: '1' })
  client.sendGmcp('Core.Supports.Set', ['Char 1', 'Char.Items 1', 'Room 1', 'Comm.Channel 1'])
  await client.sees('By what name')
  client.send(`create ${name} ${PASSWORD}`)
  await client.sees('sp> ')
  return client
}

t.test('GMCP tells who one is, how one is, and where, on coming in', async (t) => {
  const ada = await newGmcpPlayer('ada')

  const room = (await ada.hears('Room.Info')) as Record<string, unknown>
  t.match(room, { name: 'The Kitchen', area: 'The Cottage', details: [], environment: String })
  t.ok(Number.isInteger(room['num']) && Number(room['num']) > 0, 'the room has a whole number')
  const exits = room['exits'] as Record<string, unknown>
  t.same(Object.keys(exits).sort(), ['d', 'n'], 'the locked door is a way, too')
  t.ok(Object.values(exits).every(Number.isInteger), 'exits lead to whole numbers')
  const things = (await ada.hears('Char.Items.List')) as { location: string; items: unknown[] }
  t.equal(things.location, 'room')
  t.match(things.items, [{ id: Number, name: 'an iron key', attrib: 't' }, {}, {}])
  t.same(await ada.hears('Char.Name'), { name: 'Ada', fullname: 'Ada' })
  t.match(await ada.hears('Char.Vitals'), { hp: 30, maxhp: 30, sp: 10, string: 'H:30/30 S:10/10' })
  t.same(await ada.hears('Char.Items.List'), { location: 'inv', items: [] })
  ada.end()
})

t.test('GMCP follows from room to room, by one number for one room', async (t) => {
  const bea = await newGmcpPlayer('bea')
  const kitchen = (await bea.hears('Room.Info')) as { num: number; exits: Record<string, number> }

  bea.send('north')
  const garden = (await bea.hears('Room.Info')) as { num: number; exits: Record<string, number> }
  t.match(garden, { name: 'The Garden', environment: 'field' })
  t.equal(garden.num, kitchen.exits['n'])
  t.same(garden.exits, { s: kitchen.num })
  bea.end()
})

t.test('GMCP tells what is taken up and put down', async (t) => {
  const cal = await newGmcpPlayer('cal')
  await cal.hears('Room.Info')

  cal.send('get lantern')
  const added = (await cal.hears('Char.Items.Add')) as { item: { id: number } }
  t.match(added, { location: 'inv', item: { id: Number, name: 'a brass lantern' } })
  cal.send('wear lantern')
  t.match(await cal.hears('Char.Items.Update'), { location: 'inv', item: { attrib: 'wt' } })
  cal.sendGmcp('Char.Items.Inv', '')
  t.match(await cal.hears('Char.Items.List'), { location: 'inv', items: [{ id: added.item.id }] })
  cal.send('remove lantern')
  cal.send('drop lantern')
  t.match(await cal.hears('Char.Items.Remove'), { item: { id: added.item.id } })
  cal.end()
})

t.test('GMCP brings what is said to its own window', async (t) => {
  const dan = await newGmcpPlayer('dan')
  const eve = await newGmcpPlayer('eve')

  dan.send('say mind the step')
  t.same(await eve.hears('Comm.Channel.Text'), {
    channel: 'say',
    talker: 'Dan',
    text: 'Dan says, "mind the step"',
  })
  t.match(await dan.hears('Comm.Channel.Text'), { text: 'You say, "mind the step"' })
  dan.send('tell eve and the cat')
  t.match(await eve.hears('Comm.Channel.Text'), { channel: 'tell', talker: 'Dan' })
  dan.end()
  eve.end()
})

t.test('GMCP answers a ping, and outlives nonsense', async (t) => {
  const fay = await newGmcpPlayer('fay')
  fay.sendRaw(Buffer.from([IAC, 250, GMCP, ...Buffer.from('Char.Items.Inv {{{'), IAC, 240]))
  fay.sendRaw(Buffer.from([IAC, 250, GMCP, IAC, 240]))
  fay.sendGmcp('Core.Supports.Set', { not: 'a list' })

  fay.sendGmcp('Core.Ping')
  t.equal(await fay.hears('Core.Ping'), undefined)
  fay.end()
})
