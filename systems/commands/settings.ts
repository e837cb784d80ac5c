import { touch } from '#components/define.ts'
import type { Entity } from '#components/entities.ts'
import { Preferences } from '#components/preferences.ts'

/** The narrowest and the widest lines, in columns. */
const WIDTH_MIN = 40
const WIDTH_MAX = 250

/** The shortest and the longest pages, in lines, and what stands for none at all. */
const PAGE_MIN = 5
const PAGE_MAX = 250
const UNPAGED = 1

/** Percent of their health below which some flee. */
const WIMPY_MAX = 90
const WIMPY_USUAL = 25

/** How one preference reads and is changed. */
export interface Setting {
  name: string
  aliases: readonly string[]
  /** What it is about, as a list shows it. */
  text: string
  /** What it can be, in words. */
  values: string
  read(actor: Entity): string
  /**
   * Writes what `value` says into `Preferences`.
   *
   * @param value  lower case; undefined turns a switch over
   * @returns      false if it can be no such thing; nothing is written then
   */
  write(actor: Entity, value: string | undefined): boolean
}

const SWITCH = new Map([
  ['on', 1],
  ['yes', 1],
  ['off', 0],
  ['no', 0],
])
const AUTO = 2
const COLOURS = new Set(['none', '16', '256', 'truecolour'])
const COLOUR_WORDS = new Map([
  ['off', 'none'],
  ['truecolor', 'truecolour'],
  ['auto', ''],
])

export const SETTINGS: readonly Setting[] = [
  aSwitch('brief', Preferences.brief, 'rooms are described only when you look'),
  aSwitch('compact', Preferences.compact, 'no blank line before the prompt'),
  aSwitch('autoexit', Preferences.autoexit, 'the exits are shown with each room'),
  aSwitch('prompt', Preferences.prompt, 'a prompt follows each answer'),
  aSwitch('automap', Preferences.automap, 'a map is shown with each room'),
  aSwitch('autoloot', Preferences.autoloot, 'you take all from what you have killed'),
  aSwitch('autogold', Preferences.autogold, 'you take the coins of what you have killed'),
  aSwitch('autosplit', Preferences.autosplit, 'you share coins that you find with your party'),
  aSwitch('autoassist', Preferences.autoassist, 'you join the fights of your party'),
  {
    name: 'wimpy',
    aliases: [],
    text: 'you flee below so many percent of your health',
    values: `1 to ${WIMPY_MAX}, or off`,
    read: (actor) => String(Preferences.wimpy[actor] || 'off'),
    write(actor, value) {
      const wanted = value === undefined ? undefined : (SWITCH.get(value) ?? percentIn(value))
      if (wanted === undefined) return false
      Preferences.wimpy[actor] = wanted === 1 && value !== '1' ? WIMPY_USUAL : wanted
      return true
    },
  },
  {
    name: 'screenreader',
    aliases: ['sr'],
    text: 'sentences instead of tables',
    values: 'on, off or auto',
    read: (actor) => ['off', 'on', 'auto'][Preferences.screenReader[actor]!] ?? 'auto',
    write(actor, value) {
      const turned = Preferences.screenReader[actor] === 1 ? 0 : 1
      const wanted = value === 'auto' ? AUTO : value === undefined ? turned : SWITCH.get(value)
      if (wanted === undefined) return false
      Preferences.screenReader[actor] = wanted
      return true
    },
  },
  {
    name: 'colour',
    aliases: ['color'],
    text: 'the colours you are sent',
    values: 'none, 16, 256, truecolour or auto',
    read: (actor) => Preferences.colour[actor] || 'auto',
    write(actor, value) {
      const wanted = COLOUR_WORDS.get(value ?? '') ?? value
      if (wanted === undefined || !(wanted === '' || COLOURS.has(wanted))) return false
      Preferences.colour[actor] = wanted
      return true
    },
  },
  {
    name: 'width',
    aliases: ['columns'],
    text: 'where lines are wrapped',
    values: `${WIDTH_MIN} to ${WIDTH_MAX}, or auto`,
    read: (actor) => String(Preferences.columns[actor] || 'auto'),
    write(actor, value) {
      const wanted = value === 'auto' ? 0 : widthIn(value)
      if (wanted === undefined) return false
      Preferences.columns[actor] = wanted
      return true
    },
  },
  {
    name: 'pagelen',
    aliases: ['paging', 'pagelength'],
    text: 'long answers stop after so many lines',
    values: `${PAGE_MIN} to ${PAGE_MAX}, 0 for never, or auto`,
    read: (actor) => pageWords(Preferences.pageLines[actor]!),
    write(actor, value) {
      const wanted = value === 'auto' ? 0 : pageIn(value)
      if (wanted === undefined) return false
      Preferences.pageLines[actor] = wanted
      return true
    },
  },
]

function aSwitch(name: string, column: Uint8Array, text: string): Setting {
  return {
    name,
    aliases: [],
    text,
    values: 'on or off',
    read: (actor) => (column[actor] === 1 ? 'on' : 'off'),
    write(actor, value) {
      const wanted = value === undefined ? 1 - column[actor]! : SWITCH.get(value)
      if (wanted === undefined) return false
      column[actor] = wanted
      return true
    },
  }
}

function percentIn(value: string): number | undefined {
  const percent = /^\d{1,2}$/.test(value) ? Number(value) : 0
  return percent >= 1 && percent <= WIMPY_MAX ? percent : undefined
}

function widthIn(value: string | undefined): number | undefined {
  if (value === undefined || !/^\d{1,4}$/.test(value)) return undefined
  const width = Number(value)
  return width >= WIDTH_MIN && width <= WIDTH_MAX ? width : undefined
}

function pageIn(value: string | undefined): number | undefined {
  if (value === '0' || SWITCH.get(value ?? '') === 0) return UNPAGED
  const lines = /^\d{1,3}$/.test(value ?? '') ? Number(value) : 0
  return lines >= PAGE_MIN && lines <= PAGE_MAX ? lines : undefined
}

function pageWords(lines: number): string {
  if (lines === 0) return 'auto'
  return lines === UNPAGED ? '0' : String(lines)
}

/** Changes a preference of `actor`; false if it can be no such thing as `value`. */
export function changeSetting(actor: Entity, setting: Setting, value: string | undefined): boolean {
  if (!setting.write(actor, value)) return false
  touch(Preferences, actor)
  return true
}
