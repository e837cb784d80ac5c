import type { CharacterSummary } from '#edges/session/accounts.ts'
import type { Log } from '#edges/session/log.ts'
import type { Talk } from '#edges/session/sessionTalk.ts'
import { SharedEvent } from '#edges/session/sharedEvent.ts'
import { StandingTold } from '#edges/talk/standingTold.ts'
import { Talker } from '#edges/talk/talker.ts'
import { columnOf } from '#edges/text/view.ts'
import { ByteReader } from '#protocol/bytes.ts'
import { readEvent } from '#protocol/event.ts'
import { ITEM, ItemWriter, readViewItem, type ViewListener } from '#protocol/frame.ts'
import type { ComponentChange, EntityRecord } from '#protocol/record.ts'
import { readSchema, type WireSchema } from '#protocol/schema.ts'
import type { RawItem } from './rawDispatch.ts'

/** [limit] Events that wait for a client which does not read; the oldest go. */
const HELD_MAX = 500

/** The session of items that an edge makes itself: it means nothing to clients [W6]. */
export const NO_SESSION = 0

/** Items that say of whom the player wants to hear, and where it is. */
const TELLING: ReadonlySet<number> = new Set([ITEM.roomView, ITEM.ownView, ITEM.ownChanges])

const writer = new ItemWriter()
/** The bytes of what many are told. */
const items = new WeakMap<SharedEvent, Uint8Array>()
/** Schemas that were read, by their bytes: those of a zone are the same for all its sessions. */
const schemas = new WeakMap<Uint8Array, WireSchema>()

interface RawTalkOptions {
  talk: Talk
  character: CharacterSummary
  log: Log
  /** Sends an item to the client. */
  send(item: Uint8Array): void
}

/**
 * The chat of one client of the graphical protocol, which is told of it by events of its own.
 *
 * What zones say is passed on unread, but for the little that the chat goes by.
 */
export class RawTalk implements ViewListener {
  readonly #options: RawTalkOptions
  readonly #standing: StandingTold
  #talker: Talker | undefined
  #schema: WireSchema = []
  #ignored: readonly string[] = []
  #undisturbed = false
  #away = ''
  #title = ''
  #level = 0
  #area = ''
  /** While the client does not read. */
  #held: SharedEvent[] | undefined
  #isOver = false

  constructor(options: RawTalkOptions) {
    this.#options = options
    this.#standing = new StandingTold(options.talk.playing, options.character.uid)
  }

  /** What follows is in terms of that schema, as the zone sent it. */
  zone(bytes: Uint8Array): void {
    const schema = schemas.get(bytes) ?? readSchema(new ByteReader(bytes))
    schemas.set(bytes, schema)
    this.#schema = schema
  }

  /** @returns whether `item` was a wish for the chat, and is not for the client */
  see({ kind, payload, from, to }: RawItem): boolean {
    if (kind !== ITEM.ownEvent && !TELLING.has(kind)) return false
    const body = new ByteReader(payload.subarray(from, to))
    body.skip(1)
    body.varint()
    if (TELLING.has(kind)) readViewItem(kind, body, this.#schema, this)
    else return this.#takeWish(body)
    return false
  }

  /** The client has sent something. */
  noteLife(): void {
    // What waits for a client that does not read has not reached it.
    if (!this.#held) this.#talker?.noteLife()
  }

  /** @returns whether the line was for a text that the player writes */
  write(line: string): boolean {
    if (this.#talker?.isWriting !== true) return false
    this.#talker.write(line)
    return true
  }

  /** The client does not read: what it is told waits. */
  hold(): void {
    this.#held ??= []
  }

  release(): void {
    const held = this.#held ?? []
    this.#held = undefined
    for (const event of held) this.#show(event)
  }

  leave(over: boolean): void {
    this.#isOver = true
    this.#talker?.leave(over)
  }

  roomView(_session: number, _reason: unknown, _lit: boolean, [room]: EntityRecord[]): void {
    if (room) this.#area = columnOf(room, 'room', 'area', this.#area)
  }

  ownView(_session: number, [own]: EntityRecord[]): void {
    for (const [component, values] of Object.entries(own?.components ?? {})) {
      this.#learnOf(component, values)
    }
    this.#begin()
  }

  ownChanges(_session: number, changes: ComponentChange[]): void {
    for (const { component, values } of changes) this.#learnOf(component, values)
  }

  roomEvent(): void {}
  roomAppear(): void {}
  roomVanish(): void {}
  roomChanges(): void {}
  ownEvent(): void {}
  ownAppear(): void {}
  ownVanish(): void {}

  #learnOf(component: string, values: Readonly<Record<string, unknown>>): void {
    const { level } = values
    if (component === 'progress' && typeof level === 'number') this.#level = level
    else if (component === 'persona') this.#learn(values)
    else return
    this.#standing.note({ level: this.#level, title: this.#title, away: this.#away })
  }

  #learn({ ignored, undisturbed, title, away }: Readonly<Record<string, unknown>>): void {
    if (typeof ignored === 'string' && ignored !== this.#ignored.join(' ')) {
      this.#ignored = ignored.split(' ')
      this.#talker?.noteIgnored(this.#ignored)
    }
    if (typeof undisturbed === 'number') this.#undisturbed = undisturbed === 1
    if (typeof title === 'string') this.#title = title
    if (typeof away === 'string') this.#away = away
  }

  #begin(): void {
    if (this.#talker || this.#isOver) return
    const { talk, character, log } = this.#options
    this.#talker = new Talker({
      ...talk,
      character,
      log,
      hearing: () => ({
        ignored: this.#ignored,
        undisturbed: this.#undisturbed,
        away: this.#away,
        area: this.#area,
      }),
      show: (event) => this.#show(event),
      reply: (events) => {
        for (const event of events) this.#show(event)
      },
    })
  }

  #takeWish(body: ByteReader): boolean {
    body.varint()
    const at = body.at
    if (!this.#talker || body.text() !== 'chat') return false
    body.goTo(at)
    return this.#talker.take(new SharedEvent(readEvent(body)))
  }

  #show(event: SharedEvent): void {
    if (this.#held) {
      this.#held.push(event)
      if (this.#held.length > HELD_MAX) this.#held.shift()
    } else this.#options.send(itemOf(event))
  }
}

function itemOf(event: SharedEvent): Uint8Array {
  const known = items.get(event)
  if (known) return known
  const { verb, fields } = event
  const item = writer.event(ITEM.ownEvent, NO_SESSION, { verb, fields }).slice()
  items.set(event, item)
  return item
}
