import t from 'tap'
import { clusterCrash } from './clusterTest.ts'

t.test('what players were told is so after kills of processes of a cluster', async (t) => {
  await clusterCrash(t, ['world', 'edge'])
})
