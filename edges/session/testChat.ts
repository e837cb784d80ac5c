import { MemoryPresence } from '#edges/presence/memoryPresence.ts'
import { ChatLink } from '#edges/talk/chatLink.ts'
import { refOf, textOf } from '#edges/text/fields.ts'
import { type Bus, type Hub, SUBJECT } from '#protocol/bus.ts'
import { decodeChat, encodeChat, fieldsOfLine, LINE, type Line } from '#protocol/chat.ts'
import type { Ref, WireEvent } from '#protocol/event.ts'
import type { Clock } from './clock.ts'
import type { Talk } from './sessionTalk.ts'
import { KeptLog } from './testing.ts'

/** A way to a chat in which nobody says anything. */
export function silentTalk(bus: Hub, clock: Clock): Talk {
  new FakeChat(bus)
  const presence = new MemoryPresence()
  return {
    link: new ChatLink({ bus, edge: 'test', clock, log: new KeptLog() }),
    playing: presence,
  }
}

type Fields = WireEvent['fields']

/** The only one who is known though not in the world. */
const BOB = { uid: 102, name: 'Bob' }

/** A chat in memory, as edges meet it on the bus: one channel, tells, and who told whom last. */
export class FakeChat {
  /** What it was asked, in the order in which it came. */
  readonly asked: WireEvent[] = []
  /** While true it answers nothing. */
  isAway = false
  /** Why letters are refused; `''`: they are sent. */
  refusal = ''
  /** Whether `BOB` ignores whoever asks for him. */
  isUnwilling = false
  /** What one who comes is told beside the channels. */
  arrival: Fields = {}
  readonly lines: Line[] = []
  readonly #bus: Bus
  readonly #tellers = new Map<number, Ref>()
  readonly #done = new Map<string, WireEvent>()

  constructor(bus: Bus) {
    this.#bus = bus
    bus.subscribe(SUBJECT.chat, (payload) => {
      const { from, asks } = decodeChat(payload)
      if (this.isAway) return
      for (const { number, event } of asks) this.#take(from, number, event)
    })
  }

  /** Tells all edges that somebody says something on the channel. */
  says(actor: Ref, text: string, more: Partial<Line> = {}): void {
    const number = this.lines.length + 1
    const line = {
      number,
      atMs: 0,
      channel: 'gossip',
      area: '',
      actor,
      acted: false,
      text,
      ...more,
    }
    this.lines.push(line)
    this.tell(line)
  }

  tell(line: Line): void {
    const told = [{ verb: LINE, fields: fieldsOfLine(line) }]
    this.#bus.publish(SUBJECT.chatTold, encodeChat({ told }))
  }

  #take(edge: string, number: number, event: WireEvent): void {
    const key = `${edge} ${number}`
    if (!this.#done.has(key)) this.asked.push(event)
    const answer = this.#done.get(key) ?? this.#answer(event)
    this.#done.set(key, answer)
    this.#bus.publish(SUBJECT.chatEdge(edge), encodeChat({ answers: [{ number, event: answer }] }))
  }

  #answer({ verb, fields }: WireEvent): WireEvent {
    const last = this.lines.length
    const channel = {
      name: 'gossip',
      title: 'Talk.',
      scope: 'world',
      speaks: true,
      state: 'joined',
    }
    switch (verb) {
      case 'arrive':
        return done({ last, role: 'player', list: [channel], ...this.arrival })
      case 'now':
        return done({ last })
      case 'lines':
        return done({ last, list: this.lines.slice(Number(fields['after'])).map(fieldsOfLine) })
      case 'say':
        this.says(refOf(fields, 'actor')!, textOf(fields, 'text'))
        return done({ number: last + 1 })
      case 'tell':
        this.#tells(fields)
        return done({ number: last + 1 })
      case 'find':
        if (textOf(fields, 'name').toLowerCase() !== 'bob') return done({})
        return done({ target: BOB, unwilling: this.isUnwilling })
      case 'send':
        return this.refusal === '' ? done({}) : { verb: 'refused', fields: { text: this.refusal } }
      case 'teller': {
        const target = this.#tellers.get(Number(fields['uid']))
        return done(target ? { target } : {})
      }
      default:
        return done({})
    }
  }

  #tells(fields: Fields): void {
    const actor = refOf(fields, 'actor')!
    const target = refOf(fields, 'target')!
    this.#tellers.set(target.uid, actor)
    this.says(actor, textOf(fields, 'text'), { channel: '', target })
  }
}

function done(fields: Fields): WireEvent {
  return { verb: 'done', fields }
}
