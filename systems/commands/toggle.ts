import type { Entity } from '#components/entities.ts'
import { Preferences } from '#components/preferences.ts'
import type { Zone } from '#systems/zone.ts'
import { type Command, defineCommand, type Outcome, refuse } from './define.ts'
import { oneOf } from './oneOf.ts'
import { quote } from './quote.ts'
import { changeSetting, SETTINGS, type Setting } from './settings.ts'

export const toggle = defineCommand({
  name: 'toggle',
  aliases: ['config', 'options', 'settings'],
  usage: 'toggle [<setting> [<value>]]',
  section: 'character',
  help: 'Shows or changes how the game is shown to you.',
  more:
    'Plain "toggle" lists your settings. "toggle brief" turns one over, "toggle brief on" sets ' +
    'it. "toggle colour 256" and "toggle width 100" choose; with "auto" your client decides.',
  seeAlso: ['display', 'screenreader', 'alias'],
  lasting: true,
  writes: [Preferences],
  run(zone, actor, { setting, value }) {
    if (setting === undefined) {
      zone.report.tell(actor, { verb: 'toggles', list: SETTINGS.map((each) => row(actor, each)) })
      return undefined
    }
    const lower = setting.toLowerCase()
    const found = SETTINGS.find(({ name, aliases }) =>
      [name, ...aliases].some((word) => word.startsWith(lower)),
    )
    if (found) return change(zone, actor, found, value)
    const names = SETTINGS.map(({ name }) => name)
    return refuse(`There is no setting ${quote(setting)}. Choose ${oneOf(names)}.`)
  },
})

/** Settings that many type by themselves, and that no command of more use is named after. */
const WORDS = new Set([
  'screenreader',
  'brief',
  'compact',
  'autoexit',
  'autoloot',
  'autogold',
  'autosplit',
  'autoassist',
  'width',
  'pagelen',
])

/** `brief` for `toggle brief`. */
export const SETTING_COMMANDS: readonly Command[] = SETTINGS.filter(({ name }) =>
  WORDS.has(name),
).map((setting) =>
  defineCommand({
    name: setting.name,
    usage: `${setting.name} [<value>]`,
    section: 'character',
    help: `Changes one of your settings: ${setting.text}.`,
    more: `It can be ${setting.values}. "toggle ${setting.name}" does the same.`,
    seeAlso: ['display', 'toggle'],
    lasting: true,
    writes: [Preferences],
    run: (zone, actor, { value }) => change(zone, actor, setting, value),
  }),
)

function change(zone: Zone, actor: Entity, setting: Setting, value: string | undefined): Outcome {
  const lower = value?.toLowerCase()
  if (!changeSetting(actor, setting, lower)) {
    const hint = `It can be ${setting.values}.`
    return refuse(
      value === undefined
        ? `What shall "${setting.name}" be? ${hint}`
        : `"${setting.name}" cannot be ${quote(value)}. ${hint}`,
    )
  }
  const text = `"${setting.name}" is now ${setting.read(actor)}.`
  zone.report.tell(actor, { verb: 'note', text })
  return undefined
}

function row(actor: Entity, { name, read, text }: Setting) {
  return { name, value: read(actor), text }
}
