import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml'
import type { Source } from '#components/definition.ts'
import { AreaError } from './areaError.ts'
import { shortened } from './shortened.ts'

/** Larger files are refused unread: some 400 long rooms fit. */
const FILE_BYTES_MAX = 512 * 1024

/** Where a value stands in a file: keys of maps and indexes of lists. */
export type Path = readonly PropertyKey[]

/** One YAML file as plain values, with the line of each. */
export interface YamlFile {
  /** Path below the areas' folder, such as `crypt/rooms.yaml`. */
  name: string
  /** `undefined` when empty, or when too broken to read; then `broken` is set. */
  value: unknown
  broken: boolean
  errors: readonly AreaError[]
  /** The line of the value at `path`, or of its nearest ancestor that was written. */
  sourceOf(path: Path): Source
}

/**
 * Reads one file below `root`. What is wrong with it is in `errors`; nothing is thrown for what
 * the file says. Aliases are refused: a few lines of them can stand for gigabytes.
 *
 * @throws {Error} of node:fs when the file cannot be read
 */
export function readYamlFile(root: string, name: string): YamlFile {
  const path = join(root, name)
  const bytes = statSync(path).size
  if (bytes > FILE_BYTES_MAX) {
    const sentence =
      `Cannot read "${name}": it has ${bytes} bytes, and at most ${FILE_BYTES_MAX} are read; ` +
      'split the area in two'
    return brokenFile(name, new AreaError('AREA_FILE_TOO_LARGE', sentence, { file: name, line: 1 }))
  }
  return parseYamlFile(name, readFileSync(path, 'utf8'))
}

function brokenFile(name: string, ...errors: AreaError[]): YamlFile {
  const sourceOf = () => ({ file: name, line: 1 })
  return { name, value: undefined, broken: true, errors, sourceOf }
}

function parseYamlFile(name: string, text: string): YamlFile {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
  })
  const at = (offset: number): Source => ({ file: name, line: lines.linePos(offset).line || 1 })
  const errors = [...document.errors, ...document.warnings].map((error) =>
    syntaxError(name, text, error, at(error.pos[0])),
  )
  const onlyDuplicates = document.errors.every((error) => error.code === 'DUPLICATE_KEY')
  if (!onlyDuplicates) return brokenFile(name, ...errors)

  const alias = text.includes('*') ? firstAlias(document) : undefined // a visit takes its time
  if (alias !== undefined) {
    const sentence = `Cannot read "${name}": it uses an alias ("*"); write the value out again`
    return brokenFile(name, ...errors, new AreaError('AREA_YAML_ALIAS', sentence, at(alias)))
  }
  const sourceOf = (path: Path) => at(offsetOf(document, path))
  return { name, value: document.toJS() ?? undefined, broken: false, errors, sourceOf }
}

function syntaxError(file: string, text: string, error: YAMLError, source: Source): AreaError {
  if (error.code === 'DUPLICATE_KEY') {
    const key = /^[^:\n]*/.exec(text.slice(error.pos[0]))?.[0] ?? ''
    const sentence = `Cannot read "${file}": the key "${shortened(key.trim())}" is written twice`
    return new AreaError('AREA_FIELD_TWICE', sentence, source)
  }
  const [reason = ''] = error.message.split('\n')
  const hint = /mapping/i.test(reason) ? '; put a text that holds a colon in quotes' : ''
  return new AreaError(
    'AREA_YAML_SYNTAX',
    `Cannot read "${file}" as YAML: ${reason}${hint}`,
    source,
  )
}

function firstAlias(document: Document): number | undefined {
  let offset: number | undefined
  visit(document, {
    Alias(_key, node) {
      offset = node.range?.[0] ?? 0
      return visit.BREAK
    },
  })
  return offset
}

function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents
  let offset = startOf(node) ?? 0
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === String(step))
      if (pair === undefined) break
      offset = startOf(pair.key) ?? offset
      node = pair.value
    } else if (isSeq(node) && typeof step === 'number' && step in node.items) {
      node = node.items[step]
      offset = startOf(node) ?? offset
    } else break
  }
  return offset
}

function startOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined
  return Array.isArray(node.range) ? node.range[0] : undefined
}
