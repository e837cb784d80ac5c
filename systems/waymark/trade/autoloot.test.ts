import { hasComponent } from 'bitecs'
import t from 'tap'
import { Corpse } from '#components/corpse.ts'
import { attach, type Entity } from '#components/entities.ts'
import { Fighting } from '#components/fighting.ts'
import { Preferences } from '#components/preferences.ts'
import { Purse } from '#components/purse.ts'
import { contentsOf, moveTo } from '#systems/containment.ts'
import { runTurns } from '#systems/testing.ts'
import { die } from '#systems/waymark/fight/die.ts'
import { autolootSystem } from './autolootSystem.ts'
import { TestMarket } from './testMarket.ts'

/** A goat with a hat dies by the hand of `killer`; seven coins are on it, too. */
function kill(market: TestMarket, killer: Entity): Entity {
  const goat = market.mobile('goat')
  market.item('hat', goat)
  die(market.zone, goat, killer)
  return contentsOf(market.square).at(-1)!
}

function lootedBy(market: TestMarket) {
  market.zone.reported.length = 0
  runTurns(market.zone, autolootSystem, 1)
  return market.zone.reported.map(({ event }) => event)
}

t.test('loot takes all that a corpse has', async (t) => {
  const market = new TestMarket()
  const { ada } = market
  t.equal(market.refusal('loot'), 'There is no corpse here.')
  const corpse = kill(market, ada)
  const [hat] = contentsOf(corpse)
  t.same(market.events('loot'), [
    { verb: 'getCoins', actor: ada, count: 7, container: corpse },
    { verb: 'get', actor: ada, item: hat, container: corpse },
  ])
  t.equal(market.refusal('loot goat'), 'There is nothing to take in the corpse of a goat.')
  kill(market, ada)
  t.equal(market.events('loot').length, 2, 'the one that has something')
})

t.test('every refusal to loot is explained', async (t) => {
  const market = new TestMarket()
  t.equal(market.refusal('loot chandler'), 'The chandler is no corpse.')
  t.equal(market.refusal('loot moon'), 'You see no "moon" here.')
  moveTo(market.zone, market.ada, market.room('cellar'))
  t.equal(market.refusal('loot'), 'It is too dark to find a corpse here.')
})

t.test('who wishes takes all, or the coins, of what it has killed', async (t) => {
  const market = new TestMarket()
  const { ada, bob } = market
  Preferences.autogold[ada] = 1
  Preferences.autoloot[bob] = 1
  const first = kill(market, ada)
  const second = kill(market, bob)
  const [hat] = contentsOf(second)

  t.same(lootedBy(market), [
    { verb: 'getCoins', actor: ada, count: 7, container: first },
    { verb: 'getCoins', actor: bob, count: 7, container: second },
    { verb: 'get', actor: bob, item: hat, container: second },
  ])
  t.equal(contentsOf(first).length, 1)
  t.same([Purse.gold[ada], Purse.minted[bob]], [7, 7])
})

t.test(
  'nobody takes by itself who does not wish it, is elsewhere, or has not killed',
  async (t) => {
    const market = new TestMarket()
    const { zone, ada, bob } = market
    kill(market, ada)
    t.same(lootedBy(market), [])

    Preferences.autoloot[ada] = 1
    Preferences.autoloot[bob] = 1
    kill(market, 0)
    t.same(lootedBy(market), [])
    kill(market, ada)
    moveTo(zone, ada, market.room('yard'))
    t.same(lootedBy(market), [])
    kill(market, bob)
    zone.holdsBreath = true
    t.same(lootedBy(market), [], 'while nothing can be kept')
    t.ok(contentsOf(market.square).some((each) => hasComponent(zone.world, each, Corpse)))
  },
)

t.test('shopkeepers who fight have no time', async (t) => {
  const market = new TestMarket()
  attach(market.zone.world, market.chandler, Fighting, { foe: market.ada })
  t.equal(market.refusal('list'), 'The chandler is fighting, and has no time for you now.')
})
