import t from 'tap'
import { Health } from './health.ts'

t.test('a process is ready when it has started and all it needs is there', async (t) => {
  const health = new Health()
  let trouble: string | undefined
  health.add(async () => {
    if (trouble !== undefined) throw new Error(trouble)
  })
  await t.rejects(health.ready(), { message: 'it starts' })
  health.waits('waits for NATS')
  await t.rejects(health.ready(), { message: 'waits for NATS' })
  health.started()
  await health.ready()
  trouble = 'the database is away'
  await t.rejects(health.ready(), { message: trouble })
  trouble = undefined
  await health.ready()
  health.waits('it stops')
  await t.rejects(health.ready(), { message: 'it stops' })
})
