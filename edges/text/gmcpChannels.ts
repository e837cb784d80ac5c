import type { WireEvent } from '#protocol/event.ts'
import { type Fields, flagOf, refOf, rowsOf, textOf, textsOf } from './fields.ts'
import { GMCP_ENTRIES_MAX, type GmcpMessage } from './gmcpItem.ts'
import { actedText } from './names.ts'

/**
 * What clients' panels show of the chat: the channels, who listens to which, and what was said
 * while the link was lost. Undefined of all other events.
 */
export function gmcpOfChannels({ verb, fields }: WireEvent): readonly GmcpMessage[] | undefined {
  if (verb === 'channelList') return [{ name: 'Comm.Channel.List', value: channelsIn(fields) }]
  if (verb === 'channelPlayers') return [{ name: 'Comm.Channel.Players', value: playersIn(fields) }]
  return verb === 'missed' ? rowsOf(fields, 'list').map(missedLine) : undefined
}

/** Those that the player hears. */
function channelsIn(fields: Fields) {
  return rowsOf(fields, 'list')
    .filter((row) => textOf(row, 'state') === 'joined')
    .slice(0, GMCP_ENTRIES_MAX)
    .map((row) => {
      const name = textOf(row, 'name')
      return { name, caption: textOf(row, 'title'), command: `channel ${name}` }
    })
}

function playersIn(fields: Fields) {
  return rowsOf(fields, 'list')
    .slice(0, GMCP_ENTRIES_MAX)
    .map((row) => ({ name: textOf(row, 'name'), channels: textsOf(row, 'channels') }))
}

function missedLine(row: Fields): GmcpMessage {
  const talker = refOf(row, 'actor')?.name ?? ''
  const channel = textOf(row, 'channel')
  const text = textOf(row, 'text')
  const value = { channel: channel || 'tell', talker, text: `${talker} tells you, "${text}"` }
  if (channel !== '') {
    const said = flagOf(row, 'acted') ? actedText(text) : `: ${text}`
    value.text = `[${channel}] ${talker}${said}`
  }
  return { name: 'Comm.Channel.Text', value }
}
