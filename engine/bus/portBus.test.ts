import { MessageChannel } from 'node:worker_threads'
import t from 'tap'
import type { Receive } from '#protocol/bus.ts'
import { joinThread } from './joinThread.ts'
import { LocalBus } from './localBus.ts'
import { PortBus } from './portBus.ts'

/** A hub that notes who comes and goes, as one that spans processes must tell its server. */
class NotingBus extends LocalBus {
  readonly noted: string[] = []

  override subscribe(subject: string, receive: Receive) {
    this.noted.push(`+${subject}`)
    const end = super.subscribe(subject, receive)
    return () => {
      this.noted.push(`-${subject}`)
      end()
    }
  }
}

t.test(
  'a hub is told of the first who subscribes in a thread, and of the last to go',
  async (t) => {
    const hub = new NotingBus()
    const { port1, port2 } = new MessageChannel()
    joinThread(hub, port1)
    t.teardown(() => port1.close())
    const thread = new PortBus(port2)
    const one = thread.subscribe('zone.a', () => {})
    const other = thread.subscribe('zone.a', () => {})
    one()
    one()
    const end = thread.subscribe('zone.b', () => {})
    other()
    const heard = new Promise((resolve) => thread.subscribe('zone.a', resolve))
    await new Promise(setImmediate)
    hub.publish('zone.a', Uint8Array.of(1))
    t.same(await heard, Uint8Array.of(1), 'and again of one who comes back')
    t.same(hub.noted, ['+zone.a', '+zone.b', '-zone.a', '+zone.a'])
    end()
  },
)
