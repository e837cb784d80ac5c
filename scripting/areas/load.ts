import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'
import type { AreaDefinition } from '#components/definition.ts'
import { AreaError, AreaErrors, bySource } from './areaError.ts'
import { type AreaParts, type AreaReading, buildAreas } from './build.ts'
import type { Entry } from './buildParts.ts'
import { findBrokenReferences } from './references.ts'
import { areaSchema, idPattern, resetsSchema, roomSchema } from './schema.ts'
import { questSchema } from './schemaQuests.ts'
import { itemSchema, mobileSchema } from './schemaThings.ts'
import { shapeErrors, suggestion } from './shapeErrors.ts'
import { shortened } from './shortened.ts'
import { readYamlFile, type YamlFile } from './yamlFile.ts'

const FILES = [
  'area.yaml',
  'rooms.yaml',
  'items.yaml',
  'mobiles.yaml',
  'resets.yaml',
  'quests.yaml',
] as const

/**
 * Loads every area below `directory`: each folder in it that does not begin with `.` is one.
 * What is loaded holds together: every id that is named is defined, and one room is the start.
 *
 * @returns the areas in the order of their ids
 * @throws {AreaErrors} with every fault of every file, in the order of files and lines
 * @throws {Error} of node:fs if a file or the directory cannot be read
 */
export function loadAreas(directory: URL | string): AreaDefinition[] {
  const { areas, errors } = readAreas(directory)
  if (errors.length > 0) throw new AreaErrors(errors)
  return areas
}

/**
 * Reads all that can be read below `directory`, faults and all: a faulty room, item, mobile,
 * quest or reset is left out of the areas and told of in `errors`.
 *
 * @throws {Error} of node:fs if a file or the directory cannot be read
 */
export function readAreas(directory: URL | string): AreaReading {
  const root = directory instanceof URL ? fileURLToPath(directory) : directory
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort()
  const errors: AreaError[] = []
  const reading = buildAreas(
    folders.map((folder) => readArea(root, folder, errors)),
    errors,
  )
  errors.push(...findBrokenReferences(reading))
  errors.sort(bySource)
  return reading
}

function readArea(root: string, id: string, errors: AreaError[]): AreaParts {
  const attempt = `Cannot load area "${id}"`
  if (!idPattern.test(id)) {
    const sentence = `${attempt}: its folder's name must be lower-case letters, digits and hyphens`
    errors.push(new AreaError('AREA_ID', sentence, { file: id, line: 1 }))
  }
  errors.push(...strangeFiles(root, id))
  const read = (name: string) => readPart(root, `${id}/${name}`, errors)
  const area = read('area.yaml')
  const files = {
    rooms: read('rooms.yaml'),
    items: read('items.yaml'),
    mobiles: read('mobiles.yaml'),
    resets: read('resets.yaml'),
    quests: read('quests.yaml'),
  }
  if (area === undefined) {
    const sentence = `${attempt}: it has no area.yaml`
    errors.push(new AreaError('AREA_FILE_MISSING', sentence, { file: `${id}/area.yaml`, line: 1 }))
  }
  const sourceOf = (key: string) => area?.sourceOf([key]) ?? { file: `${id}/area.yaml`, line: 1 }
  return {
    id,
    source: sourceOf('start'),
    refugeSource: sourceOf('refuge'),
    broken: [area, ...Object.values(files)].some((file) => file?.broken),
    area: area && parsePiece(area, [], attempt, 'the area', area.value ?? {}, areaSchema, errors),
    rooms: parseEntries(files.rooms, attempt, 'room', roomSchema, errors),
    items: parseEntries(files.items, attempt, 'item', itemSchema, errors),
    mobiles: parseEntries(files.mobiles, attempt, 'mobile', mobileSchema, errors),
    resets: parseEntries(files.resets, attempt, 'resets of room', resetsSchema, errors),
    quests: parseEntries(files.quests, attempt, 'quest', questSchema, errors),
  }
}

function readPart(root: string, name: string, errors: AreaError[]): YamlFile | undefined {
  if (!existsSync(join(root, name))) return undefined
  const file = readYamlFile(root, name)
  errors.push(...file.errors)
  return file
}

/** A file `room.yaml` would be silently ignored for ever. */
function strangeFiles(root: string, id: string): AreaError[] {
  const names = readdirSync(join(root, id)).filter((name) => /\.ya?ml$/.test(name))
  return names
    .filter((name) => !FILES.some((known) => known === name))
    .map((name) => {
      const sentence =
        `Cannot load area "${id}": it has a file "${name}", which areas do not know` +
        suggestion(name, FILES)
      return new AreaError('AREA_FILE_UNKNOWN', sentence, { file: `${id}/${name}`, line: 1 })
    })
}

function parseEntries<Schema extends z.ZodType>(
  file: YamlFile | undefined,
  attempt: string,
  kind: string,
  schema: Schema,
  errors: AreaError[],
): Entry<z.infer<Schema>>[] {
  if (file?.value === undefined) return []
  if (typeof file.value !== 'object' || file.value === null || Array.isArray(file.value)) {
    const sentence = `${attempt}: "${file.name}" must be a map of ids`
    errors.push(new AreaError('AREA_VALUE', sentence, file.sourceOf([])))
    return []
  }
  return Object.entries(file.value).map(([id, value]) => {
    const label = `${kind} "${shortened(id)}"`
    if (!idPattern.test(id)) {
      const demand = 'must be lower-case letters, digits and hyphens'
      const sentence = `${attempt}: the id of ${label} ${demand}`
      errors.push(new AreaError('AREA_ID', sentence, file.sourceOf([id])))
    }
    const shape = parsePiece(file, [id], attempt, label, value, schema, errors)
    return { id, shape, sourceOf: (...path) => file.sourceOf([id, ...path]) }
  })
}

function parsePiece<Schema extends z.ZodType>(
  file: YamlFile,
  path: readonly string[],
  attempt: string,
  label: string,
  value: unknown,
  schema: Schema,
  errors: AreaError[],
): z.infer<Schema> | undefined {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  errors.push(...shapeErrors({ file, path, attempt, label }, value, parsed.error.issues))
  return undefined
}
