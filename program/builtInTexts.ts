import type { TextName } from '#edges/session/texts.ts'

/** What is shown until whoever runs the world has written something else. */
export const BUILT_IN_TEXTS: Readonly<Record<TextName, string>> = {
  motd: '',
  news: '',
  rules: `Be civil. Behind every name there is somebody.

Leave alone whoever asks to be left alone: do not harass, threaten or insult anyone, here or \
elsewhere.

What is broken is not a prize: tell of it with "bug", and do not make use of it meanwhile.

Keep your password to yourself. Nobody who runs this world will ask you for it.

Those who run this world decide where these words do not. "report" and a name tells them of \
somebody; "ignore" and a name lets you hear no more of them.`,
  credits: `This world runs on Loam, a programmable world engine under the MIT licence, and plays \
by Waymark, the rules that come along with it.

It stands in the line of DikuMUD, LPMud, TinyMUD, MUSH and MOO, and owes its manners to everybody \
who ever played there.`,
}
