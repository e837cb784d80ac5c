import { type Command, defineCommand, type HelpSection } from './define.ts'

const SECTIONS: readonly HelpSection[] = [
  'moving',
  'looking',
  'things',
  'talking',
  'company',
  'fighting',
  'magic',
  'trade',
  'character',
  'help',
]

/**
 * The command that lists all commands.
 *
 * @param commands  gives them when it runs: the list it stands in is not made yet
 */
export function listOf(commands: () => readonly Command[]): Command {
  return defineCommand({
    name: 'commands',
    usage: 'commands',
    section: 'help',
    help: 'Lists all commands, by what they are for.',
    more: 'Most have short forms, and the beginning of a name is enough: see "help short".',
    seeAlso: ['help', 'short'],
    run(zone, actor) {
      const list = SECTIONS.map((section) => ({
        section,
        names: commands()
          .filter((command) => command.section === section)
          .map(({ name }) => name),
      }))
      zone.report.tell(actor, { verb: 'commands', list })
      return undefined
    },
  })
}
