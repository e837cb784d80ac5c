import { closest, distance } from 'fastest-levenshtein'
import type { z } from 'zod'
import { AreaError } from './areaError.ts'
import { shortened } from './shortened.ts'
import type { Path, YamlFile } from './yamlFile.ts'

type Issue = z.core.$ZodIssue

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  boolean: 'true or false',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'a map of keys and values',
  record: 'a map of keys and values',
}

/** What a piece of a file is, for the words of an error. */
export interface Piece {
  file: YamlFile
  /** Where the piece stands in the file. */
  path: Path
  /** The attempt that fails: `Cannot load area "crypt"`. */
  attempt: string
  /** The piece as a builder would call it: `room "stairs"`. */
  label: string
}

/** Says each issue that zod has with `value` as an error with the line where it is. */
export function shapeErrors(piece: Piece, value: unknown, issues: readonly Issue[]): AreaError[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return unknownKeyErrors(piece, issue)
    const found = valueAt(value, issue.path)
    const sentence = `${piece.attempt}: ${complaint(piece.label, issue, found)}`
    const source = piece.file.sourceOf([...piece.path, ...issue.path])
    return [new AreaError(codeOf(issue, found), sentence, source)]
  })
}

function unknownKeyErrors(piece: Piece, issue: Extract<Issue, { code: 'unrecognized_keys' }>) {
  const known = issue.message.split(' ') // see `strict` in schema.ts
  return issue.keys.map((key) => {
    const where = issue.path.length > 0 ? ` in "${pathText(issue.path)}"` : ''
    const sentence =
      `${piece.attempt}: ${piece.label} has an unknown key "${shortened(key)}"${where}` +
      suggestion(key, known)
    const source = piece.file.sourceOf([...piece.path, ...issue.path, key])
    return new AreaError('AREA_FIELD_UNKNOWN', sentence, source)
  })
}

/** `; did you mean "x"?` if one of `known` is near enough to `key`, else nothing. */
export function suggestion(key: string, known: readonly string[]): string {
  if (known.length === 0 || key.length > 80) return ''
  const nearest = closest(key, [...known])
  const near = distance(key, nearest) <= (key.length < 4 ? 1 : Math.max(2, key.length / 3))
  return near ? `; did you mean "${nearest}"?` : ''
}

function codeOf(issue: Issue, found: unknown): string {
  if (found === undefined) return 'AREA_FIELD_MISSING'
  if (issue.message.includes('invisible')) return 'AREA_TEXT_UNPRINTABLE'
  if (found === null || (typeof found === 'string' && found.trim() === '')) return 'AREA_TEXT_EMPTY'
  return 'AREA_VALUE'
}

function complaint(piece: string, issue: Issue, found: unknown): string {
  const [first] = issue.path
  const inReset = typeof first === 'number' && piece.startsWith('resets ')
  const label = inReset ? piece.replace('resets', `reset ${first + 1}`) : piece
  const path = inReset ? issue.path.slice(1) : issue.path
  if (found === undefined) return `${label} lacks "${pathText(path)}"`
  const at = path.length > 0 ? `"${pathText(path)}" of ${label}` : label
  const instead = typeof found === 'object' && found !== null ? '' : `, not ${quoted(found)}`
  return `${at} ${demand(issue)}${instead}${hint(issue, found)}`
}

function demand(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.message.startsWith('must ')) return issue.message
      return `must be ${TYPE_NAMES[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`
    case 'too_small':
      if (issue.message.startsWith('must ')) return issue.message
      return issue.origin === 'string' ? 'must not be empty' : `must be at least ${issue.minimum}`
    case 'too_big':
      if (issue.message.startsWith('must ')) return issue.message
      if (issue.origin === 'string') return `must be at most ${issue.maximum} characters long`
      return `must be at most ${issue.maximum}`
    default:
      return issue.message
  }
}

/** `- Mind: the step` is a map to YAML and a line to whoever wrote it. */
function hint(issue: Issue, found: unknown): string {
  const textExpected = issue.code === 'invalid_type' && issue.expected === 'string'
  const isMap = typeof found === 'object' && found !== null && !Array.isArray(found)
  return textExpected && isMap ? '; put a text that holds a colon in quotes' : ''
}

function valueAt(value: unknown, path: Path): unknown {
  let found = value
  for (const step of path) {
    if (typeof found === 'string') return found // a short form: the text is all there is
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined
    found = (found as Record<PropertyKey, unknown>)[step]
  }
  return found
}

function pathText(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? step + 1 : shortened(String(step))))
    .join('.')
}

function quoted(value: unknown): string {
  return typeof value === 'string' ? `"${shortened(value)}"` : String(value)
}
