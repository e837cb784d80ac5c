import { gmcpOfEvent } from '#edges/text/gmcp.ts'
import type { GmcpMessage } from '#edges/text/gmcpItem.ts'
import { renderEvent } from '#edges/text/render.ts'
import type { Style } from '#edges/text/style.ts'
import { type EventValue, isRef, type WireEvent } from '#protocol/event.ts'

/** The viewpoint of all who take no part in an event. */
const BYSTANDER = 0

/**
 * One event on its way to all who perceive it: rendered once for each style among bystanders, and
 * for actor and target by themselves.
 */
export class SharedEvent {
  readonly #event: WireEvent
  readonly #texts = new Map<Style, string>()
  #gmcp: readonly GmcpMessage[] | undefined

  constructor(event: WireEvent) {
    this.#event = event
  }

  get verb(): string {
    return this.#event.verb
  }

  get fields(): WireEvent['fields'] {
    return this.#event.fields
  }

  /** The name of who does it; `''` where that is nobody, or nobody whom one can make out. */
  get actorName(): string {
    const { actor } = this.#event.fields
    return actor !== undefined && isRef(actor) ? actor.name : ''
  }

  /** Whole lines, or `''` where `self` notices nothing. */
  textFor(self: number, style: Style): string {
    if (this.#concerns(self)) return renderEvent(this.#event, self, style)
    const known = this.#texts.get(style)
    if (known !== undefined) return known
    const text = renderEvent(this.#event, BYSTANDER, style)
    this.#texts.set(style, text)
    return text
  }

  gmcpFor(self: number): readonly GmcpMessage[] {
    if (this.#concerns(self)) return gmcpOfEvent(this.#event, self)
    this.#gmcp ??= gmcpOfEvent(this.#event, BYSTANDER)
    return this.#gmcp
  }

  #concerns(self: number): boolean {
    const { actor, target } = this.#event.fields
    return names(actor, self) || names(target, self)
  }
}

function names(value: EventValue, uid: number): boolean {
  return value !== undefined && isRef(value) && value.uid === uid
}
