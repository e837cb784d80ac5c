import { randomUUID } from 'node:crypto'
import {
  headers,
  type Msg,
  type MsgHdrs,
  type NatsConnection,
  type Subscription,
} from '@nats-io/transport-node'
import { HERE, type Hub, type Receive, type Unsubscribe } from '#protocol/bus.ts'
import { Gaps } from './gaps.ts'
import { LocalBus } from './localBus.ts'
import { NatsLink } from './natsLink.ts'
import { cut, MESSAGE_MAX, Pieces } from './pieces.ts'
import type { OnReceiverFault } from './receivers.ts'

/** A subscription that the server has refused is tried again after so long. */
const REFUSED_MS = 5000
/** Subjects whose receivers are told of a gap; when there are more, all on the bus are. */
const TOLD_MAX = 1000
/** Room for the headers of a piece in what a server takes at once. */
const HEADERS_MAX = 1024
/** One of each group receives a message: this is the name of ours. */
const GROUP = 'servers'

/** Who has heard of it already: servers of the sender's own process. */
const SERVED = 'Loam-Served'
/** Sender and number of a message that came in pieces before. */
const WHOLE = 'Loam-Whole'
/** Sender, number, size and place of a piece. */
const PIECE = 'Loam-Piece'
/** Messages on this subject may have been lost. */
const GAP = 'Loam-Gap'

export interface NatsBusOptions {
  /** See natsUrl.ts. */
  url: string
  /** Worlds of different names share a server without hearing of each other. */
  world: string
  /** What an operator of the server sees of this process. */
  name?: string
  /** Told of receivers that throw; by default the fault is the thread's. */
  onFault?: OnReceiverFault
  onTrouble?: (words: string) => void
}

/** Ever growing. */
export interface NatsCounters {
  /** Messages sent to other processes, if anyone there wants them. */
  published: number
  received: number
  /** Messages that were not sent, because there was no way to or they were too large. */
  dropped: number
  /** Large messages of which a piece was lost. */
  broken: number
  /** Times that the connection was made again. */
  reconnects: number
}

type Kind = 'heard' | 'served' | 'pieces'

/** How many here want a subject, and what the server was told of it. */
interface Interest {
  readonly subject: string
  heard: number
  served: number
  readonly open: Partial<Record<Kind, Subscription>>
}

/**
 * A process's part of a bus of many processes, over NATS.
 *
 * What is published here is delivered here at once, as by a `LocalBus`, with or without a
 * connection; the server carries it to all other processes. A message that is served in its
 * sender's process is served there. While there is no connection, messages to others are
 * dropped, and counted; when there is one again, the listeners for gaps are called here, and in
 * every process whose receivers may have missed something from here.
 *
 * What is too large for one message of NATS goes in pieces on a subject of their own, to all who
 * subscribe or serve, and a message without content behind them says who is to use it: so it may be
 * served by one, too.
 */
export class NatsBus implements Hub {
  readonly counters: NatsCounters = {
    published: 0,
    received: 0,
    dropped: 0,
    broken: 0,
    reconnects: 0,
  }
  readonly #everyone: LocalBus
  readonly #servers: LocalBus
  readonly #link: NatsLink
  readonly #prefix: string
  readonly #onTrouble: (words: string) => void
  readonly #interests = new Map<string, Interest>()
  readonly #gaps: Gaps
  readonly #pieces = new Pieces()
  readonly #sender = randomUUID()
  /** To which was published since the last gap. */
  readonly #subjects = new Set<string>()
  readonly #linked = Promise.withResolvers<void>()
  #lastMessage = 0
  #connections = 0

  /** Connects at once, and again for ever. @throws {NatsUrlError} */
  constructor({ url, world, name = 'loam', onFault, onTrouble = () => {} }: NatsBusOptions) {
    this.#everyone = new LocalBus(onFault)
    this.#servers = new LocalBus(onFault)
    this.#prefix = `loam.${asToken(world)}.`
    this.#gaps = new Gaps(onFault)
    this.#onTrouble = onTrouble
    this.#link = new NatsLink({
      url,
      name,
      onConnected: (connection) => this.#connected(connection),
      onRestored: () => this.#restored(),
      onTrouble,
    })
  }

  get isLinked(): boolean {
    return this.#link.connection !== undefined
  }

  /** Resolves once there is a connection, and all that was subscribed to before holds. */
  linked(): Promise<void> {
    return this.#linked.promise
  }

  publish(subject: string, payload: Uint8Array): void {
    this.#everyone.publish(subject, payload)
    const isServedHere = (this.#interests.get(subject)?.served ?? 0) > 0
    if (isServedHere || subject.startsWith(HERE)) this.#servers.publish(subject, payload)
    if (!subject.startsWith(HERE)) this.#send(subject, payload, isServedHere)
  }

  subscribe(subject: string, receive: Receive): Unsubscribe {
    return this.#want(subject, 'heard', this.#everyone.subscribe(subject, receive))
  }

  serve(subject: string, receive: Receive): Unsubscribe {
    return this.#want(subject, 'served', this.#servers.serve(subject, receive))
  }

  onGap(restored: () => void): Unsubscribe {
    return this.#gaps.listen(restored)
  }

  /** Sends what waits and leaves the bus, in two seconds at most. */
  async close(): Promise<void> {
    this.#gaps.stop()
    await this.#link.close()
  }

  #send(subject: string, payload: Uint8Array, isServed: boolean): void {
    if (this.#subjects.size <= TOLD_MAX) this.#subjects.add(subject)
    const most = this.#link.connection?.info?.max_payload ?? MESSAGE_MAX
    const isSent =
      payload.length + HEADERS_MAX <= most
        ? this.#sendTo('to', subject, payload, isServed ? headersOf(SERVED, '1') : undefined)
        : this.#sendInPieces(subject, payload, most - HEADERS_MAX, isServed)
    if (isSent) this.counters.published++
    else this.counters.dropped++
  }

  #sendInPieces(subject: string, payload: Uint8Array, most: number, isServed: boolean): boolean {
    const size = payload.length
    if (size > MESSAGE_MAX) {
      this.#onTrouble(`A message of ${size} bytes for "${subject}" is too large: it is dropped`)
      return false
    }
    const id = `${this.#sender} ${++this.#lastMessage}`
    for (const { at, piece } of cut(payload, most)) {
      const place = headersOf(PIECE, `${id} ${size} ${at}`)
      if (!this.#sendTo('big', subject, piece, place)) return false
    }
    const whole = headersOf(WHOLE, id)
    if (isServed) whole.set(SERVED, '1')
    return this.#sendTo('to', subject, new Uint8Array(), whole)
  }

  #sendTo(way: 'to' | 'big', subject: string, payload: Uint8Array, headers?: MsgHdrs): boolean {
    return this.#link.publish(`${this.#prefix}${way}.${subject}`, payload, headers)
  }

  #want(subject: string, kind: 'heard' | 'served', end: Unsubscribe): Unsubscribe {
    if (subject.startsWith(HERE)) return end
    const interest = this.#interests.get(subject) ?? { subject, heard: 0, served: 0, open: {} }
    this.#interests.set(subject, interest)
    interest[kind]++
    this.#tend(interest)
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      end()
      interest[kind]--
      this.#tend(interest)
    }
  }

  /** Tells the server what is wanted of a subject, and what no more. */
  #tend(interest: Interest): void {
    const { subject, heard, served, open } = interest
    if (heard + served === 0) this.#interests.delete(subject)
    const wanted = { heard: heard > 0, served: served > 0, pieces: heard + served > 0 }
    for (const kind of ['pieces', 'heard', 'served'] as const) {
      if (wanted[kind]) this.#open(interest, kind)
      else {
        open[kind]?.unsubscribe()
        delete open[kind]
      }
    }
  }

  #open(interest: Interest, kind: Kind): void {
    const connection = this.#link.connection
    if (!connection || interest.open[kind]) return
    const { subject } = interest
    const way = kind === 'pieces' ? 'big' : 'to'
    try {
      const opened = connection.subscribe(`${this.#prefix}${way}.${subject}`, {
        ...(kind === 'served' ? { queue: GROUP } : {}),
        callback: (error, message) => {
          if (interest.open[kind] !== opened) return
          if (error) this.#refused(interest, kind, error)
          else this.#receive(interest, kind, message)
        },
      })
      interest.open[kind] = opened
    } catch (error) {
      this.#onTrouble(`Cannot subscribe to "${subject}": ${error}`)
    }
  }

  /** The server forbids it, until somebody changes its mind. */
  #refused(interest: Interest, kind: Kind, error: Error): void {
    delete interest.open[kind]
    this.#onTrouble(`NATS refuses a subscription to "${interest.subject}": ${error.message}`)
    setTimeout(() => {
      if (this.#interests.get(interest.subject) !== interest) return
      this.#tend(interest)
      this.#gaps.tell()
    }, REFUSED_MS).unref()
  }

  #receive({ subject, served }: Interest, kind: Kind, { data, headers }: Msg): void {
    if (kind === 'pieces') return this.#receivePiece(data, headers)
    if (headers?.has(GAP)) return this.#gaps.tell()
    if (kind === 'served' && headers?.has(SERVED)) return
    const whole = headers?.get(WHOLE) ?? ''
    const payload = whole === '' ? ownCopy(data) : this.#assembled(whole, kind, served > 0)
    if (payload === undefined) {
      this.counters.broken++
      return
    }
    this.counters.received++
    const receivers = kind === 'served' ? this.#servers : this.#everyone
    receivers.publish(subject, payload)
  }

  #receivePiece(data: Uint8Array, headers: MsgHdrs | undefined): void {
    const [sender = '', message, size, at] = (headers?.get(PIECE) ?? '').split(' ')
    const place = { sender, message: Number(message), size: Number(size), at: Number(at) }
    this.#pieces.add(place, data)
  }

  /** Who serves a subject and hears it is told of the message for all first, if of both. */
  #assembled(id: string, kind: Kind, isServed: boolean): Uint8Array | undefined {
    const [sender = '', message] = id.split(' ')
    const payload = this.#pieces.get(sender, Number(message))
    const mayBeServedNext = kind === 'heard' && isServed
    if (!mayBeServedNext) this.#pieces.forget(sender)
    return mayBeServedNext ? payload?.slice() : payload
  }

  #connected(connection: NatsConnection): void {
    if (this.#connections++ > 0) this.counters.reconnects++
    connection.subscribe(`${this.#prefix}gap`, {
      callback: (error) => {
        if (!error) this.#gaps.tell()
      },
    })
    for (const interest of this.#interests.values()) {
      for (const kind of Object.keys(interest.open) as Kind[]) delete interest.open[kind]
      this.#tend(interest)
    }
  }

  #restored(): void {
    this.#linked.resolve()
    if (this.#connections === 1 && this.counters.dropped === 0) return
    this.#tellOthers()
    this.#gaps.tell()
  }

  /** Messages from here may have been lost: whoever receives such is told. */
  #tellOthers(): void {
    const nothing = new Uint8Array()
    if (this.#subjects.size > TOLD_MAX) this.#link.publish(`${this.#prefix}gap`, nothing)
    else for (const each of this.#subjects) this.#sendTo('to', each, nothing, headersOf(GAP, '1'))
    this.#subjects.clear()
  }
}

function headersOf(name: string, value: string): MsgHdrs {
  const made = headers()
  made.set(name, value)
  return made
}

/** What NATS hands out is a part of a larger buffer, which a thread would be sent whole. */
function ownCopy(data: Uint8Array): Uint8Array {
  return new Uint8Array(data)
}

/** A name as one word of a subject: what may not stand in one is written as its bytes. */
function asToken(name: string): string {
  return name.replace(/[^\w-]/gu, (sign) => `=${Buffer.from(sign).toString('hex')}`)
}
