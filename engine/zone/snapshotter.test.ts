import t from 'tap'
import { Identity } from '#components/identity.ts'
import { destroy, spawnItem } from '#systems/spawn.ts'
import { HOUSE } from '#systems/testHouse.ts'
import { emptyZone, spawnPlayer } from '#systems/testing.ts'
import { KeptModel } from './keptModel.ts'
import { Ledger } from './ledger.ts'
import { Snapshotter } from './snapshotter.ts'

t.test('what is born while a snapshot is written is not in it, whatever its id', async (t) => {
  const zone = emptyZone([HOUSE])
  const ledger = new Ledger(zone)
  const ada = spawnPlayer(zone, 'Ada', zone.rooms.get('house:hall')!)
  const hat = spawnItem(zone, zone.items.get('house:hat')!, ada)
  const ring = spawnItem(zone, zone.items.get('house:ring')!, ada)
  const uidOf = (entity: number) => Identity.uid[entity]!
  const uids = [uidOf(ada), uidOf(hat)]
  ledger.enter(ada)
  ledger.endCollection()

  const snapshotter = new Snapshotter(zone.world, ledger)
  snapshotter.begin(1, 1)
  const gone = uidOf(ring)
  destroy(zone, ring)
  ledger.vanished(ring, gone, ada)
  const coin = spawnItem(zone, zone.items.get('house:coin')!, ada)
  ledger.appeared(coin, ada)
  t.equal(coin, ring, 'the id is handed out again')
  t.ok(ledger.keeps(coin))

  const model = new KeptModel()
  model.apply(snapshotter.step(10)!.bytes)
  t.same(
    model.records().map(({ uid }) => uid),
    uids,
  )
})
