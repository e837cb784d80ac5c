import pg from 'pg'
import { startEmbedded } from './embedded/server.ts'

const t0 = performance.now()
const s = await startEmbedded({
  dataDir: process.argv[2]!,
  fsync: true,
  log: (l, w) => {
    if (process.argv[3] === 'v') console.log(l, w)
  },
})
console.log('started', Math.round(performance.now() - t0), s.url)
const c = new pg.Client({ connectionString: s.url })
await c.connect()
console.log((await c.query('select 1 as x')).rows, Math.round(performance.now() - t0))
await c.end()
if (process.argv[3] === 'wait') {
  console.log('waiting', process.pid)
  await new Promise((r) => setTimeout(r, 20000))
}
const t1 = performance.now()
await s.stop()
console.log('stopped', Math.round(performance.now() - t1))
