import type { EdgeCounters } from '#edges/session/textEdge.ts'
import type { Metrics } from '#engine/metrics.ts'

/** What is measured of any edge. */
export interface MeasuredEdge {
  /** Clients connected, signed in or not. */
  readonly sessionCount: number
  readonly playerCount: number
  readonly counters: Readonly<Omit<EdgeCounters, 'sessions'>>
}

/** Shows what all edges of a process count, together. */
export class EdgeMeasures {
  readonly #edges: MeasuredEdge[] = []

  constructor(metrics: Metrics) {
    const sum = (of: (edge: MeasuredEdge) => number) =>
      this.#edges.reduce((total, edge) => total + of(edge), 0)
    metrics.addGauge('loam_sessions', 'Clients connected, signed in or not', () =>
      sum(({ sessionCount }) => sessionCount),
    )
    metrics.addGauge('loam_players', 'Players in the world', () =>
      sum(({ playerCount }) => playerCount),
    )
    for (const [name, help] of TOTALS) {
      metrics.addCounter(`loam_edge_${name}`, help, () => sum(({ counters }) => counters[name]))
    }
  }

  /** Counts the edge in from now on. */
  add(edge: MeasuredEdge): void {
    this.#edges.push(edge)
  }
}

const TOTALS = [
  ['lines', 'Lines sent to the world'],
  ['linesDropped', 'Lines dropped because too many came at once'],
  ['framesReceived', 'Frames received from zones'],
  ['framesUnreadable', 'Frames that could not be read'],
  ['framesRepeated', 'Frames that came a second time'],
  ['frameHoles', 'Times that frames were missing'],
  ['intentsRepeated', 'Intents sent again'],
  ['linesHeard', 'Lines of chat that were told here'],
  ['lineHoles', 'Times that lines of chat were missing'],
  ['itemsFailed', 'Items of frames that a session could not take'],
] as const
