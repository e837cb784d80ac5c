import type { HelpTopic } from '#systems/commands/helpTopics.ts'

/** Help on other people: walking together, gestures, and being left alone. */
export const COMPANY_TOPICS: readonly HelpTopic[] = [
  {
    title: 'company',
    words: ['parties', 'groups', 'together', 'friends', 'following', 'grouping'],
    help: 'Going about with others: parties, following, sharing.',
    text: `"follow Ada" walks after Ada wherever she goes, until you type "unfollow". You stay \
behind while you fight or sit; "lose Bob" shakes off one who follows you.

A party is more than that. "invite Ada" asks her to join yours, and she answers by "join". \
Whoever of a party is in one place shares the experience of what is slain there, "gtell" speaks \
to all of it wherever they are, and "report" tells them how you are. "party" shows how they all \
are, and who leads. "split" shares coins.

With "toggle autoassist" you join the fights of your party, and "toggle autosplit" shares the \
coins you find. A party ends when there is but one left in it.`,
    seeAlso: ['follow', 'party', 'invite', 'join', 'gtell', 'report', 'split'],
  },
  {
    title: 'gestures',
    words: ['social', 'emotes', 'feelings', 'smiling'],
    help: 'Smiling, waving, bowing and a hundred more.',
    text: `"smile" shows all in the room that you smile, "smile Ada" smiles at Ada, and "smile \
me" at nobody but yourself. "socials" lists all such words; their beginnings do as well, where \
they fit but one.

For what there is no word for, there is "emote".`,
    seeAlso: ['socials', 'emote', 'talking'],
  },
  {
    title: 'peace',
    words: ['privacy', 'harassment', 'quiet', 'blocking', 'mute', 'busy'],
    help: 'Being left alone, and letting others know that you are away.',
    text: `"afk dinner" lets others know that you are away, and what for: they see it in "who", \
and when they tell you something. "afk" once more, and you are back.

"dnd" turns away what others would tell you, and all channels, until you type it again.

"ignore Bob" hears nothing more from Bob: he cannot tell or whisper you anything, write you \
letters, trade with you, follow or invite you, and you do not hear him shout. "unignore Bob" \
changes that.

If that is not enough, "report Bob" and what he does tells those who run this world; "rules" shows \
by which rules they go.`,
    seeAlso: ['afk', 'dnd', 'ignore', 'unignore', 'lose', 'report', 'rules'],
  },
  {
    title: 'persona',
    words: ['appearance', 'looks', 'self'],
    help: 'What others see of you: a title, a description.',
    text: `"title the Lost" makes others read "Ada the Lost" where players are listed, if you are \
Ada. "setdesc" sets what they see who look at you: "setdesc A small woman with ink on her hands." \
"setdesc + ..." adds a paragraph.

"whois Ada" tells what there is to know of Ada.`,
    seeAlso: ['title', 'setdesc', 'whois', 'character'],
  },
]
