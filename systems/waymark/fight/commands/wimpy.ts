import { Preferences } from '#components/preferences.ts'
import { defineCommand, refuse } from '#systems/commands/define.ts'
import { quote } from '#systems/commands/quote.ts'
import { changeSetting, SETTINGS } from '#systems/commands/settings.ts'

const SETTING = SETTINGS.find(({ name }) => name === 'wimpy')!

export const wimpy = defineCommand({
  name: 'wimpy',
  usage: 'wimpy [<percent>]',
  section: 'fighting',
  help: 'Lets you flee by yourself once you are badly hurt.',
  more:
    '"wimpy 30" flees when less than thirty hundredths of your health are left, "wimpy off" ' +
    'never. Plain "wimpy" tells how it stands. It is one of the settings that "toggle" lists.',
  seeAlso: ['flee', 'fighting', 'toggle'],
  posture: 'sleeping',
  lasting: true,
  writes: [Preferences],
  run(zone, actor, { percent }) {
    const value = percent?.toLowerCase().replace(/%$/, '')
    if (value !== undefined && !changeSetting(actor, SETTING, value)) {
      return refuse(`${quote(percent!)} is no such part of your health. Give ${SETTING.values}.`)
    }
    const now = Preferences.wimpy[actor]!
    const text =
      now === 0
        ? 'You never flee unless you say so.'
        : `You flee by yourself when less than ${now} % of your health is left.`
    zone.report.tell(actor, { verb: 'note', text })
    return undefined
  },
})
