import { SKILL_NAMES, SPELL_NAMES } from '#components/abilityNames.ts'
import type { HelpTopic } from '#systems/commands/helpTopics.ts'
import { SKILLS, SPELLS, type SpellRow } from './abilityTable.ts'

const MAGIC: HelpTopic = {
  title: 'magic',
  words: ['magics', 'spirit', 'mana', 'sp', 'wizardry', 'spellcasting'],
  help: 'How to learn spells and skills, and how to cast.',
  text: `Find a trainer: "practice" lists what is taught where you are, and "practice mend" takes \
a lesson. A lesson costs coins, and one of the lessons that come with your levels. What you have \
learnt you learn better by using it.

"cast mend" casts a spell upon yourself, "cast mend on Bob" upon somebody else; a spell that harms \
needs a foe. Beginnings will do: "c sp goat". Each spell costs spirit, which comes back by itself, \
and soonest while you rest or sleep. The better you know a spell the less often it fails.

"affects" lists what works upon you. Potions, scrolls and good food work spells as well: "drink", \
"recite", "eat" and "use" them.`,
  seeAlso: ['cast', 'spells', 'skills', 'practice', 'affects', 'use'],
}

/** Where a page of another kind has the name of a spell. */
const TITLES: Readonly<Record<string, string>> = { light: 'lightspell' }

const TARGETS: Readonly<Record<SpellRow['target'], string>> = {
  self: 'It works upon nobody but yourself.',
  friend: 'It works upon yourself, or upon whom you name.',
  foe: 'It works upon your foe, or upon whom you name, and begins a fight.',
}

function spellTopic(name: (typeof SPELL_NAMES)[number]): HelpTopic {
  const { help, level, sp, target } = SPELLS[name]
  const example = target === 'foe' ? `cast ${name} at rat` : `cast ${name}`
  return {
    title: TITLES[name] ?? name,
    words: [`${name} spell`],
    help,
    text:
      `${help} ${TARGETS[target]}\n\n"${example}" casts it, for ${sp} points of spirit. It is ` +
      `taught from level ${level} on.`,
    seeAlso: ['magic', 'cast', 'spells'],
    isMinor: true,
  }
}

/** Skills that no command works have a page of their own. */
const SKILL_PAGES: readonly HelpTopic[] = SKILL_NAMES.filter((name) => !SKILLS[name].isCommand).map(
  (name) => ({
    title: name,
    words: [`${name} skill`],
    help: SKILLS[name].help,
    text: `${SKILLS[name].help} It is taught from level ${SKILLS[name].level} on.`,
    seeAlso: ['skills', 'practice', 'fighting'],
    isMinor: true,
  }),
)

/** Pages of help on magic, and on each spell. */
export const MAGIC_TOPICS: readonly HelpTopic[] = [
  MAGIC,
  ...SPELL_NAMES.map(spellTopic),
  ...SKILL_PAGES,
]
