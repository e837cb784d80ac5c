import type { HelpTopic } from '#systems/commands/helpTopics.ts'

/** Help on talking with people who are not near. */
export const TALK_TOPICS: readonly HelpTopic[] = [
  {
    title: 'channels',
    words: ['chatting', 'global', 'worldwide'],
    help: 'Talking with everybody in the world, and reading what was said.',
    text: `"gossip Good morning" is heard by everybody in the world who listens to the channel \
"gossip". There are others: "newbie" for the questions of newcomers, "ooc" for talk out of \
character, "areasay" for whoever is in the same area as you. "channel list" shows them all, and \
which of them you hear.

"channel leave gossip" ends that, "channel join gossip" begins it again, and "channel mute gossip" \
silences it for a while. "+gossip hello" is the same as "gossip hello", and works for every channel.

"history gossip" shows what was said there. "replay" shows what was said on all your channels and \
told to you, above all while you were away. Whoever loses the link is shown what they have missed \
when they come back.

You hear nothing of those whom you "ignore", and nothing at all on "dnd".`,
    seeAlso: ['channel', 'gossip', 'history', 'replay', 'tell', 'ignore', 'dnd'],
  },
  {
    title: 'letters',
    words: ['post', 'writing', 'composing', 'offline', 'messages'],
    help: 'Letters to players who are not here, and boards for all to read.',
    text: `"mail send Ada the harvest" begins a letter to Ada, whether she is in the world or not. \
What you type then is the letter, line by line: a full stop alone on a line sends it, "~q" throws \
it away, "~u" takes back the last line and "~p" shows what you have. "mail" lists the letters that \
you got, "mail read 1" shows one, and "mail reply 1" answers it. You are told when one comes.

"board" lists the boards. "board general" looks at one of them, "read 3" shows what is there under \
that number, and "board write" adds something of yours. Those who run the world make boards: "help \
board" says how.`,
    seeAlso: ['mail', 'board', 'tell', 'channels'],
  },
]
