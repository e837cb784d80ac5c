import type { FormChange, FormStep, SavedComponents, SavedForm } from '#components/savedForm.ts'
import { KeptError } from './keptError.ts'

/**
 * Brings an entity's saved values to the version of `step`.
 *
 * @throws {KeptError} if the step cannot cope with them
 */
export function applyStep(step: FormStep, uid: number, components: SavedComponents): void {
  try {
    for (const change of step.changes) applyChange(change, components)
  } catch (cause) {
    throw KeptError.stepFailed(step, uid, cause)
  }
}

/** Makes one change in an entity's saved values. */
export function applyChange(change: FormChange, components: SavedComponents): void {
  if ('rewrite' in change) change.rewrite(components)
  else if ('rename' in change) rename(components, change.rename, change.to)
  else if ('drop' in change) drop(components, change.drop)
  else convert(components, change)
}

function rename(components: SavedComponents, from: string, to: string): void {
  const { component, column } = partsOf(from)
  const target = partsOf(to)
  const values = components[component]
  if (!values) return
  if (column === undefined || target.column === undefined) {
    delete components[component]
    components[target.component] = { ...components[target.component], ...values }
    return
  }
  const value = values[column]
  if (value === undefined) return
  delete values[column]
  components[target.component] = { ...components[target.component], [target.column]: value }
}

function drop(components: SavedComponents, place: string): void {
  const { component, column } = partsOf(place)
  if (column === undefined) delete components[component]
  else delete components[component]?.[column]
}

function convert(
  components: SavedComponents,
  change: Extract<FormChange, { convert: string }>,
): void {
  const { component, column = '' } = partsOf(change.convert)
  const values = components[component]
  const value = values?.[column]
  if (values && value !== undefined) values[column] = change.with(value)
}

/** A place's component, and its column if it names one. */
export function partsOf(place: string): { component: string; column: string | undefined } {
  const [component = '', column] = place.split('.')
  return { component, column }
}

/** What the component `name` is called after `step`. */
export function renamedBy({ changes }: FormStep, name: string): string {
  return changes.reduce(
    (at, change) => ('rename' in change && change.rename === at ? change.to : at),
    name,
  )
}

/** What a column that is now called `place` was called in an older `version`. */
export function placeIn(version: number, place: string, { steps }: SavedForm): string {
  const since = steps.filter((step) => step.version > version)
  const changes = since.flatMap((step) => step.changes)
  return changes.reduceRight((at, change) => {
    if (!('rename' in change)) return at
    const { component, column } = partsOf(at)
    if (at === change.to) return change.rename
    return component === change.to ? `${change.rename}.${column}` : at
  }, place)
}
