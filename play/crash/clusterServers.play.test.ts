import t from 'tap'
import { clusterCrash } from './clusterTest.ts'

t.test('what players were told is so after kills of servers of a cluster', async (t) => {
  await clusterCrash(t, ['postgres', 'nats', 'redis'])
})
