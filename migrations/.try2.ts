import { withTestDatabase } from './testing.ts'

const t: (() => unknown)[] = []
let t0 = performance.now()
const d = await withTestDatabase({ teardown: (f) => t.push(f) })
console.log('up', performance.now() - t0, d.url)
t0 = performance.now()
for (const f of t) await f()
console.log('down', performance.now() - t0)
