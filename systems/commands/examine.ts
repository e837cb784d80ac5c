import { hasComponent } from 'bitecs'
import { Container } from '#components/container.ts'
import { Contents } from '#components/contents.ts'
import { isClosed } from '#systems/names.ts'
import { isBeing } from '#systems/spawn.ts'
import { defineCommand, refuse } from './define.ts'
import { findSight, insideOf, showGlance, sightOf } from './sight.ts'

export const examine = defineCommand({
  name: 'examine',
  aliases: ['exa', 'x'],
  usage: 'examine <target>',
  section: 'looking',
  help: 'Looks closely at something: also into it, if it holds things.',
  seeAlso: ['looking', 'look', 'read', 'targets'],
  run(zone, actor, { target }) {
    if (target === undefined) return refuse('Examine what? Name a thing, a person or a detail.')
    const sight = findSight(zone, actor, target)
    if (typeof sight !== 'number') return sight
    zone.report.tell(actor, sightOf(zone, actor, sight))
    if (isBeing(zone, sight)) showGlance(zone, actor, sight)
    if (!hasComponent(zone.world, sight, Container)) return undefined
    if (!isClosed(zone, sight) && Contents.count[sight] !== 0) {
      zone.report.tell(actor, insideOf(sight))
    }
    return undefined
  },
})
