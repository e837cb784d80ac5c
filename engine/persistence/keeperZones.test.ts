import { mock } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import type { JournalStore } from './journal.ts'
import { keeping, VALE } from './testKeeper.ts'

/*
 * Zones that a keeper takes and gives up while others go on.
 */

/** The zone that is asked for next is had when what is returned resolves. */
function hang(store: Pick<JournalStore, 'acquire'>): PromiseWithResolvers<void> {
  const { acquire } = store
  const hanging = Promise.withResolvers<void>()
  store.acquire = async (...asked) => {
    store.acquire = acquire
    await hanging.promise
    return acquire.apply(store, asked)
  }
  return hanging
}

t.test('a zone that another holds can be passed over, and so can one that is lost', async (t) => {
  const { keeper, store } = keeping(t)
  store.taken.add('vale')
  t.equal(await keeper.tryTake('vale'), undefined)
  store.taken.clear()
  const { recover } = store
  store.recover = async () => {
    throw new Error('all is lost')
  }
  await t.rejects(keeper.tryTake('vale'), { message: 'all is lost' })
  t.strictSame(store.released, [VALE], 'another may try')
  store.recover = recover
  t.equal((await keeper.tryTake('vale'))?.epoch, 2)
})

t.test('a zone is given up when all that it has written is kept', async (t) => {
  const { keeper, write, hold, store, fenced } = keeping(t)
  await keeper.take('vale')
  await keeper.take('moor')
  const answer = hold()
  write(VALE, 1)
  await setImmediate()
  const given = keeper.giveUp('vale')
  await setImmediate()
  t.strictSame(store.released, [])
  await answer()
  await given
  t.strictSame([store.records.length, store.released], [1, [VALE]])
  store.lost = ['vale']
  mock.timers.tick(1_500)
  await setImmediate()
  t.strictSame(fenced, [], 'it is no longer prolonged')
  await keeper.giveUp('vale')
  t.equal(store.released.length, 1)
})

t.test('a zone that is taken anew is not lost by what a renewal finds meanwhile', async (t) => {
  const { keeper, store, fenced } = keeping(t)
  await keeper.tryTake('vale')
  const { acquire } = store
  const taking = Promise.withResolvers<void>()
  store.acquire = async (zone) => {
    const lease = await acquire.call(store, zone)
    // The lease has its new epoch, and that is not heard of here yet.
    await taking.promise
    return lease
  }
  const taken = keeper.tryTake('vale')
  await setImmediate()
  store.lost = ['vale']
  mock.timers.tick(1_500)
  await setImmediate()
  store.lost = []
  taking.resolve()
  t.equal((await taken)?.epoch, 2)
  t.strictSame(fenced, [])
})

t.test(
  'of two who take a zone the later has it, however long the first is under way',
  async (t) => {
    const { keeper, store, write, told } = keeping(t)
    const hanging = hang(store)
    const first = keeper.tryTake('vale')
    const later = keeper.tryTake('vale')
    await setImmediate()
    hanging.resolve()
    t.strictSame([(await first)?.epoch, (await later)?.epoch], [1, 2])
    write({ zone: 'vale', epoch: 2 }, 1)
    await setImmediate()
    t.strictSame(told, [1], 'what it writes is kept')
  },
)

t.test('a zone that is given up while it is being taken is held no longer', async (t) => {
  const { keeper, store } = keeping(t)
  const hanging = hang(store)
  const taking = keeper.tryTake('vale')
  const given = keeper.giveUp('vale')
  await setImmediate()
  hanging.resolve()
  await Promise.all([taking, given])
  t.strictSame(store.released, [VALE])
})
