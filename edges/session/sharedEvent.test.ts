import t from 'tap'
import { renderEvent } from '#edges/text/render.ts'
import { styleFor } from '#edges/text/style.ts'
import { SharedEvent } from './sharedEvent.ts'

const PLAIN = styleFor({ columns: 80, colour: 'none', utf8: true, screenReader: false })
const COLOURED = styleFor({ columns: 80, colour: '256', utf8: true, screenReader: false })

/** A say whose fields count how often they are read. */
function counted() {
  let reads = 0
  const fields = {
    actor: { uid: 1, name: 'Ada' },
    get text() {
      reads++
      return 'Hello.'
    },
  }
  return { event: { verb: 'say', fields }, reads: () => reads }
}

t.test('bystanders of one style share one rendering', async (t) => {
  const { event, reads } = counted()
  const shared = new SharedEvent(event)
  const text = shared.textFor(2, PLAIN)
  t.equal(text, renderEvent({ ...event, fields: { ...event.fields } }, 0, PLAIN))
  const before = reads()
  for (let uid = 3; uid < 100; uid++) t.equal(shared.textFor(uid, PLAIN), text)
  t.equal(reads(), before)
  t.not(shared.textFor(2, COLOURED), text, 'another style is another text')
  t.not(shared.textFor(1, PLAIN), text, 'the actor reads its own')
})

t.test('and one GMCP message', async (t) => {
  const shared = new SharedEvent(counted().event)
  t.equal(shared.gmcpFor(2), shared.gmcpFor(3))
  t.not(shared.gmcpFor(1), shared.gmcpFor(2))
})
