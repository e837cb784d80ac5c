import t from 'tap'
import { openWorld } from './world.ts'

const world = await openWorld(t)

t.test('A player whose link is lost finds the same body again, and others see it', async (t) => {
  const bob = await world.newPlayer('bob')
  const ada = await world.newPlayer('ada')
  await bob.sees('Ada')
  await ada.ask('get lantern')
  await bob.sees('Ada takes the brass lantern.')

  ada.end()
  t.same(await bob.sees('Ada'), ['Ada falls still, with eyes on something far away. (link lost)'])
  t.equal((await bob.ask('look')).at(-1), 'Ada is here. (link lost)')
  const again = await world.player('ada')
  t.same(await bob.sees('Ada'), ['Ada blinks, and is back.'])
  t.match(await again.ask('inventory'), [/^You carry one thing/, '  a brass lantern'])
  t.equal((await bob.ask('look')).at(-1), 'Ada is here.')
  again.send('quit')
  await bob.sees('Ada')
})

t.test('A second connection takes over, and others notice nothing', async (t) => {
  const cal = await world.newPlayer('cal')
  const dee = await world.newPlayer('dee')
  await cal.sees('Dee')
  await dee.ask('get key')
  await cal.sees('Dee takes the iron key.')

  const second = await world.player('dee')
  t.same(await dee.closes(), ['You have connected from elsewhere.'])
  t.match(await second.ask('inventory'), [/^You carry one thing/, '  an iron key'])
  await second.ask('say still me')
  t.same(await cal.sees('still me'), ['Dee says, "still me"'])
  second.send('quit')
  await cal.sees('Dee')
})

t.test('One who sits at two connections in turn is in the world once', async (t) => {
  const eve = await world.newPlayer('eve')
  for (let i = 0; i < 5; i++) await world.player('eve')
  await eve.closes()

  const last = await world.player('eve')
  const who = await last.ask('who')
  t.equal(who.filter((line) => line.includes('Eve')).length, 1)
})
