import { createWorldLink, type WorldLink } from '#edges/session/worldLink.ts'
import { stackOf } from '#engine/zone/faults.ts'
import type { SimulatedHub } from './network.ts'
import { ProcessTime } from './schedule.ts'
import type { Universe } from './worldProcess.ts'

/** An edge of the simulation: the link of one in earnest, without sockets. */
export class SimulatedEdge {
  readonly name: string
  readonly time: ProcessTime
  readonly hub: SimulatedHub
  readonly link: WorldLink
  readonly #universe: Universe

  constructor(universe: Universe, name: string) {
    const { schedule, network, fault, note } = universe
    this.#universe = universe
    this.name = name
    this.time = new ProcessTime(schedule)
    this.hub = network.join(name, this.time, (subject, error) => {
      fault(`${name} could not take "${subject}": ${stackOf(error)}`)
    })
    const log = {
      warn: (details: object, words: string) =>
        note(`${name}: ${words} ${JSON.stringify(details)}`),
      error: (details: object, words: string) =>
        fault(`${name}: ${words} ${'err' in details ? stackOf(details.err) : ''}`),
    }
    this.link = createWorldLink({ bus: this.hub, edge: name, clock: this.time, log })
    note(`${name} begins`)
  }

  kill(): void {
    this.time.isDead = true
    this.#universe.network.leave(this.hub)
  }
}
