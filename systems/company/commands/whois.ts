import { hasComponent } from 'bitecs'
import { Progress } from '#components/progress.ts'
import { defineCommand, refuse } from '#systems/commands/define.ts'
import { isLinkDead, isSelf, playerNamed } from '#systems/commands/hearer.ts'
import { introduction, isUndisturbed, personaText } from '#systems/company/persona.ts'

export const whois = defineCommand({
  name: 'whois',
  aliases: ['finger'],
  usage: 'whois <player>',
  section: 'talking',
  posture: 'sleeping',
  help: 'Tells what is known of a player who is in the world.',
  seeAlso: ['who', 'title', 'setdesc'],
  run(zone, actor, { player }) {
    if (player === undefined) return refuse('Whom do you mean? Try "whois <player>".')
    const target = isSelf(player) ? actor : playerNamed(zone, player)
    if (typeof target !== 'number') return target
    const text = personaText(zone, target, 'description')
    zone.report.tell(actor, {
      verb: 'whois',
      actor: target,
      ...introduction(zone, target),
      ...(hasComponent(zone.world, target, Progress) ? { level: Progress.level[target]! } : {}),
      linkDead: isLinkDead(zone, target),
      undisturbed: isUndisturbed(zone, target),
      ...(text === '' ? {} : { text }),
    })
    return undefined
  },
})
