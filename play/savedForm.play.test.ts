import t from 'tap'
import { createDatabaseJournal } from '#engine/persistence/databaseJournal.ts'
import { KEPT_VERSION } from '#engine/zone/durable.ts'
import { Scribe, schemaOf } from '#engine/zone/testKept.ts'
import { connectDatabase } from '#migrations/connect.ts'
import { testDataDir } from '#migrations/testing.ts'
import { Child } from './child.ts'
import { Client } from './client.ts'
import { enter, PASSWORD, settingsFor } from './world.ts'

/** The zone of the cottage, and who holds it when one program has the database alone. */
const ZONE = 'cottage'
const HOLDER = 'embedded'
const LEASE_MS = 5_000

const CROWN = 2 ** 40

/** A data directory in which another Loam has kept `payload`. */
async function keptBefore(payload: Uint8Array): Promise<string> {
  const dataDir = await testDataDir(t)
  const database = await connectDatabase({ dataDir, fsync: false })
  const journal = createDatabaseJournal(database.url)
  try {
    const lease = await journal.acquire(ZONE, HOLDER, LEASE_MS)
    await journal.append([{ ...lease!, sequence: 1, tick: 1, payload, entered: [], left: [] }])
    await journal.release(lease!, HOLDER)
  } finally {
    await journal.stop()
    await database.stop()
  }
  return dataDir
}

async function start(payload: Uint8Array): Promise<Child> {
  const child = new Child({
    ...settingsFor(await keptBefore(payload)),
    LOAM_LOG_LEVEL: 'error',
  })
  t.teardown(() => child.cut())
  return child
}

t.test('A world that a newer Loam has kept is refused with one sentence', async (t) => {
  const child = await start(new Scribe(KEPT_VERSION + 3, []).first([]))
  const { code, output, errors } = await child.ends()
  t.same([code, output], [1, ''])
  t.equal(
    errors,
    `Cannot read record 1 of zone "cottage": a newer Loam has kept it, in form ` +
      `${KEPT_VERSION + 3}, and this one knows forms up to ${KEPT_VERSION}; ` +
      'run the newer one again, or restore a backup from before it\n',
  )
})

t.test('A world that is whole but makes no sense is refused with one sentence', async (t) => {
  const child = await start(Uint8Array.of(KEPT_VERSION, 9))
  const { code, output, errors } = await child.ends()
  t.same([code, output], [1, ''])
  t.equal(
    errors,
    'Cannot make sense of record 1 of zone "cottage": "Cannot read a kept item of kind 9"; ' +
      'restore a backup from before it, and report this as a fault of Loam\n',
  )
})

t.test(
  'A world of other columns opens, and the operator is told of what is left out',
  async (t) => {
    const scribe = new Scribe(
      1,
      schemaOf({
        identity: { prefab: 'text' },
        location: { holder: 'u32' },
        described: { name: 'text', here: 'text', sheen: 'u8' },
        item: { weightGrams: 'u8' },
      }),
    )
    const crown = {
      identity: { prefab: '' },
      location: { holder: 0 },
      described: { name: 'a crown', here: 'A crown glitters here.', sheen: 3 },
      item: { weightGrams: 200 },
    }
    const child = await start(scribe.first([{ whole: CROWN, components: crown }]))
    const { telnet } = await child.opens()
    const ada = await enter(await Client.connect(telnet), `create ada ${PASSWORD}`)
    t.ok((await ada.ask('look')).includes('A crown glitters here.'))
    ada.end()

    child.signal('SIGTERM')
    const { code, errors } = await child.ends()
    t.equal(code, 0)
    const [line] = errors.split('\n')
    t.match(JSON.parse(line!), {
      zone: 'cottage',
      action: 'read what was kept',
      stack: 'Some of what is kept does not fit: "described.sheen" is unknown and was left out (1)',
    })
  },
)
