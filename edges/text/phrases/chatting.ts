import type { Phrases } from './phrase.ts'

/** What is said on channels. Everybody reads the same, whoever says it. */
export const CHATTING: Phrases = {
  channel: {
    actor: '<label>{tag channel}</> {name actor}: <speech>{text}</>',
    other: '<label>{tag channel}</> {name actor}: <speech>{text}</>',
  },
  letterCame: {
    actor: '',
    other: 'A letter from {the actor} has come. <label>("mail read" shows it.)</>',
  },
  channelEmote: {
    actor: '<label>{tag channel}</> {name actor}{acted text}',
    other: '<label>{tag channel}</> {name actor}{acted text}',
  },
}
