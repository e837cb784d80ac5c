import type { Entity } from '#components/entities.ts'
import { POSTURES, Posture, type PostureName } from '#components/posture.ts'
import { beingsHere, isPlayer, parseWanted, pick, theNameOf } from '#systems/names.ts'
import { postureOf, setPosture } from '#systems/posture.ts'
import type { Zone } from '#systems/zone.ts'
import { type Command, defineCommand, type Outcome, refuse } from './define.ts'
import { isSelf } from './hearer.ts'
import { capital } from './phrases.ts'
import { notHere } from './reach.ts'

const SLEEPING = POSTURES.indexOf('sleeping')

/** What one is told who does what is done already. */
const ALREADY: Readonly<Record<PostureName, string>> = {
  sleeping: 'You are asleep already.',
  resting: 'You rest already.',
  sitting: 'You sit already.',
  standing: 'You are on your feet already.',
}

const sit = postureCommand('sit', 'sitting', {
  help: 'Sits down.',
  more: 'Hurts heal a little faster than standing, and most things can be done meanwhile.',
})

const stand = postureCommand('stand', 'standing', {
  help: 'Gets up, ready to walk and to fight.',
  inFight: true,
})

const rest = postureCommand('rest', 'resting', {
  help: 'Settles down to rest.',
  more: 'Hurts heal much faster. You may look about, speak and handle your things.',
})

const sleep = postureCommand('sleep', 'sleeping', {
  help: 'Goes to sleep.',
  more: 'Hurts heal fastest of all, but you can do hardly anything, and are hit hardest.',
})

const wake = defineCommand({
  name: 'wake',
  usage: 'wake [<whom>]',
  section: 'moving',
  posture: 'sleeping',
  inFight: true,
  help: 'Wakes you up, or somebody else who is here.',
  seeAlso: ['sleep', 'stand'],
  writes: [Posture],
  run(zone, actor, { whom }) {
    if (whom === undefined || isSelf(whom)) return wakeUp(zone, actor)
    if (postureOf(zone, actor) === SLEEPING) return refuse('You are asleep yourself. "wake" first.')
    return wakeOther(zone, actor, whom)
  },
})

/** Sitting, standing, resting, sleeping and waking. */
export const POSTURE_COMMANDS: readonly Command[] = [sit, stand, rest, sleep, wake]

function postureCommand(
  name: string,
  posture: PostureName,
  { help, more, inFight = false }: { help: string; more?: string; inFight?: boolean },
): Command {
  return defineCommand({
    name,
    usage: name,
    section: 'moving',
    posture: 'sleeping',
    help,
    ...(more === undefined ? {} : { more }),
    seeAlso: ['sit', 'stand', 'rest', 'sleep', 'wake'].filter((other) => other !== name),
    inFight,
    writes: [Posture],
    run(zone, actor) {
      const now = postureOf(zone, actor)
      if (now === POSTURES.indexOf(posture)) return refuse(ALREADY[posture])
      setPosture(zone, actor, posture)
      return { verb: name, actor }
    },
  })
}

function wakeUp(zone: Zone, actor: Entity): Outcome {
  const posture = postureOf(zone, actor)
  if (posture === POSTURES.indexOf('standing')) return refuse('You are awake, and on your feet.')
  if (posture !== SLEEPING) return refuse('You are awake. "stand" gets you up.')
  setPosture(zone, actor, 'sitting')
  return { verb: 'wake', actor }
}

function wakeOther(zone: Zone, actor: Entity, phrase: string): Outcome {
  const wanted = parseWanted(phrase)
  if (wanted.all) return refuse('One at a time, please.')
  const target = pick(zone, beingsHere(zone, actor), wanted)[0]
  if (target === undefined) {
    return pick(zone, [actor], wanted).length > 0
      ? wakeUp(zone, actor)
      : notHere(zone, actor, phrase)
  }
  if (!isPlayer(zone, target) || postureOf(zone, target) !== SLEEPING) {
    return refuse(`${capital(theNameOf(zone, target))} is awake.`)
  }
  setPosture(zone, target, 'sitting')
  return { verb: 'wake', actor, target }
}
