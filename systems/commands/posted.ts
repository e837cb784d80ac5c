import { type Command, defineCommand } from './define.ts'

/** The texts that whoever runs the world has posted: only the edge has them. */
export const POSTED_COMMANDS: readonly Command[] = [
  posted('news', 'Tells what is new in this world.'),
  posted('motd', 'Shows the message of the day once more.'),
  posted('rules', 'Shows the rules of conduct of this world.', ['policy', 'policies']),
  posted('credits', 'Tells who has made this world.'),
]

function posted(name: string, help: string, aliases: readonly string[] = []): Command {
  return defineCommand({
    name,
    aliases,
    usage: name,
    section: 'help',
    help,
    seeAlso: ['news', 'motd', 'rules', 'credits'].filter((other) => other !== name),
    run(zone, actor) {
      zone.report.tell(actor, { verb: 'posted', text: name })
      return undefined
    },
  })
}
