import { hasComponent } from 'bitecs'
import { attach } from '#components/entities.ts'
import { Voice } from '#components/voice.ts'
import { defineCommand, refuse } from '#systems/commands/define.ts'
import { spoken } from '#systems/commands/speech.ts'
import { shoutOut } from '#systems/company/earshot.ts'
import { ticksIn } from '#systems/zone.ts'

const BREATH_SECONDS = 10

export const shout = defineCommand({
  name: 'shout',
  aliases: ['yell', 'holler'],
  usage: 'shout <text>',
  section: 'talking',
  help: 'Shouts something that all in this area hear, and whoever is next to you in another.',
  more: 'It takes some breath: you can shout once in ten seconds.',
  seeAlso: ['talking', 'say', 'gtell'],
  writes: [Voice],
  run(zone, actor, { text }) {
    const words = spoken(text, 'shout')
    if (typeof words !== 'string') return words
    const isHoarse = hasComponent(zone.world, actor, Voice) && zone.tick < Voice.readyTick[actor]!
    if (isHoarse) return refuse('You have no breath left to shout. Wait a moment.')
    const readyTick = zone.tick + ticksIn(zone, BREATH_SECONDS)
    attach(zone.world, actor, Voice, { readyTick })
    shoutOut(zone, actor, words)
    return undefined
  },
})
