import { realClock } from '#edges/session/clock.ts'
import { KeptLog } from '#edges/session/testing.ts'
import type { Database } from '#migrations/connect.ts'
import { type Hub, SUBJECT } from '#protocol/bus.ts'
import { decodeChat, encodeChat, LINE, type Line, lineIn } from '#protocol/chat.ts'
import type { WireEvent } from '#protocol/event.ts'
import { ChatService } from './service.ts'

type Fields = WireEvent['fields']

/** Makes an account with characters of these names; their uids, from `first` on. */
export async function makeCharacters(
  { db }: Pick<Database, 'db'>,
  first: number,
  role: string,
  ...names: string[]
): Promise<void> {
  const id = `u${first}`
  const user = { id, name: names[0]!, email: `${id}@players.invalid`, emailVerified: false, role }
  await db.insertInto('user').values(user).execute()
  const rows = names.map((name, i) => ({
    uid: first + i,
    account_id: id,
    name,
    name_key: name.toLowerCase(),
  }))
  await db.insertInto('character').values(rows).execute()
}

/** An edge as the chat meets it on the bus: it asks, and hears what all are told. */
export class FakeChatEdge {
  readonly lines: Line[] = []
  readonly notices: WireEvent[] = []
  readonly name: string
  readonly #bus: Hub
  readonly #waiting = new Map<number, (answer: WireEvent) => void>()
  #last = 0

  constructor(bus: Hub, name: string) {
    this.#bus = bus
    this.name = name
    bus.subscribe(SUBJECT.chatTold, (payload) => {
      for (const event of decodeChat(payload).told) {
        const line = event.verb === LINE ? lineIn(event.fields) : undefined
        if (line) this.lines.push(line)
        else this.notices.push(event)
      }
    })
    bus.subscribe(SUBJECT.chatEdge(name), (payload) => {
      for (const { number, event } of decodeChat(payload).answers) {
        this.#waiting.get(number)?.(event)
      }
    })
  }

  /** Asks anew, or a second time where `number` is one that was used. */
  ask(verb: string, fields: Fields, number = ++this.#last): Promise<WireEvent> {
    const { promise, resolve } = Promise.withResolvers<WireEvent>()
    this.#waiting.set(number, resolve)
    this.send([{ number, event: { verb, fields } }])
    return promise
  }

  send(asks: readonly { number: number; event: WireEvent }[]): void {
    this.#bus.publish(SUBJECT.chat, encodeChat({ from: this.name, asks }))
  }

  say(uid: number, name: string, text: string, more: Fields = {}): Promise<WireEvent> {
    return this.ask('say', { actor: { uid, name }, channel: 'gossip', area: '', text, ...more })
  }
}

/** A chat process on `bus`, its time moved by hand. */
export function openChat(bus: Hub, { db }: Pick<Database, 'db'>) {
  const log = new KeptLog()
  const time = { nowMs: 1_790_000_000_000 }
  const service = new ChatService({ bus, db, clock: realClock, log, nowMs: () => time.nowMs })
  return { service, log, time }
}
