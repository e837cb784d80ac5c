import { MessageChannel } from 'node:worker_threads'
import t from 'tap'
import type { Bus, Hub } from '#protocol/bus.ts'
import { natsServer } from '#tools/services/testing.ts'
import { joinThread } from './joinThread.ts'
import { LocalBus } from './localBus.ts'
import { NatsBus } from './natsBus.ts'
import { PortBus } from './portBus.ts'

/*
 * What every bus promises, run on both ends of the process's bus: at the hub itself, and over a
 * real message channel; and on the buses of two processes that a real NATS server joins.
 */

const nats = await natsServer(t)
let worlds = 0

interface Joined {
  /** Two ends of one bus; a test hears at one what is published at the other. */
  here: Bus
  there: Bus
  faults: string[]
  /** Takes the far end off the bus. */
  leave(): void
}

function hubAlone(t: Tap): Joined {
  const faults: string[] = []
  const hub = new LocalBus((subject) => faults.push(subject))
  t.pass('the hub is both ends')
  return { here: hub, there: hub, faults, leave: () => {} }
}

/** `here` is the thread's end. */
function overPort(t: Tap): Joined {
  const faults: string[] = []
  const onFault = (subject: string) => faults.push(subject)
  const hub = new LocalBus(onFault)
  const { port1, port2 } = new MessageChannel()
  const leave = joinThread(hub, port1)
  t.teardown(() => port1.close())
  return { here: new PortBus(port2, onFault), there: hub, faults, leave }
}

function overPortBack(t: Tap): Joined {
  const { here, there, ...rest } = overPort(t)
  return { here: there, there: here, ...rest }
}

/** Two processes. */
async function overNats(t: Tap): Promise<Joined & { here: Hub; there: Hub }> {
  const faults: string[] = []
  const world = `world ${++worlds}`
  const onFault = (subject: string) => faults.push(subject)
  const [here, there] = [1, 2].map(() => new NatsBus({ url: nats.url, world, onFault }))
  for (const bus of [here!, there!]) {
    t.teardown(() => bus.close())
    await bus.linked()
  }
  return { here: here!, there: there!, faults, leave: () => {} }
}

/** `here` is the end of a thread of one process, `there` another process. */
async function overPortAndNats(t: Tap): Promise<Joined> {
  const { here: hub, there, faults } = await overNats(t)
  const { port1, port2 } = new MessageChannel()
  const leave = joinThread(hub, port1)
  t.teardown(() => port1.close())
  return { here: new PortBus(port2, (subject) => faults.push(subject)), there, faults, leave }
}

type Join = (t: Tap) => Joined | Promise<Joined>
type Tap = { teardown(end: () => unknown): unknown; pass(name: string): unknown }

/** Resolves with all that was heard once so many were. */
function hear(bus: Bus, subject: string, count: number): Promise<string[]> {
  const heard: string[] = []
  return new Promise((resolve) => {
    const end = bus.subscribe(subject, (payload) => {
      heard.push(`${subject} ${payload.join(' ')}`)
      if (heard.length < count) return
      end()
      resolve(heard)
    })
  })
}

/** Resolves when all that was published so far has been delivered in both directions. */
async function settled({ here, there }: Joined): Promise<void> {
  const echoed = hear(here, 'echo', 1)
  const end = there.subscribe('sound', () => there.publish('echo', new Uint8Array()))
  await arrived({ here, there })
  here.publish('sound', new Uint8Array())
  await echoed
  end()
}

/** A subscription travels like a payload: it holds once what follows it has arrived. */
async function arrived({ here, there }: Pick<Joined, 'here' | 'there'>): Promise<void> {
  for (const [to, from] of [
    [there, here],
    [here, there],
  ] as const) {
    await new Promise<void>((resolve) => {
      const end = to.subscribe('knock', () => {
        end()
        clearInterval(knocking)
        resolve()
      })
      const knocking = setInterval(() => from.publish('knock', new Uint8Array()), 1)
    })
  }
}

const bytes = (...numbers: number[]) => Uint8Array.from(numbers)

function promises(name: string, join: Join): void {
  t.test(`${name}: what is published is received, in order`, async (t) => {
    const { here, there } = await join(t)
    const heard = hear(here, 'zone.a', 3)
    await arrived({ here, there })
    there.publish('zone.a', bytes(1))
    there.publish('zone.b', bytes(9))
    there.publish('zone.a', bytes(2, 3))
    there.publish('zone.a', bytes())
    t.same(await heard, ['zone.a 1', 'zone.a 2 3', 'zone.a '])
  })

  t.test(`${name}: all who subscribe to a subject receive it, and nobody else`, async (t) => {
    const joined = await join(t)
    const { here, there } = joined
    const others: string[] = []
    here.subscribe('zone', () => others.push('zone'))
    here.subscribe('zone.a.b', () => others.push('zone.a.b'))
    const all = [hear(here, 'zone.a', 1), hear(here, 'zone.a', 1), hear(there, 'zone.a', 1)]
    await arrived(joined)
    there.publish('zone.a', bytes(5))
    t.same(await Promise.all(all), [['zone.a 5'], ['zone.a 5'], ['zone.a 5']])
    t.same(others, [])
  })

  t.test(`${name}: nothing is received within the call that publishes it`, async (t) => {
    const { here } = await join(t)
    const heard: number[] = []
    here.subscribe('zone.a', (payload) => heard.push(payload[0]!))
    const received = hear(here, 'zone.a', 1)
    here.publish('zone.a', bytes(4))
    t.same(heard, [])
    await received
    t.same(heard, [4], 'one’s own is received, too')
  })
}

function promisesOfReceivers(name: string, join: Join): void {
  t.test(`${name}: who has unsubscribed receives no more, however often it says so`, async (t) => {
    const joined = await join(t)
    const { here, there } = joined
    const heard: string[] = []
    const end = here.subscribe('zone.a', () => heard.push('gone'))
    here.subscribe('zone.a', () => heard.push('here'))
    await arrived(joined)
    end()
    end()
    there.publish('zone.a', bytes())
    await settled(joined)
    t.same(heard, ['here'])
    here.subscribe('zone.a', () => heard.push('again'))
    end()
    there.publish('zone.a', bytes())
    await settled(joined)
    t.same(heard, ['here', 'here', 'again'])
  })

  t.test(`${name}: a receiver that throws keeps nothing from the others`, async (t) => {
    const joined = await join(t)
    const { here, there, faults } = joined
    here.subscribe('zone.a', () => {
      throw new Error('no')
    })
    const heard = hear(here, 'zone.a', 2)
    await arrived(joined)
    there.publish('zone.a', bytes(1))
    there.publish('zone.a', bytes(2))
    t.same(await heard, ['zone.a 1', 'zone.a 2'])
    t.same(faults, ['zone.a', 'zone.a'])
  })

  t.test(`${name}: what a receiver publishes is delivered after it`, async (t) => {
    const joined = await join(t)
    const { here } = joined
    const heard = hear(here, 'zone.b', 1)
    here.subscribe('zone.a', () => here.publish('zone.b', bytes(8)))
    here.publish('zone.a', bytes())
    t.same(await heard, ['zone.b 8'])
  })
}

const JOINS = {
  hub: hubAlone,
  thread: overPort,
  'hub, heard of a thread': overPortBack,
  processes: overNats,
  'a thread and another process': overPortAndNats,
}
for (const [name, join] of Object.entries(JOINS)) {
  promises(name, join)
  promisesOfReceivers(name, join)
}

t.test('a thread that has left the bus hears nothing, and is not heard', async (t) => {
  const joined = overPort(t)
  const { here, there, leave } = joined
  const heard: string[] = []
  here.subscribe('zone.a', () => heard.push('here'))
  there.subscribe('zone.b', () => heard.push('there'))
  await arrived(joined)
  leave()
  there.publish('zone.a', bytes())
  here.publish('zone.b', bytes())
  const own = hear(there, 'zone.c', 1)
  there.publish('zone.c', bytes())
  await own
  t.same(heard, [])
})

t.test('all of one turn of the event loop is one message', async (t) => {
  const hub = new LocalBus()
  const { port1, port2 } = new MessageChannel()
  joinThread(hub, port1)
  t.teardown(() => port1.close())
  const thread = new PortBus(port2)
  let messages = 0
  port2.on('message', () => messages++)
  const heard = hear(thread, 'zone.a', 100)
  await arrived({ here: thread, there: hub })
  messages = 0
  for (let i = 0; i < 100; i++) hub.publish('zone.a', bytes(i))
  t.equal((await heard).length, 100)
  t.equal(messages, 1)
})

t.test('what waits can be sent at once, before a thread ends', async (t) => {
  const hub = new LocalBus()
  const { port1, port2 } = new MessageChannel()
  joinThread(hub, port1)
  const thread = new PortBus(port2)
  const heard = hear(hub, 'world.save', 1)
  thread.publish('world.save', bytes(1))
  thread.flush()
  port2.close()
  t.same(await heard, ['world.save 1'])
})

t.test('of those who serve a subject one receives each message, in turn', async (t) => {
  const hub = new LocalBus()
  const heard: string[] = []
  hub.serve('world.enter', ([n]) => heard.push(`a${n}`))
  const end = hub.serve('world.enter', ([n]) => heard.push(`b${n}`))
  const all = hear(hub, 'world.enter', 4)
  for (let i = 1; i <= 4; i++) hub.publish('world.enter', bytes(i))
  await all
  t.same(heard, ['a1', 'b2', 'a3', 'b4'])
  end()
  end()
  const more = hear(hub, 'world.enter', 2)
  for (let i = 5; i <= 6; i++) hub.publish('world.enter', bytes(i))
  await more
  t.same(heard.slice(4), ['a5', 'a6'])
})
