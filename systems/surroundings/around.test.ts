import t from 'tap'
import { moveTo } from '#systems/containment.ts'
import { spawnPlayer } from '#systems/testing.ts'
import { TestVale } from './testVale.ts'

t.test('"scan" tells who is next door, as far as one can see', async (t) => {
  const vale = new TestVale()
  const bob = spawnPlayer(vale.zone, 'Bob', vale.room('vale:mill'))
  spawnPlayer(vale.zone, 'Cay', vale.room('vale:yard'))
  t.same(vale.events('scan')[0]?.['list'], [
    { direction: 'north', dark: true },
    { direction: 'east', room: vale.room('vale:lane'), list: [], count: 0 },
    { direction: 'south', room: vale.room('vale:pond'), list: [], count: 0 },
    { direction: 'west', room: vale.room('vale:mill'), list: [{ actor: bob }], count: 1 },
  ])
})

t.test('"scan" of a crowd tells ten, and how many there are', async (t) => {
  const vale = new TestVale()
  for (let i = 0; i < 12; i++) spawnPlayer(vale.zone, `Bob${i}`, vale.room('vale:mill'))
  const rows = vale.events('scan')[0]?.['list'] as { list?: unknown[]; count?: number }[]
  t.equal(rows[3]?.list?.length, 10)
  t.equal(rows[3]?.count, 12)
})

t.test('"where" tells the players of the area, not where they are in the dark', async (t) => {
  const vale = new TestVale()
  const bob = spawnPlayer(vale.zone, 'Bob', vale.room('vale:cellar'))
  spawnPlayer(vale.zone, 'Cay', vale.room('moor:stone'))
  t.same(vale.events('where'), [
    {
      verb: 'where',
      actor: vale.ada,
      text: 'The Vale',
      list: [{ actor: vale.ada, room: vale.room('vale:green') }, { actor: bob }],
      count: 2,
    },
  ])
})

t.test('"areas" tells levels, and the way there', async (t) => {
  const vale = new TestVale()
  t.same(vale.events('areas')[0]?.['list'], [
    { name: 'The Vale', from: 1, to: 3, count: 0 },
    { name: 'The Moor', from: 0, to: 0, count: 2, direction: 'east' },
  ])
  moveTo(vale.zone, vale.ada, vale.room('vale:vault'))
  t.match(vale.events('areas')[0]?.['list'], [{ count: 0 }, { count: 5, direction: 'west' }])
})

t.test('asleep one looks at nothing', async (t) => {
  const vale = new TestVale()
  vale.events('sleep')
  for (const line of ['scan', 'where', 'areas', 'map', 'time', 'weather', 'search', 'places']) {
    t.equal(vale.answer(line), 'You are asleep. "wake" first.', line)
  }
})
