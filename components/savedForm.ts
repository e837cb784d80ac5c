import lock from './savedForm.lock.json' with { type: 'json' }

/** A column's value as it is saved; an entity is its uid. */
export type SavedValue = number | string

/** What is saved of an entity: values by column, by component. */
export type SavedComponents = Record<string, Record<string, SavedValue>>

/**
 * One change of what is saved, to be made in every entity. A *place* is `component.column`, or a
 * component alone.
 *
 * - `rename`: a column, also into another component, or a component. What lacks it stays as it is.
 * - `drop`: it is no longer needed. Only what is dropped here is left out without a word.
 * - `convert`: a column has another meaning, unit or kind. Needless if every old value fits.
 * - `rewrite`: whatever needs several columns at once. Any of them may be missing. What it makes
 *   needless is dropped by name afterwards.
 */
export type FormChange =
  | { rename: string; to: string }
  | { drop: string }
  | { convert: string; with: (value: SavedValue) => SavedValue }
  | { rewrite: (components: SavedComponents) => void }

/** How what was saved in the version before becomes `version`. Never altered once released. */
export interface FormStep {
  version: number
  /** For the operator, should it fail. */
  why: string
  changes: readonly FormChange[]
}

/** Which form this Loam saves, and how it reads older ones. */
export interface SavedForm {
  /** Grows with every change of what is saved: whoever knows only a lower one refuses to read. */
  version: number
  /** Ascending. A version without a step has only added something, or widened a column. */
  steps: readonly FormStep[]
}

/**
 * The saved form and its history. The lock beside this file holds what is saved now;
 * CONTRIBUTING.md says how to change it.
 */
export const SAVED_FORM: SavedForm = {
  version: lock.version,
  steps: [
    {
      version: 5,
      why: 'who told a player something last is known to the chat',
      changes: [{ drop: 'lastTold' }],
    },
  ],
}
