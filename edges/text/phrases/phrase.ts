/**
 * The wording of one verb by who reads it: a template each, as `template.ts` explains them.
 * `''`: that viewer sees nothing of it.
 */
export interface Phrase {
  actor: string
  /** Absent: the target reads what bystanders do, with `you` in it. */
  target?: string
  other: string
}

/** Phrases by verb. */
export type Phrases = Readonly<Record<string, Phrase>>
