import type { Entity } from '#components/entities.ts'
import { Following } from '#components/following.ts'
import { defineCommand, type Outcome, refuse } from '#systems/commands/define.ts'
import { isSelf } from '#systems/commands/hearer.ts'
import { capital } from '#systems/commands/phrases.ts'
import { quote } from '#systems/commands/quote.ts'
import { notHere } from '#systems/commands/reach.ts'
import {
  followersOf,
  isLedBy,
  isWaiting,
  leaderOf,
  startFollowing,
  stopFollowing,
} from '#systems/company/following.ts'
import { rift } from '#systems/company/persona.ts'
import { roomOf } from '#systems/containment.ts'
import { beingsHere, parseWanted, pick, theNameOf } from '#systems/names.ts'
import type { Zone } from '#systems/zone.ts'

export const follow = defineCommand({
  name: 'follow',
  usage: 'follow <whom>',
  section: 'company',
  help: 'Walks after somebody, wherever they go.',
  more:
    'You stay behind where a door is shut, where you fight, and while you are not on your feet; ' +
    'you follow again once you meet. "follow me" goes your own way, and so does "unfollow".',
  seeAlso: ['unfollow', 'lose', 'party'],
  writes: [Following],
  run(zone, actor, { whom }) {
    const leader = leaderOf(zone, actor)
    if (whom === undefined) {
      if (isWaiting(zone, actor)) {
        return refuse('Whom you follow has gone far ahead. "unfollow" goes your own way.')
      }
      if (leader === 0) return refuse('Follow whom? Name somebody who is here.')
      return refuse(`You follow ${theNameOf(zone, leader)}. "unfollow" goes your own way.`)
    }
    if (isSelf(whom) || whom.toLowerCase() === 'stop') return goOwnWay(zone, actor)
    const wanted = parseWanted(whom)
    if (wanted.all) return refuse('You can follow but one.')
    const target = pick(zone, beingsHere(zone, actor), wanted)[0]
    if (target !== undefined) return goAfter(zone, actor, target)
    return pick(zone, [actor], wanted).length > 0
      ? goOwnWay(zone, actor)
      : notHere(zone, actor, whom)
  },
})

function goAfter(zone: Zone, actor: Entity, target: Entity): Outcome {
  const name = theNameOf(zone, target)
  if (leaderOf(zone, actor) === target) return refuse(`You follow ${name} already.`)
  const apart = rift(zone, actor, target)
  if (apart !== undefined) return refuse(apart)
  if (isLedBy(zone, target, actor)) {
    return refuse(`${capital(name)} goes after you already: you would walk in circles.`)
  }
  startFollowing(zone, actor, target)
  return { verb: 'follow', actor, target }
}

function goOwnWay(zone: Zone, actor: Entity): Outcome {
  const leader = leaderOf(zone, actor)
  if (leader === 0) {
    if (!isWaiting(zone, actor)) return refuse('You follow nobody.')
    stopFollowing(zone, actor)
    zone.report.tell(actor, { verb: 'note', text: 'You go your own way from now on.' })
    return undefined
  }
  stopFollowing(zone, actor)
  tellIfElsewhere(zone, leader, actor, { verb: 'unfollow', actor, target: leader })
  return { verb: 'unfollow', actor, target: leader }
}

export const unfollow = defineCommand({
  name: 'unfollow',
  usage: 'unfollow',
  section: 'company',
  help: 'Follows nobody any more.',
  seeAlso: ['follow', 'lose'],
  writes: [Following],
  run: goOwnWay,
})

export const lose = defineCommand({
  name: 'lose',
  aliases: ['nofollow'],
  usage: 'lose <whom>',
  section: 'company',
  help: 'Shakes off somebody who follows you.',
  more: '"lose all" shakes off everybody. To be left in peace for good there is "ignore".',
  seeAlso: ['follow', 'ignore'],
  writes: [Following],
  run(zone, actor, { whom }) {
    const followers = followersOf(zone, actor)
    if (followers.length === 0) return refuse('Nobody follows you.')
    if (whom === undefined) return refuse('Lose whom? Name one who follows you, or "all".')
    const lost = pick(zone, followers, parseWanted(whom))
    if (lost.length === 0) return refuse(`No ${quote(whom)} follows you.`)
    for (const follower of lost) shakeOff(zone, actor, follower)
    return undefined
  },
})

function shakeOff(zone: Zone, actor: Entity, follower: Entity): void {
  stopFollowing(zone, follower)
  const event = { verb: 'lose', actor, target: follower }
  zone.report.show(roomOf(zone, actor), event)
  tellIfElsewhere(zone, follower, actor, event)
}

/** Tells `being`, too, what the room of `actor` is shown, if it is in another. */
function tellIfElsewhere(
  zone: Zone,
  being: Entity,
  actor: Entity,
  event: { verb: string; actor: Entity; target: Entity },
): void {
  if (roomOf(zone, being) !== roomOf(zone, actor)) zone.report.tell(being, event)
}
