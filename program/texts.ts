import { createHash } from 'node:crypto'
import { constants, readdirSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { type PostedText, TEXT_NAMES, type TextName, type Texts } from '#edges/session/texts.ts'
import { BUILT_IN_TEXTS } from './builtInTexts.ts'
import { fileFault, StartError } from './startError.ts'

/** The message of the day stands between a player and the first room: it must be short. */
const BYTES_MAX: Readonly<Record<TextName, number>> = {
  motd: 4_096,
  news: 32_768,
  rules: 32_768,
  credits: 32_768,
}

/** A file is looked at so often, and read when it has changed. */
const LOOK_EVERY_MS = 5_000

/** `motd.txt` and so on, in UTF-8. */
const ENDING = '.txt'
/** What an editor of Windows may write before a text. */
const BYTE_ORDER_MARK = /^\ufeff/

interface Held extends PostedText {
  /** Length and time of the file when it was read; `''`: there was none. */
  stamp: string
  /** The last fault that the operator was told of. */
  fault: string
}

export interface TextFolderOptions {
  /** The folder with the files; undefined: there is none, and the built-in texts are shown. */
  folder: string | undefined
  /** Hears, once for each fault, of a file that cannot be used. */
  onTrouble(words: string): void
}

/**
 * The texts that an operator writes, as they are in the files now or were a few seconds ago.
 *
 * A file that is missing stands for the built-in text; one that cannot be used leaves what was
 * shown before.
 */
export class TextFolder implements Texts {
  readonly #options: TextFolderOptions
  readonly #held = new Map<TextName, Held>()
  #timer: NodeJS.Timeout | undefined

  private constructor(options: TextFolderOptions) {
    this.#options = options
    for (const name of TEXT_NAMES) this.#held.set(name, { ...builtIn(name), stamp: '', fault: '' })
  }

  /**
   * Reads all files, and again whenever they change, until `stop`.
   *
   * @throws {StartError} TEXTS_UNREADABLE if the folder is none, or cannot be read
   */
  static async open(options: TextFolderOptions): Promise<TextFolder> {
    const { folder } = options
    const texts = new TextFolder(options)
    if (folder === undefined) return texts
    refuseNoFolder(folder)
    await texts.look()
    texts.#lookAgain()
    return texts
  }

  read(name: TextName): PostedText {
    return this.#held.get(name)!
  }

  /** Reads what has changed. It does not throw. */
  async look(): Promise<void> {
    const { folder } = this.#options
    if (folder !== undefined) await Promise.all(TEXT_NAMES.map((name) => this.#look(folder, name)))
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  /** The next look is set only when this one is over: a folder far away may be slow. */
  #lookAgain(): void {
    this.#timer = setTimeout(() => {
      void this.look().then(() => {
        if (this.#timer !== undefined) this.#lookAgain()
      })
    }, LOOK_EVERY_MS).unref()
  }

  async #look(folder: string, name: TextName): Promise<void> {
    const held = this.#held.get(name)!
    const path = join(folder, name + ENDING)
    try {
      const changed = await readIfChanged(path, held.stamp, BYTES_MAX[name])
      if (changed) this.#held.set(name, { ...postedOf(changed.text), ...changed, fault: '' })
      else held.fault = ''
    } catch (error) {
      if (isMissing(error)) this.#held.set(name, { ...builtIn(name), stamp: '', fault: '' })
      else this.#note(held, path, error)
    }
  }

  #note(held: Held, path: string, error: unknown): void {
    const fault = error instanceof TextFault ? error.message : fileFault(error)
    if (fault === held.fault) return
    held.fault = fault
    this.#options.onTrouble(`Cannot show the text in "${path}": ${fault}; what was before it stays`)
  }
}

/** What is wrong with a file, in words. */
class TextFault extends Error {}

/** @returns undefined if it is what it was when its stamp was this */
async function readIfChanged(
  path: string,
  stampBefore: string,
  bytesMax: number,
): Promise<{ text: string; stamp: string } | undefined> {
  // Without this flag a pipe put there by mistake would be waited for.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const stats = await file.stat()
    if (!stats.isFile()) throw new TextFault('it is no file')
    const stamp = `${stats.size} ${stats.mtimeMs} ${stats.ino}`
    if (stamp === stampBefore) return undefined
    if (stats.size > bytesMax) {
      throw new TextFault(`it has ${stats.size} bytes, and may have ${bytesMax}`)
    }
    return { text: decoded(await bytesOf(file, bytesMax)), stamp }
  } finally {
    await file.close()
  }
}

/** It may have grown since its size was asked for. */
async function bytesOf(file: FileHandle, bytesMax: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(bytesMax)
  let length = 0
  for (;;) {
    const { bytesRead } = await file.read(bytes, length, bytesMax - length, length)
    if (bytesRead === 0) return bytes.subarray(0, length)
    length += bytesRead
  }
}

function decoded(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.replace(BYTE_ORDER_MARK, '').replace(/\r\n?/g, '\n').trimEnd()
  } catch {
    throw new TextFault('it is not written in UTF-8')
  }
}

function builtIn(name: TextName): PostedText {
  return postedOf(BUILT_IN_TEXTS[name])
}

function postedOf(text: string): PostedText {
  const sum = () => createHash('sha256').update(text).digest('base64url').slice(0, 16)
  return { text, mark: text === '' ? '' : sum() }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

function refuseNoFolder(folder: string): void {
  try {
    readdirSync(folder)
  } catch (cause) {
    const sentence = `Cannot read the texts in "${folder}": ${fileFault(cause)}`
    throw new StartError('TEXTS_UNREADABLE', `${sentence}; LOAM_TEXTS names their folder`, cause)
  }
}
