import t from 'tap'
import { OwnView } from '#edges/text/own.ts'
import { styleFor } from '#edges/text/style.ts'
import { isPaged, Pager, pageLinesOf } from './pager.ts'
import { FakeTerminal } from './testing.ts'

const SEEN = styleFor({ columns: 80, colour: 'none', utf8: true, screenReader: false })
const HEARD = styleFor({ ...SEEN, screenReader: true })

const linesTo = (last: number, first = 1) =>
  Array.from({ length: last - first + 1 }, (_, i) => `${first + i}\n`).join('')

t.test('a text that fits is shown as a whole', async (t) => {
  const pager = new Pager()
  t.equal(pager.begin(linesTo(5), 5), linesTo(5))
  t.equal(pager.begin(linesTo(500), 0), linesTo(500))
  t.equal(pager.begin('', 5), '')
  t.equal(pager.isOpen, false)
})

t.test('a longer one stops at the end of each page', async (t) => {
  const pager = new Pager()
  t.equal(pager.begin(linesTo(12), 5), linesTo(5))
  t.ok(pager.isOpen)
  t.equal(pager.prompt(SEEN), '[Page 1 of 3: ENTER for more, Q to stop] ')
  t.equal(pager.prompt(HEARD), 'Page 1 of 3: ENTER for more, Q to stop.\n')
  t.equal(pager.take('  '), linesTo(10, 6))
  t.match(pager.prompt(SEEN), '[Page 2 of 3')
  t.equal(pager.take(''), linesTo(12, 11))
  t.equal(pager.isOpen, false)
})

t.test('Q stops it, and so does whatever else is typed', async (t) => {
  const pager = new Pager()
  pager.begin(linesTo(12), 5)
  t.equal(pager.take(' Q '), '')
  t.equal(pager.isOpen, false)
  pager.begin(linesTo(12), 5)
  t.equal(pager.take('north'), undefined)
  t.equal(pager.isOpen, false)
  pager.begin(linesTo(12), 5)
  t.equal(pager.begin('Another.\n', 5), 'Another.\n')
  t.equal(pager.isOpen, false, 'another text takes its place')
  t.equal(pager.begin(linesTo(2_001), 5), linesTo(2_001))
  t.equal(pager.isOpen, false, 'so much is not held')
})

t.test('a page is as long as the player or the window says', async (t) => {
  const preferring = (pageLines: number) => {
    const own = new OwnView()
    own.view([{ uid: 1, components: { preferences: { pageLines } } }])
    return own.preferences
  }
  const told = new FakeTerminal({ rows: 40, sized: true }).capabilities
  const untold = new FakeTerminal().capabilities
  t.equal(pageLinesOf(told, SEEN), 38)
  t.equal(pageLinesOf({ ...told, rows: 5 }, SEEN), 5)
  t.equal(pageLinesOf(untold, SEEN), 0, 'nobody knows how high it is')
  t.equal(pageLinesOf(told, HEARD), 0, 'nor does it matter to an ear')
  t.equal(pageLinesOf(told, SEEN, preferring(0)), 38)
  t.equal(pageLinesOf(told, SEEN, preferring(1)), 0)
  t.equal(pageLinesOf(untold, HEARD, preferring(20)), 20)
})

t.test('what goes on in the world never stops', async (t) => {
  for (const verb of ['help', 'commands', 'who', 'socials']) t.ok(isPaged(verb), verb)
  for (const verb of ['say', 'hit', 'note', 'refuse', 'map']) t.notOk(isPaged(verb), verb)
})
