import t from 'tap'

/** Some of ours, and of the libraries that are looked up quickly, as they are imported. */
const SPECIFIERS = [
  '#components/vitals.ts',
  '#protocol/bus.ts',
  '#systems/waymark/waymark.ts',
  './metrics.ts',
  './zone/zone.ts',
  'kysely',
  'hono',
  'zod',
  'bitecs',
  'node:fs',
]

t.test('what is imported is found where Node finds it', async (t) => {
  const found = SPECIFIERS.map((each) => import.meta.resolve(each))
  await import('./quickImports.ts')
  t.strictSame(
    SPECIFIERS.map((each) => import.meta.resolve(each)),
    found,
  )
  const kysely = await import('kysely')
  const { z } = await import('zod')
  t.type(kysely.Kysely, 'function')
  t.equal(z.string().safeParse(1).success, false)
})

t.test('what is not there is not found, and is named', async (t) => {
  await import('./quickImports.ts')
  for (const missing of ['#engine/nothing.ts', './nothing.ts']) {
    await t.rejects(import(missing), { message: /engine\/nothing\.ts/ }, missing)
  }
})
