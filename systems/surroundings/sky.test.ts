import t from 'tap'
import { Overhead } from '#components/overhead.ts'
import { Sky, WEATHERS } from '#components/sky.ts'
import { runTurns } from '#systems/testing.ts'
import { daytimeOf, hourOf, skyOf, weatherOf } from './sky.ts'
import { skySystem } from './skySystem.ts'
import { TestVale } from './testVale.ts'

const HOUR_TICKS = 600

t.test('a world begins at eight, and its day has 24 hours of a minute', async (t) => {
  const { zone } = new TestVale()
  t.equal(hourOf(zone), 8)
  zone.tick = HOUR_TICKS - 1
  t.equal(hourOf(zone), 8)
  zone.tick = 16 * HOUR_TICKS
  t.equal(hourOf(zone), 0)
  zone.tick = 24 * HOUR_TICKS
  t.equal(hourOf(zone), 8)
})

t.test('the parts of the day follow each other', async (t) => {
  const { zone } = new TestVale()
  const parts = Array.from({ length: 24 }, (_, hour) => {
    zone.tick = (hour + 16) * HOUR_TICKS
    return daytimeOf(zone)
  })
  t.same(parts.slice(0, 5), new Array(5).fill('night'))
  t.same(parts.slice(5, 8), ['dawn', 'dawn', 'day'])
  t.same(parts.slice(18), ['day', 'dusk', 'dusk', 'night', 'night', 'night'])
})

t.test('dusk is told outdoors, once, and is seen there from then on', async (t) => {
  const { zone, room } = valeAt(10.9)
  const green = room('vale:green')
  runTurns(zone, skySystem, 1)
  t.equal(Overhead.daytime[green], 'day')
  zone.reported.length = 0
  zone.tick = 11 * HOUR_TICKS
  runTurns(zone, skySystem, 3)

  t.equal(Overhead.daytime[green], 'dusk')
  const told = zone.reported.filter(({ event }) => event.verb === 'daytime')
  t.equal(told.length, 1)
  t.match(told[0], { room: green, event: { daytime: 'dusk' } })
})

t.test('nothing of the sky is told where nobody is, or indoors', async (t) => {
  const { zone, events } = valeAt(0)
  events('west')
  zone.reported.length = 0
  zone.tick = 11 * HOUR_TICKS
  runTurns(zone, skySystem, 1)
  t.same(zone.reported, [])
})

t.test('the weather turns from time to time into one beside it', async (t) => {
  const { zone, room } = valeAt(0)
  const seen: number[] = []
  for (let run = 0; run < 300; run++) {
    zone.tick += 2 * HOUR_TICKS
    runTurns(zone, skySystem, 1)
    const now = Sky.weather[skyOf(zone)!]!
    if (now !== seen.at(-1)) seen.push(now)
  }
  t.ok(seen.length > 10, `${seen.length} turns`)
  t.ok(seen.every((weather, i) => i === 0 || Math.abs(weather - seen[i - 1]!) === 1))
  t.ok(seen.every((weather) => weather >= 0 && weather < WEATHERS.length))
  t.equal(Overhead.weather[room('vale:green')], weatherOf(zone))
})

t.test('"time" tells the hour, "weather" the sky where one sees it', async (t) => {
  const { events, answer } = valeAt(1)
  t.same(events('time'), [{ verb: 'time', count: 9, daytime: 'day' }])
  t.same(events('weather'), [{ verb: 'weather', daytime: 'day', weather: 'clear' }])
  events('west')
  t.match(answer('weather'), 'You cannot see the sky from here')
})

function valeAt(hours: number) {
  const vale = new TestVale()
  vale.zone.tick = Math.floor(hours * HOUR_TICKS)
  return {
    zone: vale.zone,
    room: vale.room.bind(vale),
    events: vale.events.bind(vale),
    answer: vale.answer.bind(vale),
  }
}
