import t from 'tap'
import { shareLeft } from '#edges/text/place.ts'
import { ADA, exitRecord, FOX, LANE_VIEW, presentRecord, ROPE } from '#edges/text/sample.fixture.ts'
import { BEINGS_MAX, RoomSight } from './roomSight.ts'

const fox = presentRecord(FOX, '', { vitals: { hp: 12, hpMax: 20 } })

t.test('a room is known by its view: name, sky, ways in order, beings with health', async (t) => {
  const sight = new RoomSight()
  const [room] = LANE_VIEW.records
  const overhead = { daytime: 'dusk', weather: 'rain' }
  const lane = { uid: room!.uid, components: { ...room!.components, overhead } }
  sight.view([
    lane,
    exitRecord(90, 'up', 7),
    exitRecord(91, 'north', 8),
    fox,
    presentRecord(ROPE, '', {}),
  ])
  t.same([sight.name, sight.daytime, sight.exits], ['The Mill Lane', 'dusk', ['north', 'up']])
  t.same(sight.being(FOX.uid), { name: 'a grey fox', hp: 12, hpMax: 20 })
  t.equal(sight.being(ROPE.uid), undefined)

  sight.view([{ uid: 1, components: {} }])
  t.same([sight.name, sight.daytime, sight.exits], ['', '', []])
  t.equal(sight.being(FOX.uid), undefined, 'in the dark nobody is known')
})

t.test('who comes, changes and goes is followed', async (t) => {
  const sight = new RoomSight()
  const change = (values: Record<string, number>) =>
    sight.change([{ uid: FOX.uid, component: 'vitals', values }])
  change({ hp: 1 })
  t.equal(sight.being(FOX.uid), undefined)
  sight.appear(fox)
  change({ hp: 5 })
  t.same(sight.being(FOX.uid), { name: 'a grey fox', hp: 5, hpMax: 20 })
  change({ hpMax: 50 })
  t.equal(shareLeft(sight.being(FOX.uid)!), 10)
  sight.change([{ uid: 1, component: 'overhead', values: { daytime: 'night' } }])
  t.equal(sight.daytime, 'night')
  sight.vanish(FOX.uid)
  t.equal(sight.being(FOX.uid), undefined)
})

t.test('no more beings are known than the limit', async (t) => {
  const sight = new RoomSight()
  for (let i = 0; i <= BEINGS_MAX; i++) sight.appear({ ...fox, uid: 1_000 + i })
  t.ok(sight.being(1_000))
  t.equal(sight.being(1_000 + BEINGS_MAX), undefined)
  sight.appear({ ...presentRecord(ADA, '', { vitals: { hp: 1, hpMax: 1 } }), uid: 1_000 })
  t.equal(sight.being(1_000)?.name, 'Ada', 'a known one is renewed')
})

t.test('who is nearly gone has one hundredth, who is gone none', async (t) => {
  const share = (hp: number, hpMax: number) => shareLeft({ name: '', hp, hpMax })
  t.same(
    [share(1, 5000), share(0, 20), share(20, 20), share(30, 20), share(0, 0)],
    [1, 0, 100, 100, 0],
  )
})
