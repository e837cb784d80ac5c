import { gmcpOfOwn } from '#edges/text/gmcp.ts'
import { gmcpOfFoe, NO_FOE, type ShownFoe, shownFoe } from '#edges/text/gmcpFoe.ts'
import type { GmcpMessage } from '#edges/text/gmcpItem.ts'
import type { OwnSnapshot, OwnView } from '#edges/text/own.ts'
import type { Place } from '#edges/text/place.ts'

/** Tells a client by GMCP how its player is: all at first, then what has changed with a frame. */
export class OwnTeller {
  readonly #own: OwnView
  readonly #send: (messages: readonly GmcpMessage[]) => void
  /** The player's own state as it was last told, while it changes; `undefined`: not at all. */
  #told: OwnSnapshot | undefined
  #toldFoe: ShownFoe = NO_FOE
  #toTell: 'nothing' | 'changes' | 'all' = 'nothing'

  constructor(own: OwnView, send: (messages: readonly GmcpMessage[]) => void) {
    this.#own = own
    this.#send = send
  }

  /** The state is about to change. */
  noteChange(): void {
    if (this.#toTell !== 'nothing') return
    this.#toTell = 'changes'
    this.#told = this.#own.snapshot()
  }

  /** All is to be told. */
  noteAll(): void {
    this.#toTell = 'all'
  }

  /** The client has forgotten what it was told. */
  forget(): void {
    this.#toldFoe = NO_FOE
  }

  tellAll(): void {
    this.#send(gmcpOfOwn(this.#own))
  }

  /** A frame has been read. */
  tell(place: Place): void {
    const what = this.#toTell
    const before = this.#told
    this.drop()
    if (what !== 'nothing') {
      const isChange = what === 'changes' && before !== undefined
      this.#send(isChange ? gmcpOfOwn(this.#own, before) : gmcpOfOwn(this.#own))
    }
    const foe = shownFoe(this.#own, place)
    this.#send(gmcpOfFoe(foe, this.#toldFoe))
    this.#toldFoe = foe
  }

  /** What was to be told is told to nobody. */
  drop(): void {
    this.#toTell = 'nothing'
    this.#told = undefined
  }
}
