import pg from 'pg'
import t from 'tap'
import { DISK_FULL_WORDS } from '#migrations/diskSpace.ts'
import { isDiskFull, Trouble } from './trouble.ts'

function troubled() {
  const said: [string, unknown?][] = []
  const state = { nowMs: 1_000, free: undefined as number | undefined }
  const trouble = new Trouble({
    action: 'write the journal',
    now: () => state.nowMs,
    freeBytes: () => state.free,
    say: (words, error) => said.push(error === undefined ? [words] : [words, error]),
  })
  return { trouble, state, take: () => said.splice(0) }
}

/** As PostgreSQL tells that there is no room. */
function noRoom(): pg.DatabaseError {
  const error = new pg.DatabaseError('could not extend file "base/5/1"', 100, 'error')
  error.code = '53100'
  return error
}

const GONE = new Error('connect ECONNREFUSED')
const FULL = `could not write the journal: ${DISK_FULL_WORDS}`

t.test('a trouble is told at once, then now and then, and when it is over', async (t) => {
  const { trouble, state, take } = troubled()
  trouble.succeeded()
  t.same([trouble.words, take()], [undefined, []])
  const words = 'could not write the journal: connect ECONNREFUSED'
  trouble.failed(GONE)
  t.same([trouble.words, take()], [words, [[words, GONE]]])
  state.nowMs += 29_999
  trouble.failed(GONE)
  t.same(take(), [])
  state.nowMs += 1
  trouble.failed(GONE)
  t.same(take(), [[words, GONE]])
  state.nowMs += 5_000
  trouble.succeeded()
  t.same([trouble.words, take()], [undefined, [['could again write the journal, after 35 s']]])
  trouble.failed(GONE)
  t.equal(take().length, 1, 'the next is news again')
})

t.test('a disk that is full is told as such, as soon as it is known', async (t) => {
  const { trouble, state, take } = troubled()
  trouble.failed(GONE)
  take()
  const error = noRoom()
  trouble.failed(error)
  t.same([trouble.words, take()], [FULL, [[FULL, error]]])
  trouble.failed(GONE)
  trouble.failed(error)
  t.same(take(), [], 'once')
  state.free = 100
  trouble.failed(GONE)
  t.equal(trouble.words, FULL, 'a server that ended may have ended for want of room')
})

t.test('a full disk is known by its code or its words', async (t) => {
  t.ok(isDiskFull(noRoom()))
  t.ok(isDiskFull(new Error('could not write: No space left on device')))
  t.notOk(isDiskFull(GONE))
  t.notOk(isDiskFull('gone'))
})
