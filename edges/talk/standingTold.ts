import type { Playing, Standing } from '#edges/presence/presence.ts'

/** Tells all edges how one who plays here stands, whenever that changes. */
export class StandingTold {
  readonly #playing: Playing
  readonly #uid: number
  #told: Standing | undefined

  constructor(playing: Playing, uid: number) {
    this.#playing = playing
    this.#uid = uid
  }

  note({ level, title, away }: Standing): void {
    const told = this.#told
    if (told?.level === level && told.title === title && told.away === away) return
    this.#told = { level, title, away }
    this.#playing.describe(this.#uid, this.#told)
  }
}
