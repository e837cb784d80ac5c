import t from 'tap'
import { KEPT_VERSION } from './durable.ts'
import { KeptModel } from './keptModel.ts'
import { TwoPlayers } from './testing.ts'

/** The records of a little play, in which one quits. */
function played(): Uint8Array[] {
  const two = new TwoPlayers()
  for (const item of ['hat', 'sack', 'coin']) two.item(item, two.room('hall'))
  for (const line of [
    'get all',
    'put coin in sack',
    'wear hat',
    'drop sack',
    'get coin from sack',
  ]) {
    two.lines(two.adas, two.ada, line)
  }
  two.lines(two.bobs, two.bob, 'get sack', 'quit')
  return two.world.records.map(({ payload }) => payload)
}

function modelOf(payloads: readonly Uint8Array[]) {
  const model = new KeptModel()
  for (const payload of payloads) model.apply(payload)
  return model.records()
}

t.test('records that are applied again change nothing', async (t) => {
  const payloads = played()
  const once = modelOf(payloads)
  t.equal(once.length, 3, 'Ada, her hat and the coin')
  t.strictSame(modelOf([...payloads, ...payloads]), once)
  const first = payloads[0]!
  for (let from = 0; from < payloads.length; from++) {
    // A snapshot that knows more than its number says: the records after that come once more.
    t.strictSame(modelOf([first, ...payloads, ...payloads.slice(from)]), once)
  }
})

t.test('contents are in the order in which they came to where they are', async (t) => {
  const two = new TwoPlayers()
  const [hat, sack, coin] = ['hat', 'sack', 'coin'].map((item) => two.item(item, two.room('hall')))
  two.lines(two.adas, two.ada, 'get coin', 'get hat', 'get sack')
  two.lines(two.adas, two.ada, 'drop coin')
  two.lines(two.adas, two.ada, 'get coin')
  const uids = modelOf(two.world.records.map(({ payload }) => payload)).map(({ uid }) => uid)
  t.strictSame(
    uids.filter((uid) => uid > 2),
    [hat, sack, coin],
  )
})

t.test('what a newer version has kept, or is not whole, is refused', async (t) => {
  const [first] = played()
  const refused = { code: 'PROTOCOL_INVALID' }
  const newer = first!.slice()
  newer[0] = KEPT_VERSION + 1
  t.throws(() => modelOf([newer]), { ...refused, message: /newer Loam/ })
  t.throws(() => modelOf([Uint8Array.of(KEPT_VERSION, 9)]), refused)
  t.throws(() => modelOf([new Uint8Array()]), refused)
  t.throws(() => modelOf([first!.slice(0, -1)]), refused)
})
