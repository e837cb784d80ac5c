import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import t from 'tap'
import type { Bus } from '#protocol/bus.ts'
import { cableTo } from '#tools/services/cable.ts'
import { natsServer } from '#tools/services/testing.ts'
import { NatsBus, type NatsBusOptions } from './natsBus.ts'

const MB = 1024 * 1024
const shared = await natsServer(t)
let worlds = 0

type Tap = { teardown(end: () => unknown): unknown }
type Options = Partial<NatsBusOptions> & { url: string; world: string }

/** A bus of a process, with what its operator was told. */
async function joined(t: Tap, options: Options): Promise<{ bus: NatsBus; troubles: string[] }> {
  const troubles: string[] = []
  const bus = new NatsBus({ onTrouble: (words) => troubles.push(words), ...options })
  t.teardown(() => bus.close())
  await bus.linked()
  return { bus, troubles }
}

/** Buses of two processes in a world of their own. */
async function two(t: Tap, url = shared.url): Promise<[NatsBus, NatsBus]> {
  const world = `w${++worlds}`
  const [one, other] = await Promise.all([joined(t, { url, world }), joined(t, { url, world })])
  return [one.bus, other.bus]
}

const text = (words: string) => new TextEncoder().encode(words)

/** Says a word again and again on a subject, until it is heard there. */
async function reaches(from: Bus, to: Bus, subject = 'knock'): Promise<void> {
  await new Promise<void>((resolve) => {
    const end = to.subscribe(subject, () => {
      clearInterval(saying)
      end()
      resolve()
    })
    const saying = setInterval(() => from.publish(subject, text('?')), 2)
  })
}

function nextGap(bus: NatsBus): Promise<void> {
  return new Promise((resolve) => {
    const end = bus.onGap(() => {
      end()
      resolve()
    })
  })
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2))
}

t.test('what is of this process stays in it', async (t) => {
  const [here, there] = await two(t)
  const heard: string[] = []
  there.subscribe('here.journal', () => heard.push('there'))
  here.subscribe('here.journal', () => heard.push('here'))
  here.serve('here.uids', () => heard.push('served'))
  await reaches(there, here)
  here.publish('here.journal', text('x'))
  here.publish('here.uids', text('x'))
  await reaches(here, there)
  t.same(heard, ['here', 'served'])
  t.equal(there.counters.dropped, 0)
})

t.test('worlds of other names hear nothing of each other, whatever their names', async (t) => {
  const names = ['A world. Of *mine* > all', 'A world', 'ä', 'a', 'a=c3']
  const all = names.map((world) => joined(t, { url: shared.url, world }))
  const buses = (await Promise.all(all)).map(({ bus }) => bus)
  const heard: string[] = []
  for (const [i, bus] of buses.entries()) bus.subscribe('hail', () => heard.push(names[i]!))
  const again = await joined(t, { url: shared.url, world: names[0]! })
  await reaches(again.bus, buses[0]!)
  again.bus.publish('hail', text('x'))
  for (const bus of buses) await reaches(bus, bus)
  await reaches(again.bus, buses[0]!)
  t.same(heard, [names[0]])
})

t.test('of the servers in several processes one receives each message', async (t) => {
  const world = `w${++worlds}`
  const all = ['a', 'b', 'edge'].map(() => joined(t, { url: shared.url, world }))
  const [a, b, edge] = (await Promise.all(all)).map(({ bus }) => bus) as [NatsBus, NatsBus, NatsBus]
  const heard: string[] = []
  const note = (who: string) => (payload: Uint8Array) => heard.push(`${who}${payload[0]}`)
  a.serve('enter', note('a'))
  const leave = b.serve('enter', note('b'))
  edge.subscribe('enter', note('edge'))
  await Promise.all([reaches(edge, a), reaches(edge, b)])
  for (let n = 0; n < 100; n++) edge.publish('enter', Uint8Array.of(n))
  await until(() => heard.length >= 200)
  const servers = heard.filter((each) => !each.startsWith('edge'))
  t.equal(new Set(servers.map((each) => each.slice(1))).size, 100, 'each once')
  t.ok(servers.some((each) => each.startsWith('a')))
  t.ok(servers.some((each) => each.startsWith('b')))

  heard.length = 0
  a.publish('enter', Uint8Array.of(1))
  await until(() => heard.length >= 2)
  await Promise.all([reaches(a, b), reaches(a, edge)])
  t.same(heard.sort(), ['a1', 'edge1'], 'who serves itself asks nobody else')

  leave()
  heard.length = 0
  await reaches(b, edge)
  for (let n = 0; n < 20; n++) b.publish('enter', Uint8Array.of(n))
  await until(() => heard.length >= 40)
  t.notOk(heard.some((each) => each.startsWith('b')))
})

t.test('what is larger than NATS carries arrives whole, in order, at all and at one', async (t) => {
  const [here, there] = await two(t)
  const sizes: string[] = []
  const large = new Uint8Array(randomBytes(3 * MB + 17))
  let isSame = true
  const note = (who: string) => (payload: Uint8Array) => {
    sizes.push(`${who} ${payload.length}`)
    if (payload.length > MB && !Buffer.from(payload).equals(large)) isSame = false
  }
  there.subscribe('frames', note('heard'))
  there.serve('frames', note('served'))
  here.subscribe('frames', note('own'))
  await reaches(here, there)
  here.publish('frames', text('1'))
  here.publish('frames', large)
  here.publish('frames', text('3'))
  await until(() => sizes.length >= 9)
  t.same(
    sizes.filter((each) => each.startsWith('heard')),
    ['heard 1', `heard ${large.length}`, 'heard 1'],
  )
  t.equal(sizes.filter((each) => each.endsWith(String(large.length))).length, 3)
  t.ok(isSame)
  here.publish('frames', new Uint8Array(33 * MB))
  t.equal(here.counters.dropped, 1, 'what is too large for anyone is dropped')
})

t.test('an outage is noticed, what is sent meanwhile counted, and the gap told', async (t) => {
  const nats = await natsServer(t)
  const world = 'outage'
  const one = await joined(t, { url: nats.url, world })
  const { bus: other } = await joined(t, { url: nats.url, world })
  other.subscribe('zone.a', () => {})
  await reaches(one.bus, other)
  await nats.kill()
  await until(() => !one.bus.isLinked && !other.isLinked)
  const own: number[] = []
  one.bus.subscribe('zone.b', ([n]) => own.push(n!))
  for (let n = 0; n < 10; n++) one.bus.publish('zone.b', Uint8Array.of(n))
  await until(() => own.length === 10)
  t.pass('within the process all goes on')
  t.equal(one.bus.counters.dropped, 10)
  const gaps = [nextGap(one.bus), nextGap(other)]
  await nats.restart()
  await Promise.all(gaps)
  await reaches(other, one.bus, 'zone.b')
  await reaches(one.bus, other, 'zone.a')
  t.equal(one.bus.counters.reconnects, 1)
  t.match(one.troubles[0], /^The connection to NATS at "127.0.0.1:\d+" is lost$/)
  t.equal(new Set(one.troubles).size, one.troubles.length, 'trouble is told once')
})

t.test('who missed messages of one that was cut off is told, and nobody else', async (t) => {
  const world = `w${++worlds}`
  const cable = await cableTo(t, shared.port)
  const { bus: zone } = await joined(t, { url: `nats://127.0.0.1:${cable.port}`, world })
  const { bus: edge } = await joined(t, { url: shared.url, world })
  const { bus: stranger } = await joined(t, { url: shared.url, world })
  const gaps: string[] = []
  stranger.subscribe('edge.other', () => {})
  stranger.onGap(() => gaps.push('stranger'))
  edge.subscribe('edge.telnet', () => {})
  await reaches(zone, edge, 'edge.telnet')
  const told = nextGap(edge)
  const restored = nextGap(zone)
  cable.cut()
  await Promise.all([told, restored])
  t.equal(edge.counters.reconnects, 0)
  await reaches(edge, stranger)
  t.same(gaps, [])
})

t.test('a frozen server is noticed, keeps no memory, and all goes on when it thaws', async (t) => {
  const nats = await natsServer(t)
  const world = 'freeze'
  const one = await joined(t, { url: nats.url, world })
  const { bus: other } = await joined(t, { url: nats.url, world })
  await reaches(one.bus, other)
  nats.pause()
  for (let n = 0; n < 200; n++) one.bus.publish('flood', new Uint8Array(MB - 2048))
  t.ok(one.bus.counters.dropped > 100, 'no more waits than may')
  await until(() => !one.bus.isLinked && !other.isLinked)
  await until(() => one.troubles.some((words) => words.includes('it does not answer')))
  const gaps = [nextGap(one.bus), nextGap(other)]
  nats.resume()
  await Promise.all(gaps)
  await reaches(one.bus, other)
  await reaches(other, one.bus)
  t.pass('it goes on')
})

t.test('one that does not read holds nobody up, and is told of the gap', async (t) => {
  const [zone, edge] = await two(t)
  const peer = spawn(
    process.execPath,
    [join(import.meta.dirname, 'natsPeer.fixture.ts'), shared.url, `w${worlds}`],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  t.teardown(() => peer.kill('SIGKILL'))
  const lines: string[] = []
  createInterface(peer.stdout).on('line', (line) => lines.push(line))
  await until(() => lines.includes('linked'))
  peer.kill('SIGSTOP')
  let heard = 0
  const end = edge.subscribe('tick', () => heard++)
  await reaches(zone, edge)
  for (let n = 1; n <= 1500; n++) {
    zone.publish('flood', new Uint8Array(64 * 1024))
    zone.publish('tick', text('.'))
    await until(() => heard >= n)
  }
  end()
  t.equal(zone.counters.dropped, 0)
  t.equal(zone.counters.reconnects + edge.counters.reconnects, 0)
  peer.kill('SIGCONT')
  await until(() => lines.includes('gap'))
  const telling = setInterval(() => zone.publish('tell', text('hello')), 2)
  await until(() => lines.includes('told hello'))
  clearInterval(telling)
  t.ok(lines.some((line) => line.startsWith('trouble The connection')))
})

t.test('credentials come from the address, and wrong ones are told', async (t) => {
  const byPassword = await natsServer(t, {
    settings: `authorization { user: ada, password: "p@ss", timeout: 1 }`,
  })
  const byToken = await natsServer(t, { settings: 'authorization { token: "s3cret" }' })
  const hosts = [byPassword, byToken].map(({ port }) => `127.0.0.1:${port}`)
  await joined(t, { url: `nats://ada:p%40ss@${hosts[0]}`, world: 'w' })
  await joined(t, { url: `nats://s3cret@${hosts[1]}`, world: 'w' })
  const troubles: string[] = []
  const onTrouble = (words: string) => troubles.push(words)
  const wrong = new NatsBus({ url: `nats://ada:wr0ng@${hosts[0]}`, world: 'w', onTrouble })
  await until(() => troubles.length > 0)
  await wrong.close()
  t.match(troubles[0], /Cannot reach NATS at "127.0.0.1:\d+": .*Authorization/i)
  t.notMatch(troubles.join(), 'wr0ng')
})

t.test('a subject that the server forbids is told, and the others go on', async (t) => {
  const nats = await natsServer(t, {
    settings: `authorization { users: [{ user: edge, password: x,
      permissions: { publish: ">", subscribe: { deny: "loam.w.to.journal" } } }] }`,
  })
  const url = `nats://edge:x@127.0.0.1:${nats.port}`
  const { bus, troubles } = await joined(t, { url, world: 'w' })
  const { bus: other } = await joined(t, { url, world: 'w' })
  bus.subscribe('journal', () => {})
  await until(() => troubles.length > 0)
  t.match(troubles[0], /^NATS refuses a subscription to "journal"/)
  await reaches(other, bus)
  t.equal(bus.counters.reconnects, 0)
})

t.test('what was published before leaving arrives, and one may leave at any time', async (t) => {
  const world = `w${++worlds}`
  const { bus: there } = await joined(t, { url: shared.url, world })
  const { bus: here } = await joined(t, { url: shared.url, world })
  const heard: number[] = []
  there.subscribe('last', ([n]) => heard.push(n!))
  await reaches(here, there)
  for (let n = 0; n < 100; n++) here.publish('last', Uint8Array.of(n))
  await here.close()
  await until(() => heard.length === 100)
  here.publish('last', Uint8Array.of(1))
  t.equal(here.counters.dropped, 1)

  const silent = createServer().listen(0, '127.0.0.1')
  await once(silent, 'listening')
  t.teardown(() => silent.close())
  const { port } = silent.address() as AddressInfo
  const waiting = new NatsBus({ url: `nats://127.0.0.1:${port}`, world })
  await once(silent, 'connection')
  await waiting.close()
  t.throws(() => new NatsBus({ url: 'redis://localhost', world }), { code: 'NATS_URL_INVALID' })
})
