import { type AnyComponent, declaredComponents } from '#components/define.ts'
import type { Entity } from '#components/entities.ts'
import { Player } from '#components/player.ts'
import { type Bus, SUBJECT } from '#protocol/bus.ts'
import {
  decodeIntents,
  encodeIntents,
  type Intent,
  type IntentBatch,
  NOTHING_READ,
} from '#protocol/intent.ts'
import { runLine } from '#systems/commands/dispatch.ts'
import { roomOf } from '#systems/containment.ts'
import { SCHEDULE } from '#systems/schedule.ts'
import type { ViewReason } from '#systems/zone.ts'
import { Characters } from './characters.ts'
import { type ChangeListener, Collector } from './collector.ts'
import { actionOf, stackOf, type ZoneFault } from './faults.ts'
import { type Delivered, Inbox } from './inbox.ts'
import { Interest, type Session } from './interest.ts'
import { Ledger } from './ledger.ts'
import { NOBODY, tellBoth } from './listeners.ts'
import { Outbox } from './outbox.ts'
import { Publisher } from './publisher.ts'
import { RecordCodec, visibleTo } from './recordCodec.ts'
import { Refusals } from './refusals.ts'
import { createZoneStats, type ZoneStats } from './stats.ts'
import { LiveZone, type ZoneSetup } from './zone.ts'
import { ZoneJournal } from './zoneJournal.ts'

/**
 * Intents of one turn: with more waiting, the next turn follows at once, and ticks keep their
 * pace.
 */
export const TURN_INTENTS_MAX = 1_000

/** What may be kept a little late is kept this often. */
const LAZY_EVERY_TICKS = 10

/**
 * One zone at work: takes intents, runs turns and ticks, and publishes a frame for each edge.
 *
 * A command or system that throws ends there: it is counted and reported, and the others go on. A
 * fault of the engine's own, which nothing could be trusted after, is thrown to the thread.
 */
export class ZoneRunner {
  readonly zone: LiveZone
  readonly stats: ZoneStats = createZoneStats()
  readonly #inbox = new Inbox()
  readonly #interest = new Interest()
  readonly #outbox: Outbox
  readonly #publisher: Publisher
  readonly #refusals: Refusals
  readonly #collector: Collector
  readonly #listeners: ChangeListener
  readonly #characters: Characters
  readonly #ledger: Ledger
  readonly #journal: ZoneJournal
  readonly #bus: Bus
  readonly #onFault: (fault: ZoneFault) => void
  /** Bodies that leave the world at the end of the turn. */
  readonly #dismissed = new Set<Entity>()
  /** Sessions that want all their views again when they can be told. */
  readonly #asking = new Set<Session>()

  constructor(setup: ZoneSetup, bus: Bus) {
    this.#bus = bus
    this.#onFault = setup.onFault ?? (() => {})
    const codec = new RecordCodec(visibleTo('room', 'self'))
    this.#outbox = new Outbox(setup.name, bus, codec.schema)
    this.zone = new LiveZone(setup, {
      show: (room, event) => this.#publisher.show(room, event),
      tell: (being, event) => this.#publisher.tell(being, event),
      view: (being, reason) => this.#view(being, reason),
      dismiss: (being) => this.#dismissed.add(being),
    })
    this.#publisher = new Publisher(codec, this.zone, this.#interest, this.#outbox)
    this.#refusals = new Refusals(this.#interest, this.#publisher)
    this.#ledger = new Ledger(this.zone)
    this.#listeners = tellBoth(this.#publisher, this.#ledger, () => this.stats.changes++)
    this.#characters = new Characters(this.zone, this.#ledger, setup.keeping.epoch)
    this.zone.isKept = (entity) => this.#ledger.keeps(entity)
    this.zone.keep = (item) => this.#ledger.bear(item)
    this.#collector = new Collector(this.zone.world, declaredComponents().filter(isFollowed))
    this.#journal = new ZoneJournal(this.zone, this.#ledger, setup, bus)
    this.#characters.recovered(this.#journal.recover())
    this.#collectUnwritten()
    this.zone.wake()
    this.#journal.giveBack()
    this.#collectAll()
    this.#finish()
  }

  /** Whether intents wait for a turn that can be. */
  get hasWork(): boolean {
    return this.#inbox.depth > 0 && !this.#outbox.isFull
  }

  /** Whether nothing waits to be kept, or to be told because of that. */
  get isAllKept(): boolean {
    return this.#journal.isAllKept
  }

  /** Takes one edge's intents. Those for which there is no room are answered at once. */
  deliver(payload: Uint8Array): void {
    const batch = this.#read(payload)
    if (!batch) return
    const { edge, intents } = batch
    for (const intent of intents) {
      if (!this.#inbox.push({ edge, intent })) this.#refuseBusy(edge, intent)
    }
    this.stats.inboxDepthMax = Math.max(this.stats.inboxDepthMax, this.#inbox.depth)
  }

  #read(payload: Uint8Array): IntentBatch | undefined {
    try {
      return decodeIntents(payload)
    } catch (error) {
      this.#fault('read intents', error)
      return undefined
    }
  }

  /**
   * Does what intents ask for, and publishes what came of it; nothing while too much waits to be
   * told.
   */
  turn(): void {
    if (this.#outbox.isFull) return
    this.stats.turns++
    for (const delivered of this.#inbox.drain(TURN_INTENTS_MAX)) {
      const isDone = this.#attempt(actionOf(delivered.intent), () => this.#perform(delivered))
      if (!isDone) this.#apologise(delivered)
    }
    this.#finish()
  }

  /**
   * Lets one tick of time pass, unless too much waits to be told, and publishes what came of it.
   */
  tick(): void {
    if (this.#outbox.isFull) return
    this.zone.beginTick()
    this.#outbox.tick = this.zone.tick
    this.stats.ticks++
    for (const system of SCHEDULE) {
      if (this.zone.tick % system.everyTicks !== 0) continue
      this.#attempt(`system "${system.name}"`, () => system.run(this.zone))
      this.#collector.note(system.writes)
    }
    this.#answerThoseWhoAsk()
    // What may be late waits in the ledger, where it takes no more room the longer it does.
    this.#finish(this.zone.tick % LAZY_EVERY_TICKS === 0 && !this.zone.holdsBreath)
    this.#journal.tick()
    this.zone.holdsBreath = this.#journal.holdsBreath
  }

  /** Records up to `sequence` are kept: what waited for them may be told. */
  kept(sequence: number): void {
    this.#journal.kept(sequence)
    this.zone.holdsBreath = this.#journal.holdsBreath
    this.#outbox.release(sequence)
    this.stats.heldBytes = this.#outbox.heldBytes
  }

  /** Ends all sessions, and hands over what is to be kept. */
  stop(): void {
    for (const session of [...this.#interest.all()]) {
      this.#publisher.farewell(session, 'shutdown')
      this.#interest.close(session)
    }
    this.#finish(true)
  }

  /** @param withLazy  what may be kept late is kept now */
  #finish(withLazy = false): void {
    this.#collect()
    for (const being of this.#dismissed) this.#dismiss(being)
    this.#collect()
    this.#publisher.followLight()
    this.#outbox.publish(this.#journal.write(withLazy))
    this.stats.frames = this.#outbox.frames
    this.stats.frameBytes = this.#outbox.frameBytes
    this.stats.sessions = this.#interest.count
    this.stats.entities = this.zone.byUid.size
    this.stats.holdsBreath = Number(this.zone.holdsBreath)
    this.stats.heldBytes = this.#outbox.heldBytes
  }

  #collect(): void {
    this.#collector.collect(this.#listeners)
    this.#publisher.endCollection()
    this.#ledger.endCollection()
  }

  /** What has come out of the journal need not go into it again; and nobody is here yet. */
  #collectUnwritten(): void {
    this.#collector.note(declaredComponents())
    this.#collector.collect(NOBODY)
  }

  /** For what the engine itself does, which may write anything. */
  #collectAll(): void {
    this.#collector.note(declaredComponents())
    this.#collect()
  }

  /** A view is of now: what has changed before it is told before it. */
  #view(being: Entity, reason: ViewReason): void {
    const session = this.#interest.playing(being)
    if (!session) return
    this.#collectAll()
    this.#publisher.view(session, reason)
  }

  #perform({ edge, intent }: Delivered): void {
    if (intent.kind === 'enter') {
      this.#enter(edge, intent)
      return
    }
    const session = this.#interest.of(edge, intent.session)
    if (!session) {
      this.stats.intentsDropped++
      return
    }
    if (intent.kind === 'resync') {
      this.#resync(session)
      return
    }
    if (intent.kind === 'linkLost' && intent.sequence === 0) {
      this.#loseLink(session)
      return
    }
    if (intent.sequence !== session.sequence + 1) {
      this.stats.intentsDropped++
      // What is held back for it says so.
      const isTold = this.#outbox.holdsBackFrom(session)
      if (!isTold) this.#publisher.accepted(session, session.sequence)
      return
    }
    session.sequence = intent.sequence
    this.stats.intents++
    if (intent.kind === 'line') this.#runLine(session, intent.text)
    else this.#loseLink(session)
    this.#publisher.accepted(session, intent.sequence)
  }

  #runLine(session: Session, line: string): void {
    this.#publisher.during(roomOf(this.zone, session.being), () => {
      const command = runLine(this.zone, session.being, line)
      if (command?.writes) this.#collector.note(command.writes)
    })
  }

  /**
   * A repeat of an intent that was done changes nothing: the body is there already. It is so, too,
   * for one who comes back before it has left.
   */
  #enter(edge: string, intent: Extract<Intent, { kind: 'enter' }>): void {
    const { session: id, sequence, entry } = intent
    const known = this.#interest.of(edge, id)
    if (known) {
      this.#resync(known)
      return
    }
    if (this.zone.holdsBreath && !this.zone.byUid.has(entry.uid)) {
      this.#publisher.turnAway(edge, id, 'unavailable')
      return
    }
    const body = this.#characters.embody(entry)
    if (!body) {
      const { uid, name, tries } = entry
      const again = { ...intent, entry: { ...NOTHING_READ, uid, name, tries: tries + 1 } }
      this.#bus.publish(SUBJECT.enter, encodeIntents({ edge, intents: [again] }))
      return
    }
    const { being, wasHere } = body
    const wasLeaving = this.#dismissed.delete(being)
    const before = this.#interest.playing(being)
    if (before) {
      this.#publisher.farewell(before, wasLeaving ? 'quit' : 'takeover')
      this.#interest.close(before)
    }
    this.#collectAll()
    const session = this.#interest.open(edge, id, being, sequence)
    this.#publisher.welcome(session)
    this.#publisher.ownView(session)
    const isNew = !wasHere || wasLeaving
    if (isNew || !before) this.#announce(being, isNew ? 'enterWorld' : 'linkBack')
    this.#publisher.view(session, 'arrive')
    this.#publisher.accepted(session, sequence)
  }

  /** Tells those who are there, and the being itself, which does not watch the room yet. */
  #announce(being: Entity, verb: string): void {
    const event = { verb, actor: being }
    this.zone.report.show(roomOf(this.zone, being), event)
    this.zone.report.tell(being, event)
  }

  /**
   * Frames were lost on the way: what the session holds may be wrong, so it gets all again; but
   * once only, however often it asks while nothing can be told to it.
   */
  #resync(session: Session): void {
    if (this.#outbox.holdsBackFrom(session)) {
      this.#asking.add(session)
      return
    }
    this.#asking.delete(session)
    this.#outbox.repeatSchema(session.edge)
    this.#collectAll()
    this.#publisher.welcome(session)
    this.#publisher.ownView(session)
    this.#publisher.view(session, 'resync')
    this.#publisher.accepted(session, session.sequence)
  }

  #answerThoseWhoAsk(): void {
    for (const session of this.#asking) {
      if (this.#interest.of(session.edge, session.id) !== session) this.#asking.delete(session)
      else this.#resync(session)
    }
  }

  #loseLink(session: Session): void {
    const { being, watching } = session
    this.#interest.close(session)
    this.#characters.loseLink(being)
    this.#collector.note([Player])
    this.#publisher.show(watching, { verb: 'linkLost', actor: being })
  }

  /**
   * Ends the session of one who quits, keeps the character, and takes its body out of the world.
   */
  #dismiss(being: Entity): void {
    this.#dismissed.delete(being)
    const session = this.#interest.playing(being)
    if (session) {
      this.#publisher.farewell(session, 'quit')
      this.#interest.close(session)
    }
    this.#characters.release(being)
    this.#collector.note(declaredComponents())
  }

  /** Does `run`; if that fails, the fault is reported, and what it has written is collected. */
  #attempt(action: string, run: () => void): boolean {
    try {
      run()
      return true
    } catch (error) {
      this.#fault(action, error)
      this.#collector.note(declaredComponents())
      return false
    }
  }

  #fault(action: string, error: unknown): void {
    this.stats.faults++
    this.#onFault({ zone: this.zone.name, action, stack: stackOf(error) })
  }

  /** Who cannot come in by a fault of ours must not stay half-way. */
  #apologise(delivered: Delivered): void {
    const { edge, intent } = delivered
    const session = this.#interest.of(edge, intent.session)
    this.#refusals.failed(delivered)
    if (intent.kind === 'enter' && session) this.#loseLink(session)
  }

  #refuseBusy(edge: string, intent: Intent): void {
    this.stats.intentsRefused++
    // With the outbox full there is no room for answers either; whoever gets none asks again.
    if (!this.#outbox.isFull) this.#refusals.busy(edge, intent)
  }
}

/** The collector looks at what anybody may see or what is kept. */
function isFollowed({ schema }: AnyComponent): boolean {
  return schema.visibleTo !== 'none' || schema.durability !== 'none'
}
