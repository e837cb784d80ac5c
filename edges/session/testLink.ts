import type { Listed, RosterChanges } from '#edges/text/roomRoster.ts'
import type { FarewellReason } from '#protocol/frame.ts'
import type { PlayedCharacter, WorldListener } from './linkedSession.ts'
import { KeptLog, ManualClock, MemoryBus, settled } from './testing.ts'
import { FakeZone } from './testWorld.ts'
import { createWorldLink, LOOK_EVERY_MS } from './worldLink.ts'

export const ADA: PlayedCharacter = { uid: 101, name: 'Ada' }
export const BEA: PlayedCharacter = { uid: 102, name: 'Bea' }

/** Writes down what it hears, one word each; frames' ends as `.` */
export class Recorder implements WorldListener {
  #heard: string[] = []
  /** Whether it hears of each thing in its room. */
  followsRoom = false
  /** Whether it fails at the next event. */
  fails = false

  heard(): string {
    return this.#heard.splice(0).join(' ')
  }
  welcome(): void {
    this.#heard.push('welcome')
  }
  farewell(reason: FarewellReason): void {
    this.#heard.push(reason)
  }
  accepted(lines: number): void {
    this.#heard.push(`accepted:${lines}`)
  }
  roomView(reason: string): void {
    this.#heard.push(`view:${reason}`)
  }
  ownView(): void {
    this.#heard.push('own')
  }
  ownAppear(): void {
    this.#heard.push('appear')
  }
  ownVanish(uid: number): void {
    this.#heard.push(`vanish:${uid}`)
  }
  ownChanges(): void {
    this.#heard.push('changes')
  }
  roomAppear({ item }: Listed): void {
    this.#heard.push(`room+${item.name}`)
  }
  roomVanish(uid: number): void {
    this.#heard.push(`room-${uid}`)
  }
  roomChanges({ uids }: RosterChanges): void {
    this.#heard.push(`room~${[...uids].join()}`)
  }
  event(): void {
    if (this.fails) throw new Error('A phrase is broken')
    this.#heard.push('event')
  }
  crossing(): void {
    this.#heard.push('crossing')
  }
  stalled(): void {
    this.#heard.push('stalled')
  }
  frameEnd(): void {
    this.#heard.push('.')
  }
}

/** A link to a world in which nobody plays. */
export function linked() {
  const bus = new MemoryBus()
  const zone = new FakeZone(bus)
  const clock = new ManualClock()
  const log = new KeptLog()
  const link = createWorldLink({ bus, edge: 'test', clock, log })
  const look = async (times = 1) => {
    for (let i = 0; i < times; i++) {
      clock.advance(LOOK_EVERY_MS)
      await settled()
    }
  }
  return { bus, zone, clock, log, link, look }
}

/** A link with Ada in the hall, all told and confirmed. */
export async function playing() {
  const all = linked()
  const ada = new Recorder()
  const session = all.link.enter(ada, ADA)
  await settled()
  all.zone.takeIn(1, ADA.uid)
  await settled()
  ada.heard()
  all.zone.heard()
  return { ...all, ada, session }
}
