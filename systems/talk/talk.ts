import type { Command } from '#systems/commands/define.ts'
import { board } from './board.ts'
import { channel } from './channel.ts'
import { CHANNEL_TALK } from './channelTalk.ts'
import { mail } from './mail.ts'
import { history, replay } from './recall.ts'

/** Talk beyond the room, which the edge has the chat do: the world knows only its words. */
export const TALK_COMMANDS: readonly Command[] = [
  ...CHANNEL_TALK,
  channel,
  history,
  replay,
  mail,
  board,
]
