import type { SavedComponents } from '#components/savedForm.ts'
import type { ColumnValue, ComponentValues, EntityRecord } from '#protocol/record.ts'

/** An entity as it was kept. */
export interface KeptEntity extends EntityRecord {
  /** Components that it is to have in no case. */
  lost?: ReadonlySet<string>
}

/** A component by the names it was kept under. */
export interface KeptComponent {
  name: string
  columns: readonly { name: string }[]
}

/** One component of an entity as it was kept: its values in the order of its columns. */
export interface KeptPart {
  component: KeptComponent
  values: readonly ColumnValue[]
  /** Many entities have this very part. */
  isShared?: boolean
}

/**
 * An entity as it was kept, part by part: that takes less time than to name each value. Its parts
 * may be the next one's when that is asked for.
 */
export interface KeptWhole {
  uid: number
  parts: readonly KeptPart[]
  /** Components that it is to have in no case. */
  lost: ReadonlySet<string> | undefined
}

/** Entities as they were kept, each to be used before the next one comes. */
export interface KeptWholes {
  forEach(use: (whole: KeptWhole) => void): void
}

/** The same entity, part by part. */
export function inParts({ uid, components, lost }: KeptEntity): KeptWhole {
  return { uid, parts: new Parting().partsOf(components), lost }
}

/** The parts of one entity after the other: a hundred thousand are read, and none is held. */
export class PartsInHand {
  readonly #parts: KeptPart[] = []
  readonly #known = new Map<KeptComponent, { component: KeptComponent; values: ColumnValue[] }>()
  #count = 0

  begin(): void {
    this.#count = 0
  }

  /** Adds a part. @returns where its values belong */
  readonly valuesOf = (component: KeptComponent): ColumnValue[] => {
    let part = this.#known.get(component)
    if (!part) {
      part = { component, values: [] }
      this.#known.set(component, part)
    }
    this.#parts[this.#count++] = part
    return part.values
  }

  add(parts: readonly KeptPart[]): void {
    for (let i = 0; i < parts.length; i++) this.#parts[this.#count++] = parts[i]!
  }

  /** Those added since the beginning, until the next. */
  take(): readonly KeptPart[] {
    // A list that is emptied gives its memory away, and takes new for the next entity.
    this.#parts.length = this.#count
    return this.#parts
  }
}

/** Takes entities apart. Those of one form share the names of their components and columns. */
export class Parting {
  readonly #known = new Map<string, KeptComponent>()

  partsOf(components: EntityRecord['components']): KeptPart[] {
    return Object.entries(components).map(([name, values]) => this.#partOf(name, values))
  }

  /** Gives columns of a component other values, in a part that is nobody else's. */
  putInto(parts: KeptPart[], name: string, values: ComponentValues): void {
    const at = parts.findIndex(({ component }) => component.name === name)
    const part = parts[at]
    if (part) parts[at] = this.#withValues(part, values)
    else parts.push(this.#partOf(name, values))
  }

  #withValues(part: KeptPart, values: ComponentValues): KeptPart {
    const { component } = part
    const all = [...part.values]
    for (const name of Object.keys(values)) {
      const at = component.columns.findIndex((column) => column.name === name)
      // It was written by another schema.
      if (at < 0) return this.#partOf(component.name, { ...valuesIn(part), ...values })
      all[at] = values[name]!
    }
    return { component, values: all }
  }

  #partOf(name: string, values: ComponentValues): KeptPart {
    const component = this.#componentOf(name, values)
    return { component, values: component.columns.map((column) => values[column.name]!) }
  }

  #componentOf(name: string, values: ComponentValues): KeptComponent {
    const names = Object.keys(values)
    const known = this.#known.get(name)
    const isSame = known?.columns.length === names.length
    if (isSame && known.columns.every((column) => Object.hasOwn(values, column.name))) return known
    const component = { name, columns: names.map((column) => ({ name: column })) }
    this.#known.set(name, component)
    return component
  }
}

/** An entity by names, which may be altered. */
export function componentsIn(parts: readonly KeptPart[]): SavedComponents {
  return Object.fromEntries(parts.map((part) => [part.component.name, valuesIn(part)]))
}

function valuesIn({ component, values }: KeptPart): Record<string, ColumnValue> {
  return Object.fromEntries(component.columns.map(({ name }, i) => [name, values[i]!]))
}
