import type { HelpTopic } from '#systems/commands/helpTopics.ts'

/** Pages of help on fighting. */
export const FIGHT_TOPICS: readonly HelpTopic[] = [
  {
    title: 'fighting',
    words: ['combat', 'fights', 'battle', 'duel', 'pk'],
    help: 'How a fight goes, and how to come out of it.',
    text: `"consider rat" tells whether you are a match for it; "kill rat" begins. From then on \
you both deal a blow every other second, by yourselves. You may type other things meanwhile: \
"kick", "cast", "flee".

Wield a weapon and wear what armour you have before you begin: with bare hands you do little \
harm. "diagnose" tells how your foe is doing, and your prompt how you are.

If it goes badly, "flee". "wimpy 25" flees by itself when you are badly hurt. Those who are \
aggressive fall upon you as you come in; some help their friends; some remember you. Players do \
not harm one another here, and in places of peace nobody fights.

What is dead leaves a corpse: "get all from corpse" takes what it had. Then "rest" until you feel \
better, or "sleep": that is quicker still.`,
    seeAlso: ['kill', 'consider', 'flee', 'wimpy', 'assist', 'rest', 'levels', 'death'],
  },
  {
    title: 'death',
    words: ['dying', 'die', 'died', 'refuge', 'corpse', 'corpses'],
    help: 'What happens when you die: not much.',
    text: `You fall, and wake at a refuge near by, with a quarter of your health and all that you \
had. You lose a twentieth of what you have learnt since your last level, and never a level.

Spells that worked upon you have ended, good ones and bad. Rest before you go back: "sleep" heals \
you soonest.

If your connection breaks in a fight, your foes go on for ten seconds and then leave you in peace.`,
    seeAlso: ['fighting', 'levels', 'rest', 'linkdead'],
  },
]
