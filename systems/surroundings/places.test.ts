import t from 'tap'
import { attach } from '#components/entities.ts'
import { Fighting } from '#components/fighting.ts'
import { Room } from '#components/room.ts'
import { Travels } from '#components/travels.ts'
import { moveTo, roomOf } from '#systems/containment.ts'
import { runTurns, spawnPlayer } from '#systems/testing.ts'
import { journeySystem } from './journeySystem.ts'
import { placeSystem } from './placeSystem.ts'
import { TestVale } from './testVale.ts'

const STEP_TICKS = 4

/** Ada on the green, having been to all landmarks. */
class Travelled extends TestVale {
  constructor() {
    super()
    Travels.places[this.ada] = 'vale:mill moor:stone'
  }

  /** The words she reads while the clock goes on. */
  wait(ticks: number): string {
    this.zone.reported.length = 0
    runTurns(this.zone, journeySystem, ticks)
    const told = this.zone.reported.filter(({ event }) => event.verb === 'note')
    return told.map(({ event }) => event.text).join(' ')
  }

  isIn(id: string): boolean {
    return roomOf(this.zone, this.ada) === this.room(id)
  }
}

t.test('whoever comes to a landmark knows it from then on, and is told once', async (t) => {
  const vale = new TestVale()
  const { zone, ada } = vale
  t.same(vale.events('places'), [{ verb: 'places', names: [] }])
  moveTo(zone, ada, vale.room('vale:mill'))
  zone.holdsBreath = true
  runTurns(zone, placeSystem, 1)
  t.equal(Travels.places[ada], '', 'it could not be kept')
  zone.holdsBreath = false
  zone.reported.length = 0
  runTurns(zone, placeSystem, 2)

  t.same(zone.reported, [{ to: ada, event: { verb: 'discover', text: 'the mill' } }])
  t.same(vale.events('places'), [{ verb: 'places', names: ['the mill'] }])
})

t.test('"path" tells the way to a landmark and to a room of the area', async (t) => {
  const vale = new Travelled()
  const way = (place: string) => vale.events(`path ${place}`)[0]?.['names']
  t.same(way('stone'), ['east', 'east'])
  t.same(way('the standing stone'), ['east', 'east'])
  t.same(way('mill'), ['west'])
  t.same(way('cellar'), ['west', 'down'])
  t.same(way('yard'), ['north'])
})

t.test('"path" says what is the matter', async (t) => {
  const vale = new Travelled()
  t.match(vale.answer('path'), 'The way where?')
  t.match(vale.answer('path heaven'), 'You know of no place "heaven"')
  t.match(vale.answer('path green'), 'You are there already: this is the green.')
  t.match(vale.answer('path vault'), 'You know of no way to the vault from here.')
  Travels.places[vale.ada] = ''
  t.match(vale.answer('path stone'), 'You know of no place "stone"')
})

t.test('words that fit several places ask which', async (t) => {
  const vale = new TestVale()
  Travels.places[vale.ada] = 'vale:mill moor:stone'
  Room.landmark[vale.room('moor:stone')] = 'the mill stone'
  t.match(vale.events('path mill'), [{ text: 'the mill' }], 'the whole name goes first')
  t.equal(vale.answer('path mil'), 'Which one: the mill or the mill stone?')
})

t.test('"walk" goes step by step, and says when it is there', async (t) => {
  const vale = new Travelled()
  t.equal(vale.answer('walk stone'), 'You set out for the standing stone.')
  t.equal(vale.wait(1), '')
  t.ok(vale.isIn('vale:lane'))
  t.equal(vale.wait(STEP_TICKS - 1), '')
  t.ok(vale.isIn('vale:lane'))
  t.equal(vale.wait(1), 'You have come to the standing stone.')
  t.ok(vale.isIn('moor:stone'))
  t.equal(vale.wait(10), '')
})

t.test('a closed door ends a walk', async (t) => {
  const vale = new Travelled()
  vale.events('walk yard')
  t.equal(vale.wait(1), 'The gate is closed. You stop on your way to the yard.')
  t.equal(vale.wait(10), '')
})

t.test('a step of one\'s own ends it, so does sitting down, and "walk stop"', async (t) => {
  const vale = new Travelled()
  vale.events('walk stone')
  vale.events('west')
  t.equal(vale.wait(1), 'You are off your way to the standing stone.')
  vale.events('walk stone')
  vale.events('sit')
  t.equal(vale.wait(1), 'You stop on your way to the standing stone.')
  vale.events('stand')
  vale.events('walk stone')
  t.match(vale.answer('walk'), 'You are walking to the standing stone.')
  t.equal(vale.answer('walk stop'), 'You stop on your way to the standing stone.')
  t.equal(vale.answer('walk stop'), 'You are not walking anywhere.')
  t.equal(vale.wait(10), '')
})

t.test('a fight ends a walk', async (t) => {
  const vale = new Travelled()
  const { zone, ada } = vale
  vale.events('walk stone')
  attach(zone.world, ada, Fighting, { foe: spawnPlayer(zone, 'Bob', vale.room('vale:green')) })
  t.equal(vale.wait(1), 'You stop on your way to the standing stone.')
  t.ok(vale.isIn('vale:green'))
})

t.test('"walk" takes a single way or door as "go" does', async (t) => {
  const vale = new Travelled()
  vale.events('walk west')
  t.ok(vale.isIn('vale:mill'))
  vale.events('run e')
  t.equal(vale.answer('walk gate'), 'The gate is closed.')
  t.match(vale.answer('walk'), 'Walk where?')
  vale.events('sit')
  t.match(vale.answer('walk mill'), 'Not while you sit.')
})
