/** A help page that is not a command's. */
export interface HelpTopic {
  /** One word, lower case: none of a command's. */
  title: string
  /** Other words that find it. */
  words: readonly string[]
  /** One sentence, for lists. */
  help: string
  /** Paragraphs, parted by a blank line. */
  text: string
  seeAlso: readonly string[]
  /** One of many of its kind: plain `help` does not list it. */
  isMinor?: boolean
}

export const TOPICS: readonly HelpTopic[] = [
  {
    title: 'newcomer',
    words: ['start', 'beginner', 'tutorial', 'welcome'],
    help: 'Your first five minutes.',
    text: `Welcome! You play by typing what you want to do, one line at a time, and pressing \
enter. Nothing you type can break anything, so try things out.

Begin with "look": it shows the place you are in. Below it stand the ways out. Type one of them, \
such as "north" or just "n", and you walk there.

The description of a place is worth reading twice. Much of what it speaks of can be looked at: \
where there is a well, try "look well". What lies about can often be taken: "get lantern". \
"inventory" shows what you carry.

Other people are about. "say hello" speaks to all who are in the room, and "who" lists everybody \
who is in the world.

Whenever you are at a loss, "help" and "commands" are there. When you have had enough, type \
"quit": your character is kept, with all it carries.`,
    seeAlso: ['moving', 'looking', 'things', 'talking', 'short'],
  },
  {
    title: 'moving',
    words: ['movement', 'directions', 'walking', 'compass'],
    help: 'Walking about: directions, doors, ways in and out.',
    text: `Type a direction to walk there: north, east, south, west, up, down, northeast, \
northwest, southeast, southwest, in or out. Their letters do as well: n, e, s, w, u, d, ne, nw, \
se, sw.

"exits" lists the ways out of a room. "look north" tells where a way leads before you take it.

A door may stand in the way. "open gate" or "open north" opens it, if it is not locked. "go gate" \
walks through it, "enter" goes in, and "leave" goes out.`,
    seeAlso: ['exits', 'go', 'enter', 'leave', 'doors', 'light'],
  },
  {
    title: 'doors',
    words: ['door', 'keys', 'key', 'lids', 'locks'],
    help: 'Opening, closing and unlocking doors and lids.',
    text: `Doors, gates and the lids of chests open and close: "open door", "close chest". If \
there are several doors, name the direction: "open north".

What is locked needs its key. Carry the key and type "unlock door"; then open it. "lock" locks it \
again. Every door has two sides, and people on the other side see it move, too.

After a while, doors are found again as they were in the beginning.`,
    seeAlso: ['open', 'close', 'lock', 'unlock', 'moving'],
  },
  {
    title: 'looking',
    words: ['seeing', 'sight'],
    help: 'Looking at places, people and things.',
    text: `"look" shows the place you are in. "look" with a word shows one thing more closely: a \
person, a thing, or a detail that the description speaks of. "look in chest" shows what lies in \
it. "look north" shows where that way leads.

"examine" looks as closely as one can. "read" shows what is written on a sign or in a book. \
"exits" lists the ways out.

Whoever you look at knows it.`,
    seeAlso: ['look', 'examine', 'read', 'exits', 'targets', 'light'],
  },
  {
    title: 'light',
    words: ['dark', 'darkness', 'lamp', 'lantern', 'torch'],
    help: 'Seeing in dark places.',
    text: `Some places are dark. You can walk through them and feel the ways out, and you can \
hear people speak, but you see nobody and nothing.

Bring a light. A lantern or a torch shines while you hold it, and it shines when it lies open in \
the room; in a closed sack it lights nothing. The light of others serves you as well as your own.

What you carry you find even in the dark.`,
    seeAlso: ['hold', 'looking', 'moving'],
  },
  {
    title: 'things',
    words: ['items', 'objects', 'stuff'],
    help: 'Taking, carrying, wearing and giving things.',
    text: `"get lantern" takes a thing that lies here, "drop lantern" lays it down, "give lantern \
to Ada" hands it over. "inventory" lists what you carry.

"wear cloak" puts on clothes, "wield" takes a tool or weapon in hand, "hold" holds anything else \
that can be held, and "remove" takes off what you wear. "equipment" lists it.

There is a limit to what you can carry; "score" shows it. The world brings back what goes missing \
after a while, so look again later if something has been taken.`,
    seeAlso: ['get', 'drop', 'give', 'inventory', 'wear', 'equipment', 'containers', 'targets'],
  },
  {
    title: 'containers',
    words: ['container', 'chest', 'chests', 'bag', 'bags'],
    help: 'Putting things into bags and chests, and getting them out.',
    text: `"look in bag" shows what lies in it. "put lantern in bag" lays something in, "get \
lantern from bag" takes it out, and "get all from bag" takes everything.

A container must be open: try "open chest". It holds only so much, and a full bag weighs what it \
holds.`,
    seeAlso: ['put', 'get', 'look', 'doors', 'targets'],
  },
  {
    title: 'targets',
    words: ['target', 'all', 'from', 'naming', 'ordinals', '2.sword', 'all.sword'],
    help: 'How to say which thing you mean: all, 2.sword, from.',
    text: `Any word of a thing's name will do, and so will its beginning: "get brass lantern", \
"get lantern" and "get lan" all mean the brass lantern.

Where there are several, a number chooses: "get 2.sword" or "get sword-2" takes the second. \
"get all" takes everything you can, and "get all.sword" every sword.

"from" and "in" name a container: "get key from chest", "put all in bag". "me" is yourself: \
"look me". A person's name may be shortened like any other word.`,
    seeAlso: ['things', 'containers', 'get', 'put', 'short'],
  },
  {
    title: 'talking',
    words: ['communication', 'speech', 'chat', 'speaking'],
    help: 'Speaking with others, aloud and in private.',
    text: `"say hello" speaks to all in the room; 'hello does the same. "sayto Ada hello" speaks \
to one of them, and all hear it. "whisper Ada hello" is heard by Ada only.

"tell Ada hello" reaches her wherever she is, and "reply" answers who told you something last. \
"who" lists everybody. "gossip hello" speaks to everybody in the world: see "help channels".

"emote waves." shows "Ada waves." if you are Ada; ":waves." does the same, and ";'s hat is blue." \
shows "Ada's hat is blue."`,
    seeAlso: ['say', 'sayto', 'tell', 'reply', 'whisper', 'emote', 'who', 'channels'],
  },
  {
    title: 'character',
    words: ['me', 'myself', 'body'],
    help: 'Yourself: how you are, and how the game treats you.',
    text: `"score" shows how you are, "inventory" what you carry, "equipment" what you wear.

Hurts heal by themselves in time. Your character is always kept: you need not save, and you may \
"quit" anywhere.

"toggle" changes how the game is shown to you, and "alias" makes words of your own for what you \
type often.`,
    seeAlso: ['score', 'inventory', 'equipment', 'toggle', 'alias', 'linkdead'],
  },
  {
    title: 'short',
    words: ['abbreviations', 'abbreviation', 'shortcuts', 'shorthand', 'typing'],
    help: 'Typing less: letters, beginnings, signs.',
    text: `The beginning of a command is enough: "inv" is inventory, "ex" is exits, "exa" is \
examine. The commonest have one letter: n, e, s, w, u, d walk, l looks, i is inventory, t tells, \
r replies, h helps.

Signs need no blank after them: 'hello says hello, :waves. is an emote, ?moving is help on moving.

For longer things make an alias. "quit" alone must be typed in full.`,
    seeAlso: ['alias', 'commands', 'targets'],
  },
  {
    title: 'display',
    words: ['paging', 'accessibility', 'automatic'],
    help: 'Colours, width, short descriptions, screen readers.',
    text: `"toggle" lists how the game is shown to you, and changes it. "colour" tests \
the colours, and "terminal" tells what your client has said of itself.

brief: a place is described only when you look. compact: no blank line before the prompt. \
autoexit: the ways out are shown with each place. prompt: a prompt follows each answer; \
what it shows is up to you, see "help prompt".

screenreader: tables become sentences. colour: none, 16, 256 or truecolour. width: lines are \
wrapped at 40 to 250 columns. With "auto" these three follow what your client says of itself.

pagelen: long answers stop after so many lines; ENTER goes on, and any command does what it \
always does. "config pagelen 0" never stops. With "auto" it follows the height of your window, \
and never stops for a screen reader.`,
    seeAlso: ['toggle', 'prompt', 'colour', 'terminal', 'screenreader'],
  },
  {
    title: 'feedback',
    words: ['complaint', 'complain', 'problem', 'broken', 'admin', 'contact', 'abuse'],
    help: 'Telling those who run this world of faults, ideas and people.',
    text: `"bug" and what is wrong, "typo" and the slip, "idea" and what might be better: each \
makes a ticket, and you are told its number. "report Bob" and what he does makes one, too.

The place where you stand and the last lines that you have read and typed go along with it, never \
a password. "tickets" tells what has become of yours.

"news" tells what is new, "rules" how one is to behave here, and "credits" who has made it.`,
    seeAlso: ['bug', 'typo', 'idea', 'report', 'tickets', 'news', 'rules'],
  },
  {
    title: 'linkdead',
    words: ['link', 'disconnect', 'disconnected', 'reconnect', 'connection', 'lost'],
    help: 'What happens if your connection breaks.',
    text: `If your connection breaks, your character stays where it is for three minutes and \
waits. Connect again in that time and you are back in the same place, as if nothing had happened. \
After that it leaves the world, with all it carries, and waits for your next visit.

People near you see that you are away, and words do not reach you meanwhile.`,
    seeAlso: ['quit', 'character'],
  },
]
