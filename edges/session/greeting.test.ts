import t from 'tap'
import { readCredentials, readRequest } from './greeting.ts'

t.test('a line at the connection screen is read', async (t) => {
  const connect = { kind: 'connect', name: 'Ada', character: '', password: '' }
  const table: [line: string, request: object][] = [
    ['', { kind: 'nothing' }],
    ['   ', { kind: 'nothing' }],
    ['Ada', { kind: 'name', name: 'Ada' }],
    ['  Ada ', { kind: 'name', name: 'Ada' }],
    ['Ada secret', { kind: 'unclear' }],
    ['connect', { kind: 'connect', name: '', character: '', password: '' }],
    ['connect Ada', connect],
    ['CONNECT Ada a  long one ', { ...connect, password: 'a  long one ' }],
    ['con Ada pw', { ...connect, password: 'pw' }],
    ['co Ada pw', { ...connect, password: 'pw' }],
    ['connect Ada/Bea pw', { ...connect, character: 'Bea', password: 'pw' }],
    ['connect Ada/ pw', { ...connect, password: 'pw' }],
    ['connect ../x pw', { ...connect, name: '..', character: 'x', password: 'pw' }],
    ['create Ada pw', { kind: 'create', name: 'Ada', password: 'pw' }],
    ['cr Ada', { kind: 'create', name: 'Ada', password: '' }],
    ['create', { kind: 'create', name: '', password: '' }],
    ['who', { kind: 'who' }],
    ['Help me', { kind: 'help' }],
    ['?', { kind: 'help' }],
    ['info', { kind: 'help' }],
    ['screenreader', { kind: 'screenReader' }],
    ['quit', { kind: 'quit' }],
    ['MSSP-Request', { kind: 'mssp' }],
    ['constructor', { kind: 'name', name: 'constructor' }],
    ['🦊', { kind: 'name', name: '🦊' }],
  ]
  for (const [line, request] of table) t.same(readRequest(line), request, line)
})

t.test('credentials of GMCP are read, and whatever else is passed over', async (t) => {
  const connect = { kind: 'connect', name: 'ada', character: '', password: 'p w' }
  t.same(readCredentials({ account: 'ada', password: 'p w' }), connect)
  t.same(readCredentials({ account: 'ada:Bea', password: 'p w' }), { ...connect, character: 'Bea' })
  for (const bad of [undefined, null, 7, 'ada', [], {}, { account: 'ada' }, { password: 'x' }]) {
    t.equal(readCredentials(bad), undefined)
  }
  t.equal(readCredentials({ account: ['ada'], password: 'x' }), undefined)
  t.equal(readCredentials({ account: '', password: 'x' }), undefined)
  t.equal(readCredentials({ account: 'ada', password: '' }), undefined)
})
