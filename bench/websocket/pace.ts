/** How a world tells of its rooms: in how many zones they lie, and how often there is news. */
export interface Pace {
  rooms: number
  zones: number
  /** Turns of each zone in a second that tell of something. */
  turnsPerSecond: number
  /** Rooms that a turn tells of. */
  roomsPerTurn: number
}

const STEP_MS = 5

/**
 * Calls for turn after turn of all zones at a pace, one zone after another, whoever is late: what
 * a timer missed is made up for, so that as much is sent on a busy machine.
 */
export class Beat {
  #timer: NodeJS.Timeout | undefined
  #told = 0

  /** @param turn  is given the numbers of the rooms that a zone tells of, and the zone's */
  start(pace: Pace, turn: (rooms: readonly number[], zone: number) => void): void {
    const { rooms, zones, turnsPerSecond, roomsPerTurn } = pace
    const roomsPerZone = Math.ceil(rooms / zones)
    const next = new Uint32Array(zones)
    const began = performance.now()
    let turns = 0
    this.#told = 0
    this.#timer = setInterval(() => {
      const due = ((performance.now() - began) / 1000) * turnsPerSecond * zones
      for (; turns < due; turns++) {
        const zone = turns % zones
        const first = zone * roomsPerZone
        const here = Math.min(roomsPerZone, rooms - first)
        const told = Array.from({ length: Math.min(roomsPerTurn, here) }, (_, i) => {
          return first + ((next[zone]! + i) % here)
        })
        next[zone] = next[zone]! + told.length
        this.#told += told.length
        turn(told, zone)
      }
    }, STEP_MS)
  }

  /** @returns for how many rooms there was news, each counted as often as there was */
  stop(): number {
    clearInterval(this.#timer)
    return this.#told
  }
}
