import { hasComponent } from 'bitecs'
import t from 'tap'
import { defineComponent, touch, u8 } from '#components/define.ts'
import { attach, detach, type Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Purse } from '#components/purse.ts'
import { Vitals } from '#components/vitals.ts'
import { destroy, spawnMobile } from '#systems/spawn.ts'
import { makeCorpse } from '#systems/waymark/fight/corpse.ts'
import { KeptModel } from './keptModel.ts'
import { TwoPlayers } from './testing.ts'

const Mood = defineComponent('testMood', {
  columns: { joy: u8() },
  visibleTo: 'none',
  durability: 'lazy',
})

function uidOf(entity: Entity): number {
  return Identity.uid[entity]!
}

/** What comes to be kept by what Ada types, and where the model then says it is. */
function keeping() {
  const two = new TwoPlayers()
  const { world, adas, ada } = two
  const model = new KeptModel()
  const places = () => {
    for (const { payload } of world.records.splice(0)) model.apply(payload)
    return Object.fromEntries(
      model
        .records()
        .map(({ uid, components }) => [uid, components['location']!['holder'] as number]),
    )
  }
  const type = (...lines: string[]) => {
    two.lines(adas, ada, ...lines)
    return places()
  }
  const hall = uidOf(two.room('hall'))
  places()
  return { two, type, places, hall }
}

t.test('what somebody takes is kept from then on, wherever it lies', async (t) => {
  const { two, type, hall } = keeping()
  const hat = two.item('hat', two.room('hall'))
  two.item('ring', two.room('hall'))
  t.strictSame(type('look'), { 1: hall, 2: hall }, 'what nobody took is not')
  t.strictSame(type('get hat'), { 1: hall, 2: hall, [hat]: 1 })
  t.strictSame(type('give hat bob'), { 1: hall, 2: hall, [hat]: 2 })
  two.lines(two.bobs, two.bob, 'drop hat')
  t.strictSame(type('look'), { 1: hall, 2: hall, [hat]: hall })
})

t.test('a container into which somebody puts something is kept with all it holds', async (t) => {
  const { two, type, hall } = keeping()
  const sack = two.item('sack', two.room('hall'))
  const inHand = (uid: number) => two.world.runner.zone.byUid.get(uid)!
  const purse = two.item('purse', inHand(sack))
  const ring = two.item('ring', inHand(purse))
  const coin = two.item('coin', two.body(two.ada))
  type('look')
  two.settle()
  const before = { 1: hall, 2: hall }
  t.strictSame(type('put coin in sack'), {
    ...before,
    [coin]: sack,
    [sack]: hall,
    [purse]: sack,
    [ring]: purse,
  })
  t.strictSame(type('get sack'), {
    ...before,
    [coin]: sack,
    [sack]: 1,
    [purse]: sack,
    [ring]: purse,
  })
})

t.test('what rules say is somebody’s is kept from birth, even where nobody has it', async (t) => {
  const { two, type, hall } = keeping()
  const inHand = (uid: number) => two.world.runner.zone.byUid.get(uid)!
  const hat = two.item('hat', two.room('hall'))
  two.world.runner.zone.keep(inHand(hat))
  const sack = two.item('sack', two.room('hall'))
  const ring = two.item('ring', inHand(sack))
  two.world.runner.zone.keep(inHand(ring))
  const coin = two.item('coin', two.body(two.ada))
  two.world.runner.zone.keep(inHand(coin))
  t.strictSame(type('drop coin'), {
    1: hall,
    2: hall,
    [hat]: hall,
    [sack]: hall,
    [ring]: sack,
    [coin]: hall,
  })
})

t.test(
  'what is no more is gone, though another had its id before that was collected',
  async (t) => {
    const { two, type, hall } = keeping()
    const { zone } = two.world.runner
    const inHand = (uid: number) => zone.byUid.get(uid)!
    const coin = two.item('coin', two.body(two.ada))
    t.strictSame(type('look'), { 1: hall, 2: hall, [coin]: 1 })

    const sack = two.item('sack', two.body(two.ada))
    const id = inHand(coin)
    destroy(zone, id)
    const ring = two.item('ring', inHand(sack))
    t.equal(inHand(ring), id)
    t.strictSame(type('look'), { 1: hall, 2: hall, [sack]: 1, [ring]: sack })
  },
)

t.test('what is left in a corpse is nobody’s until somebody takes it or adds to it', async (t) => {
  const { two, type, hall } = keeping()
  const { zone } = two.world.runner
  const ferryman = spawnMobile(zone, zone.mobiles.get('house:ferryman')!, two.room('hall'))
  const [hat, ring] = [two.item('hat', ferryman), two.item('ring', ferryman)]
  const coin = two.item('coin', two.body(two.ada))
  two.settle()
  const corpse = uidOf(makeCorpse(zone, ferryman, two.room('hall')))
  destroy(zone, ferryman)
  two.settle()
  const before = { 1: hall, 2: hall, [coin]: 1 }
  t.strictSame(type('look'), before)
  t.strictSame(type('get hat from corpse'), { ...before, [hat]: 1 })
  t.notOk(zone.isKept(zone.byUid.get(corpse)!))
  t.strictSame(type('put coin in corpse'), {
    1: hall,
    2: hall,
    [hat]: 1,
    [corpse]: hall,
    [ring]: corpse,
    [coin]: corpse,
  })
  t.ok(zone.isKept(zone.byUid.get(coin)!))
})

t.test('coins that are laid down are kept wherever they lie, and gold is never lost', async (t) => {
  const { two, type, hall } = keeping()
  const purse = two.body(two.ada)
  Purse.gold[purse] = 30
  const sack = two.item('sack', two.room('hall'))
  two.settle()
  const first = type('drop 10 coins', 'put 5 coins in sack')
  const piles = Object.keys(first).filter((uid) => !['1', '2', String(sack)].includes(uid))
  t.strictSame(
    piles.map((uid) => first[uid]),
    [hall, sack],
  )
  t.strictSame(type('get coins', 'get coins from sack'), { 1: hall, 2: hall, [sack]: hall })
  t.equal(Purse.gold[purse], 30)
})

t.test('what was somebody’s for a moment within one turn is kept, too', async (t) => {
  const { two, type, hall } = keeping()
  const sack = two.item('sack', two.room('hall'))
  const coin = two.item('coin', two.room('hall'))
  two.settle()
  t.strictSame(type('get coin', 'put coin in sack'), {
    1: hall,
    2: hall,
    [coin]: sack,
    [sack]: hall,
  })
})

t.test('who quits is kept no longer with the zone, nor what it takes along', async (t) => {
  const { two, type, hall } = keeping()
  two.item('hat', two.body(two.ada))
  t.strictSame(type('look', 'quit'), { 2: hall })
})

t.test('what is not kept writes nothing', async (t) => {
  const { two } = keeping()
  const { world, adas, ada } = two
  two.item('hat', two.room('hall'))
  two.lines(adas, ada, 'say hi', 'open hatch', 'up', 'down')
  t.strictSame(world.records, [])
})

t.test('what may be kept late is written with what is told late, and only then', async (t) => {
  const { two } = keeping()
  const { world, adas, ada } = two
  const body = two.body(ada)
  Vitals.hp[body] = 50
  touch(Vitals, body)
  adas.resync(ada)
  two.lines(adas, ada, 'down')
  t.strictSame(world.records, [])
  world.tick(10)
  t.equal(world.records.length, 1)
  const model = new KeptModel()
  world.records.unshift(...new TwoPlayers().world.records)
  for (const { payload } of world.records) model.apply(payload)
  const own = model.records().find(({ uid }) => uid === 1)!
  t.equal(own.components['vitals']!['hp'], 50)
  t.equal(
    two.world.runner.zone.byUid.get(Number(own.components['location']!['holder'])),
    two.room('cellar'),
  )
  t.ok(hasComponent(world.runner.zone.world, body, Vitals))
})

t.test('a component that may be kept late is kept with its coming and its going', async (t) => {
  const { world, adas, ada } = new TwoPlayers()
  const body = world.runner.zone.byUid.get(1)!
  const model = new KeptModel()
  /** What is kept of Ada's mood a second later. */
  const mood = () => {
    adas.resync(ada)
    world.turn()
    world.tick(10)
    for (const { payload } of world.records.splice(0)) model.apply(payload)
    return model.records().find(({ uid }) => uid === 1)?.components['testMood']
  }
  t.equal(mood(), undefined)
  attach(world.runner.zone.world, body, Mood)
  t.same(mood(), { joy: 0 }, 'also if its values are those of nobody')
  Mood.joy[body] = 4
  touch(Mood, body)
  adas.resync(ada)
  world.turn()
  detach(world.runner.zone.world, body, Mood)
  t.equal(mood(), undefined, 'and not the values that it had last')
})

t.test(
  'who walks out in the turn in which it did something is told when that is kept',
  async (t) => {
    for (const lines of [
      ['get hat', 'down'],
      ['get cap', 'wear cap', 'down'],
      ['wear ring', 'down'],
      ['drop ring', 'down'],
      ['give ring bob', 'down'],
    ]) {
      const two = new TwoPlayers()
      const { world, adas, ada, bob } = two
      two.item('hat', two.room('hall'))
      two.item('cap', two.room('hall'))
      two.item('ring', two.body(ada))
      two.settle()
      for (const line of lines) adas.line(ada, line)
      world.runner.turn()
      t.strictSame([ada.takeHeard(), bob.takeHeard()], [[], []], lines.join(', '))
      world.keep()
      t.equal(ada.accepted, lines.length + 1)
      t.equal(bob.takeHeard()[0], `event ${lines[0]!.split(' ')[0]}`)
    }
  },
)
