import t from 'tap'
import { MemoryPresence } from '#edges/presence/memoryPresence.ts'
import { FakeServices } from './testDesk.ts'
import { FakeAccounts, FakeTerminal, KeptLog, ManualClock, MemoryBus, settled } from './testing.ts'
import { FakeZone } from './testWorld.ts'
import { createTextEdge } from './textEdge.ts'

t.test('who plays is told at every edge that knows of the others', async (t) => {
  const presence = new MemoryPresence()
  const accounts = new FakeAccounts()
  accounts.add('Ada', 'lovelace')
  accounts.add('Bea', 'beatrix')
  const edgeCalled = (name: string) => {
    const bus = new MemoryBus()
    const zone = new FakeZone(bus, 'town', name)
    const services = new FakeServices()
    const parts = { bus, accounts, services, log: new KeptLog(), clock: new ManualClock() }
    const options = { ...parts, edge: name, presence, msspReply: () => '' }
    const edge = createTextEdge({ ...options, trusted: () => true })
    return { edge, zone }
  }
  const connect = async ({ edge }: ReturnType<typeof edgeCalled>, ...lines: string[]) => {
    const terminal = new FakeTerminal()
    edge.welcome(terminal)
    await settled()
    terminal.type(...lines)
    await settled()
    return terminal
  }
  const [one, other] = [edgeCalled('one'), edgeCalled('other')]
  const ada = await connect(one, 'connect Ada lovelace')
  const bea = await connect(other, 'connect Bea beatrix')
  t.match(presence.online(), [
    { uid: 101, name: 'Ada', edge: 'one' },
    { uid: 102, name: 'Bea', edge: 'other' },
  ])
  const visitor = await connect(other, 'who')
  t.match(visitor.seen(), 'Ada and Bea')
  ada.hangUp()
  await settled()
  const next = await connect(one, 'who')
  t.match(next.seen(), 'One is playing: Bea.')
  bea.hangUp()
  await settled()
  t.same(presence.online(), [])
})
