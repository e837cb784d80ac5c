import t from 'tap'
import { capital, partLast } from './phrases.ts'

t.test('capital begins a sentence with a name', async (t) => {
  t.equal(capital('the brass lantern'), 'The brass lantern')
  t.equal(capital(''), '')
})

t.test('partLast parts the last word, unless something is missing', async (t) => {
  t.same(partLast('brass  lantern bob'), ['brass  lantern', 'bob'])
  t.equal(partLast('lantern'), undefined)
  t.equal(partLast('lantern TO'), undefined)
})
