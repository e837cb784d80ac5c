import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { UwsModule } from './uwsServer.ts'

/*
 * uWebSockets.js wants glibc 2.38 for three names only, C23 forms of functions that every glibc
 * has. For tests and benches on an older one, a temporary copy is loaded in which these names are
 * the plain ones. The program in earnest never does so: it takes `ws` there.
 */

const PREFIX = '__isoc23_'
const WANTED = 'GLIBC_2.38'

/** Kinds of ELF sections. */
const DYNAMIC_SYMBOLS = 11
const VERSIONS_NEEDED = 0x6ffffffe
const SYMBOL_VERSIONS = 0x6fffffff
const SYMBOL_BYTES = 24
/** The version of a symbol that asks for none. */
const ANY_VERSION = 1
const WEAK = 2

interface Section {
  kind: number
  at: number
  bytes: number
  link: number
  entries: number
}

/** uWebSockets.js, patched if it cannot be loaded as it is. */
export async function loadUws(): Promise<UwsModule> {
  try {
    return await import('uWebSockets.js')
  } catch {
    return loadPatched()
  }
}

function loadPatched(): UwsModule {
  const entry = createRequire(import.meta.url).resolve('uWebSockets.js')
  const { platform, arch, versions } = process
  const name = `uws_${platform}_${arch}_${versions.modules}.node`
  const binary = readFileSync(join(dirname(entry), name))
  patch(binary)
  const folder = mkdtempSync(join(tmpdir(), 'loam-uws-'))
  const file = join(folder, name)
  writeFileSync(file, binary)
  const loaded = { exports: {} }
  try {
    process.dlopen(loaded, file)
  } finally {
    rmSync(folder, { recursive: true })
  }
  return loaded.exports as UwsModule
}

/** Lets the names that begin with `PREFIX` begin behind it, and wants no version for them. */
function patch(elf: Buffer): void {
  const sections = sectionsOf(elf)
  const symbols = sections.find(({ kind }) => kind === DYNAMIC_SYMBOLS)!
  const names = sections[symbols.link]!
  const versions = sections.find(({ kind }) => kind === SYMBOL_VERSIONS)!
  const needed = sections.find(({ kind }) => kind === VERSIONS_NEEDED)!
  const nameAt = (offset: number) => {
    const from = names.at + offset
    return elf.toString('latin1', from, elf.indexOf(0, from))
  }
  for (let i = 0; i < symbols.bytes / SYMBOL_BYTES; i++) {
    const at = symbols.at + i * SYMBOL_BYTES
    const name = elf.readUInt32LE(at)
    if (!nameAt(name).startsWith(PREFIX)) continue
    elf.writeUInt32LE(name + PREFIX.length, at)
    elf.writeUInt16LE(ANY_VERSION, versions.at + 2 * i)
  }
  for (const at of versionsNeeded(elf, needed)) {
    if (nameAt(elf.readUInt32LE(at + 8)) === WANTED) elf.writeUInt16LE(WEAK, at + 4)
  }
}

function sectionsOf(elf: Buffer): Section[] {
  const table = Number(elf.readBigUInt64LE(0x28))
  const entryBytes = elf.readUInt16LE(0x3a)
  const count = elf.readUInt16LE(0x3c)
  return Array.from({ length: count }, (_, i) => {
    const at = table + i * entryBytes
    return {
      kind: elf.readUInt32LE(at + 4),
      at: Number(elf.readBigUInt64LE(at + 24)),
      bytes: Number(elf.readBigUInt64LE(at + 32)),
      link: elf.readUInt32LE(at + 40),
      entries: elf.readUInt32LE(at + 44),
    }
  })
}

/** Where the entries for versions are, of all libraries. */
function* versionsNeeded(elf: Buffer, needed: Section): Iterable<number> {
  let library = needed.at
  for (let i = 0; i < needed.entries; i++) {
    let version = library + elf.readUInt32LE(library + 8)
    for (let left = elf.readUInt16LE(library + 2); left > 0; left--) {
      yield version
      version += elf.readUInt32LE(version + 12)
    }
    library += elf.readUInt32LE(library + 12)
  }
}
