import { type AnyComponent, type Column, componentNamed } from '#components/define.ts'
import { Identity } from '#components/identity.ts'
import { Location } from '#components/location.ts'
import type { KeptComponent } from './keptParts.ts'
import { DEFINED } from './samples.ts'

/** Where a component that was kept goes today. */
export interface Target {
  name: string
  /** Undefined: there is none of this name that lasts. */
  component: AnyComponent | undefined
  /** For each kept value its column; undefined where there is none of its name. */
  columns: readonly (Column | undefined)[]
  /** Names of those without one. */
  unknown: readonly string[]
  /** A thing's definition says it, and better. */
  isDefined: boolean
  /** Which of the values says what the entity was made from; -1: none does. */
  prefabAt: number
  /** Which of them says what held it. */
  holderAt: number
}

/** Finds targets, each once for all entities that were kept in one form. */
export class Targets {
  readonly #known = new Map<KeptComponent, Target>()

  of(component: KeptComponent): Target {
    const known = this.#known.get(component)
    if (known) return known
    const target = targetOf(component)
    this.#known.set(component, target)
    return target
  }
}

function targetOf({ name, columns: kept }: KeptComponent): Target {
  const declared = componentNamed(name)
  const component = declared?.schema.durability === 'none' ? undefined : declared
  const columns = kept.map((column) =>
    component?.schema.columns.find((each) => each.name === column.name),
  )
  const placeOf = (values: Column['values']) =>
    columns.findIndex((column) => column?.values === values)
  return {
    name,
    component,
    columns,
    unknown: kept.filter((_, i) => !columns[i]).map((column) => column.name),
    isDefined: component !== undefined && DEFINED.has(component),
    prefabAt: placeOf(Identity.prefab),
    holderAt: placeOf(Location.holder),
  }
}
