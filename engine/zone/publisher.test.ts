import t from 'tap'
import { Identity } from '#components/identity.ts'
import type { EventValue, Ref } from '#protocol/event.ts'
import { begin } from '#systems/waymark/magic/affects.ts'
import { TwoPlayers } from './testing.ts'

/** All uids in an event, however deep. */
function uidsIn(value: EventValue): number[] {
  if (typeof value !== 'object') return []
  if (Array.isArray(value)) return value.flatMap(uidsIn)
  const inner = Object.entries(value as Record<string, EventValue>)
  return inner.flatMap(([name, each]) => (name === 'uid' ? [each as number] : uidsIn(each)))
}

t.test('[V5][E4] nobody in the dark is sent who or what is there', async (t) => {
  const hall = new TwoPlayers()
  const { adas, ada, bobs, bob } = hall
  hall.lines(bobs, bob, 'down')
  hall.item('coin', hall.body(ada))
  hall.item('sack', hall.room('cellar'))
  hall.settle()

  for (const line of ['down', 'say hello', ':waves', 'drop coin', 'sayto bob hi', 'quit']) {
    hall.lines(adas, ada, line)
  }
  hall.world.tick(40)
  const sent = Buffer.concat(bobs.payloads).toString('latin1')
  for (const word of ['Ada', 'coin', 'sack', 'cellar', 'house:']) t.notOk(sent.includes(word), word)
  const events = bob.takeEvents()
  t.same(
    events.map(({ verb, fields }) => [verb, fields['actor']]),
    ['arrive', 'say', 'emote', 'drop', 'quit'].map((verb) => [verb, { uid: 0, name: 'someone' }]),
  )
  t.same(
    new Set(events.flatMap(({ fields }) => uidsIn(fields))),
    new Set([0]),
    'no uid but that of nobody',
  )
  t.same(
    bob.takeHeard(),
    events.map(({ verb }) => `event ${verb}`),
    'and nothing but events',
  )
  t.same([...bob.view], [[Identity.uid[hall.room('cellar')], {}]])
})

t.test('[V5] in the dark one knows oneself, and what one has in hand', async (t) => {
  const hall = new TwoPlayers()
  const { adas, ada } = hall
  const coin = hall.item('coin', hall.body(ada))
  hall.lines(adas, ada, 'down')
  hall.forget()
  const [event] = adas.type(ada, 'drop coin')
  t.same(event, {
    verb: 'drop',
    fields: { actor: { uid: 1, name: 'Ada' }, item: { uid: coin, name: 'a gold coin' } },
  })
})

t.test('[V6] one who goes blind is shown nothing, and told what can be heard', async (t) => {
  const hall = new TwoPlayers()
  const { adas, ada, bobs, bob, world } = hall
  hall.item('coin', hall.body(ada))
  hall.settle()
  const { zone } = world.runner
  begin(zone, hall.body(bob), 'blind', 1, 2)
  hall.settle()
  t.same([bob.room, bob.lit, [...bob.view]], [0, false, [[0, {}]]])

  for (const line of ['drop coin', 'say hello']) hall.lines(adas, ada, line)
  const actor = { uid: 0, name: 'someone' }
  t.same(bob.takeEvents(), [
    { verb: 'drop', fields: { actor, item: { uid: 0, name: 'something' } } },
    { verb: 'say', fields: { actor, text: 'hello' } },
  ])
  t.same(bob.takeHeard(), ['event drop', 'event say'], 'and nothing but events')
  t.same(
    ada.takeEvents().map(({ fields }) => (fields['actor'] as Ref).name),
    ['Ada', 'Ada'],
    'others see as before',
  )
  hall.lines(bobs, bob, 'look')
  t.same(bob.takeHeard(), ['view look', 'accepted 2'])

  world.tick(30)
  t.ok(bob.takeHeard().includes('view light'), 'and sees again')
  t.same([bob.room, bob.lit], [ada.room, true])
  hall.lines(adas, ada, 'get coin')
  t.same((bob.takeEvents().at(-1)!.fields['actor'] as Ref).name, 'Ada')
})

t.test('those whom an event is kept from are not told, and all others are', async (t) => {
  const hall = new TwoPlayers()
  const { adas, ada, bobs, bob } = hall
  const cyd = bobs.enter(3, 'Cyd')
  hall.lines(bobs, bob, 'ignore ada')
  hall.forget()
  cyd.takeHeard()
  hall.lines(adas, ada, 'smile', 'sit')
  t.same(bob.takeHeard(), ['event sit', 'changes'])
  t.same(cyd.takeHeard(), ['event social', 'event sit', 'changes'])
  t.same(ada.takeHeard().slice(0, 2), ['event social', 'accepted 2'])
})

t.test('[V2] who has a lamp lights the room for all, coming and going', async (t) => {
  const hall = new TwoPlayers()
  const { adas, ada, bobs, bob } = hall
  hall.item('lantern', hall.body(ada))
  hall.lines(bobs, bob, 'down')
  hall.settle()

  hall.lines(adas, ada, 'hold lantern', 'down')
  t.same(bob.takeHeard(), ['appear 1', 'event arrive', 'view light'])
  t.same([bob.lit, [...bob.view.keys()].includes(1)], [true, true])

  hall.lines(adas, ada, 'remove lantern')
  t.same(bob.takeHeard(), ['event remove', 'view light'])
  t.same([bob.lit, bob.view.size], [false, 1])
  t.equal(
    (bob.takeEvents().at(-1)!.fields['actor'] as Ref).name,
    'Ada',
    'who has put it out was seen by its last light',
  )
  hall.lines(adas, ada, 'say dark')
  t.same(bob.takeEvents().at(-1)!.fields['actor'], { uid: 0, name: 'someone' })
})

t.test('[V3] a light that comes and goes within one turn leaves nobody behind', async (t) => {
  const hall = new TwoPlayers()
  const { adas, ada, bobs, bob } = hall
  hall.item('lantern', hall.body(ada))
  hall.lines(bobs, bob, 'down')
  hall.lines(adas, ada, 'hold lantern')
  hall.forget()

  hall.lines(adas, ada, 'down', 'up')
  t.same(bob.takeHeard(), ['appear 1', 'event arrive', 'event leave', 'view light'])
  t.same([bob.lit, bob.view.size], [false, 1])
})

t.test('[V3] what happens while a light is gone for a moment is not missed', async (t) => {
  const hall = new TwoPlayers()
  const { adas, ada, bobs, bob } = hall
  hall.item('lantern', hall.body(ada))
  const coin = hall.item('coin', hall.body(bob))
  hall.lines(bobs, bob, 'down')
  hall.lines(adas, ada, 'hold lantern', 'down')
  const cyd = hall.bobs.enter(3, 'Cyd')
  hall.world.turn()
  hall.lines(bobs, cyd, 'down')
  cyd.takeHeard()
  t.notOk(cyd.view.has(coin))

  adas.line(ada, 'up')
  bobs.line(bob, 'drop coin')
  adas.line(ada, 'down')
  hall.world.turn()
  t.ok(cyd.view.has(coin))
  t.equal(cyd.takeHeard().at(-1), 'view light')
})

t.test('[V5] nobody is sent what others prefer', async (t) => {
  const { adas, ada, bob } = new TwoPlayers()
  adas.type(ada, 'toggle brief')
  t.same(ada.takeHeard(), ['event note', 'accepted 2', 'own changes'])
  t.equal(ada.own.get(1)!['preferences']!['brief'], 1)
  t.same(bob.takeHeard(), [])
  const seen = ['described', 'fighting', 'light', 'location', 'player', 'posture', 'vitals']
  t.same(Object.keys(bob.view.get(1)!).sort(), seen)
})

t.test('[V4][V5] what others carry is theirs alone', async (t) => {
  const hall = new TwoPlayers()
  const { adas, ada, bob } = hall
  const hat = hall.item('hat', hall.room('hall'))
  const coin = hall.item('coin', hall.body(ada))
  const sack = hall.item('sack', hall.body(ada))
  hall.settle()
  t.ok(bob.view.has(hat))

  hall.lines(adas, ada, 'get hat')
  t.same(bob.takeHeard(), ['event get', `vanish ${hat}`])
  t.same(ada.takeHeard(), ['event get', 'accepted 2', `vanish ${hat}`, `own appear ${hat}`])
  hall.lines(adas, ada, 'wear hat', 'put coin in sack')
  t.same(bob.takeHeard(), ['event wear', 'event put'])
  t.equal(ada.own.get(hat)!['wearable']!['worn'], 1)

  bob.takeEvents()
  hall.lines(adas, ada, 'drop sack')
  t.same(bob.takeHeard(), ['event drop', `appear ${sack}`])
  t.ok(bob.view.has(sack))
  t.notOk(bob.view.has(coin), 'what lies in it is not told')
})

t.test('[R5] what has just been shown whole is not told again in parts', async (t) => {
  const hall = new TwoPlayers()
  const { adas, ada, bob } = hall
  const hat = hall.item('hat', hall.body(ada))
  hall.settle()
  hall.lines(adas, ada, 'wear hat')
  bob.takeHeard()
  hall.lines(adas, ada, 'remove hat', 'drop hat')
  t.same(bob.takeHeard(), ['event remove', 'event drop', `appear ${hat}`])
  t.equal(bob.view.get(hat)!['wearable']!['worn'], 0)
})

t.test(
  '[V1] a session is sent what happens where it is, and no more of where it was',
  async (t) => {
    const hall = new TwoPlayers()
    const { adas, ada, bobs, bob } = hall
    const lamp = hall.item('lantern', hall.room('cellar'))
    hall.settle()
    hall.lines(adas, ada, 'down')
    t.same(ada.takeHeard(), [
      'event leave',
      'vanish 1',
      'own changes',
      'view arrive',
      'event arrive',
      'accepted 2',
    ])
    t.ok(ada.view.has(lamp))
    hall.lines(bobs, bob, 'say anybody here?')
    t.same(ada.takeHeard(), [])
    t.same(ada.own.get(1)!['location'], { holder: Identity.uid[hall.room('cellar')] })
  },
)
