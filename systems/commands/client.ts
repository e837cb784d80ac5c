import { Preferences } from '#components/preferences.ts'
import { defineCommand, refuse } from './define.ts'
import { quote } from './quote.ts'
import { changeSetting, SETTINGS } from './settings.ts'

/**
 * What the edge answers, since only it knows the client and the account: it is asked by an event.
 * They are commands so that they are in the help, and can have aliases.
 */
const terminal = defineCommand({
  name: 'terminal',
  usage: 'terminal',
  section: 'character',
  help: 'Shows what your client has told of itself, and what it was granted.',
  seeAlso: ['display', 'colour', 'toggle'],
  run(zone, actor) {
    zone.report.tell(actor, { verb: 'terminal' })
    return undefined
  },
})

const password = defineCommand({
  name: 'password',
  usage: 'password',
  section: 'character',
  help: 'Changes the password of your account.',
  more:
    'You are asked for the old password, and twice for the new one; an empty line leaves all as ' +
    'it was. Whoever else plays with your account is signed out.',
  seeAlso: ['quit'],
  typedInFull: true,
  run(zone, actor) {
    zone.report.tell(actor, { verb: 'password' })
    return undefined
  },
})

const colour = defineCommand({
  name: 'colour',
  aliases: ['color', 'colours', 'colors', 'palette'],
  usage: 'colour [<value>]',
  section: 'character',
  help: 'Tests the colours that you are sent, or chooses how many they are.',
  more: '"colour 256" is the same as "toggle colour 256"; "colour auto" leaves it to your client.',
  seeAlso: ['display', 'terminal', 'toggle'],
  lasting: true,
  writes: [Preferences],
  run(zone, actor, { value }) {
    const setting = SETTINGS.find(({ name }) => name === 'colour')!
    if (value !== undefined && !changeSetting(actor, setting, value.toLowerCase())) {
      return refuse(`Colours cannot be ${quote(value)}. They can be ${setting.values}.`)
    }
    zone.report.tell(actor, { verb: 'colours', text: setting.read(actor) })
    return undefined
  },
})

export const CLIENT_COMMANDS = [terminal, password, colour]
