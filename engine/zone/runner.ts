import { hasComponent } from 'bitecs'
import { declaredComponents } from '#components/define.ts'
import type { Entity } from '#components/entities.ts'
import { LastDone } from '#components/lastDone.ts'
import { Player } from '#components/player.ts'
import type { Bus } from '#protocol/bus.ts'
import { decodeIntents, type Intent, type IntentBatch } from '#protocol/intent.ts'
import { runLine } from '#systems/commands/dispatch.ts'
import { roomOf } from '#systems/containment.ts'
import { foreignZoneOf } from '#systems/rooms.ts'
import { SCHEDULE } from '#systems/schedule.ts'
import type { ViewReason } from '#systems/zone.ts'
import { Characters } from './characters.ts'
import { type ChangeListener, Collector, isFollowed } from './collector.ts'
import { Departures } from './departures.ts'
import { Entrance } from './entrance.ts'
import { FatalIntents } from './fatalIntents.ts'
import { actionOf, stackOf, type ZoneFault } from './faults.ts'
import { type Delivered, Inbox } from './inbox.ts'
import { Interest, type Session } from './interest.ts'
import { Ledger } from './ledger.ts'
import { NOBODY, tellBoth } from './listeners.ts'
import { ZoneNeighbours } from './neighbours.ts'
import { Outbox } from './outbox.ts'
import { Publisher } from './publisher.ts'
import type { Pulse } from './pulse.ts'
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

const LAST_DONE = [LastDone]

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
  readonly #onFault: (fault: ZoneFault) => void
  /** Bodies that leave the world at the end of the turn. */
  readonly #dismissed = new Set<Entity>()
  /** Bodies that go over to another zone when the rule or command that moved them is through. */
  readonly #departures = new Departures()
  readonly #entrance: Entrance
  readonly #neighbours: ZoneNeighbours
  readonly #pulse: Pulse | undefined
  readonly #fatal: FatalIntents

  constructor(setup: ZoneSetup, bus: Bus) {
    this.#onFault = setup.onFault ?? (() => {})
    this.#pulse = setup.pulse
    this.#fatal = new FatalIntents(setup.keeping.fatal)
    const codec = new RecordCodec(visibleTo('room', 'self'))
    this.#outbox = new Outbox(setup.name, setup.keeping.epoch, bus, codec.schema)
    this.zone = new LiveZone(setup, {
      show: (room, event, except) => this.#publisher.show(room, event, except),
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
    this.#entrance = new Entrance({
      zone: this.zone,
      interest: this.#interest,
      publisher: this.#publisher,
      outbox: this.#outbox,
      characters: this.#characters,
      departures: this.#departures,
      bus,
      dismissed: this.#dismissed,
      collectAll: () => this.#collectAll(),
    })
    this.#neighbours = new ZoneNeighbours(this.zone, setup.areas, bus)
    this.zone.neighbours = this.#neighbours
    const recovered = this.#characters.recovered(this.#journal.recover())
    this.#collectUnwritten()
    this.zone.wake()
    this.#journal.giveBack()
    this.#collectAll()
    for (const being of recovered) this.#noteDeparture(being)
    this.#sendOver()
    this.#finish()
    this.#neighbours.begin()
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
      this.#pulse?.begin(this.zone.name, delivered)
      const isDone = this.#attempt(actionOf(delivered.intent), () => this.#perform(delivered))
      if (!isDone) this.#apologise(delivered)
      this.#sendOver()
    }
    this.#pulse?.end()
    this.#finish()
  }

  /**
   * Lets one tick of time pass, unless too much waits to be told, and publishes what came of it.
   */
  tick(): void {
    if (this.#outbox.isFull) return
    this.zone.beginTick()
    this.#neighbours.beginTick()
    this.#outbox.tick = this.zone.tick
    this.stats.ticks++
    for (const system of SCHEDULE) {
      if (this.zone.tick % system.everyTicks !== 0) continue
      this.#attempt(`system "${system.name}"`, () => system.run(this.zone))
      this.#collector.note(system.writes)
      this.#sendOver()
    }
    this.#entrance.answerThoseWhoAsk()
    this.#neighbours.endTick()
    // What may be late waits in the ledger, where it takes no more room the longer it does.
    this.#finish(this.zone.tick % LAZY_EVERY_TICKS === 0 && !this.zone.holdsBreath)
    this.#journal.tick()
    this.zone.holdsBreath = this.#journal.holdsBreath
  }

  /** Takes what another zone tells. */
  hear(payload: Uint8Array): void {
    try {
      this.#neighbours.hear(payload)
    } catch (error) {
      this.#fault('read what another zone tells', error)
    }
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

  /**
   * Hands over what is to be kept, and leaves its sessions as they are: another run of the zone
   * follows, here or in another process, which they enter again.
   */
  rest(): void {
    this.#finish(true)
  }

  /** @param withLazy  what may be kept late is kept now */
  #finish(withLazy = false): void {
    this.#collect()
    for (const being of this.#dismissed) this.#dismiss(being)
    this.#collect()
    this.#neighbours.flush()
    this.#publisher.followSight()
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
    if (this.#noteDeparture(being)) return
    const session = this.#interest.playing(being)
    if (!session) return
    this.#collectAll()
    this.#publisher.view(session, reason)
  }

  /** @returns whether `being` is a player in a room of another zone, who is shown it there */
  #noteDeparture(being: Entity): boolean {
    if (foreignZoneOf(this.zone, roomOf(this.zone, being)) === undefined) return false
    this.#departures.add(being)
    return true
  }

  #perform({ edge, intent }: Delivered): void {
    if (intent.kind === 'enter') {
      this.#fatal.refuse(edge, intent)
      this.#entrance.enter(edge, intent)
      return
    }
    const session = this.#interest.of(edge, intent.session)
    if (!session) {
      this.stats.intentsDropped++
      this.#handOverAgain(edge, intent.session)
      return
    }
    // Nothing follows for one who has quit.
    if (this.#dismissed.has(session.being)) return
    if (intent.kind === 'resync') {
      this.#entrance.resync(session)
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
    this.#characters.does(session.being, intent.sequence)
    this.#collector.note(LAST_DONE)
    this.#fatal.refuse(edge, intent)
    if (intent.kind === 'line') this.#runLine(session, intent.text)
    else this.#loseLink(session)
    // Where it goes, the answer to what took it there is shown.
    if (!this.#departures.has(session.being)) this.#publisher.accepted(session, intent.sequence)
  }

  /** One who asks for something here may not have heard that it was handed over. */
  #handOverAgain(edge: string, id: number): void {
    const sequence = this.#departures.sequenceOf(edge, id, this.stats.turns)
    if (sequence !== undefined) this.#publisher.handOverAgain(edge, id, sequence)
  }

  #runLine(session: Session, line: string): void {
    this.#publisher.during(roomOf(this.zone, session.being), () => {
      const command = runLine(this.zone, session.being, line)
      if (command?.writes) this.#collector.note(command.writes)
    })
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
      // Should nobody hear of that, it comes back and asks for it again.
      this.#characters.does(being, session.sequence - 1)
    }
    this.#characters.release(being)
    this.#collector.note(declaredComponents())
  }

  /** Hands those over who have come to a room of another zone, each with a record of its own. */
  #sendOver(): void {
    for (const being of this.#departures.take()) {
      const isHere = hasComponent(this.zone.world, being, Player)
      if (!isHere || foreignZoneOf(this.zone, roomOf(this.zone, being)) === undefined) continue
      // What it did and saw here comes before it goes.
      this.#collectAll()
      this.#dismissed.delete(being)
      const session = this.#interest.playing(being)
      if (session) {
        this.#publisher.handOver(session)
        this.#departures.handOver(session, this.#interest, this.stats.turns)
      }
      this.#characters.release(being)
      this.#collectAll()
    }
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
