import type { Phrases } from './phrase.ts'

/** Going about together, gestures, and what is said far and wide. */
export const COMPANY: Phrases = {
  follow: {
    actor: 'You follow {the target} now.',
    other: '{the actor} follows {the target} now.',
  },
  unfollow: {
    actor: 'You follow {the target} no longer.',
    other: '{the actor} follows {the target} no longer.',
  },
  lose: {
    actor: 'You shake off {the target}.',
    other: '{the actor} shakes off {the target}.',
  },
  partyInvite: {
    actor: 'You invite {the target} to your party.',
    target: '{the actor} invites you to a party. <label>(Answer by "join" or "party decline".)</>',
    other: '',
  },
  partyJoin: {
    actor: 'You join the party of {the target}.',
    other: '{the actor} joins your party.',
  },
  partyDecline: {
    actor: 'You decline the invitation of {the target}.',
    target: '{the actor} declines your invitation.',
    other: '',
  },
  partyLapse: {
    actor: 'Your invitation to {the target} has lapsed.',
    target: 'The invitation[ by {the actor}] to a party has lapsed.',
    other: '',
  },
  partyLeave: {
    actor: 'You leave the party.',
    other: '{the actor} leaves the party.',
  },
  partyKick: {
    actor: 'You turn {the target} out of the party.',
    other: '{the actor} turns {the target} out of the party.',
  },
  partyLead: {
    actor: 'You lead the party now.',
    other: '{the actor} leads the party now.',
  },
  /** For panels. */
  partyState: { actor: '', other: '' },
  partyEnd: { actor: '', other: 'Your party is no more.' },
  gtell: {
    actor: 'You tell your party, <speech>"{text}"</>',
    other: '{the actor} tells your party, <speech>"{text}"</>',
  },
  report: {
    actor: 'You report {hp} of {hpMax} health[, and {sp} of {spMax} spirit].',
    other: '{the actor} reports {hp} of {hpMax} health[, and {sp} of {spMax} spirit].',
  },
  shout: {
    actor: 'You shout, <speech>"{text}"</>',
    other: '{the actor} shouts, <speech>"{text}"</>',
  },
  think: {
    actor: 'You think, <speech>"{text}"</>',
    other: '',
  },
  away: {
    actor: 'You are away[: {text}]. <label>("afk" once more when you are back.)</>',
    other: '{the actor} is away[: {text}].',
  },
  back: {
    actor: 'You are back.',
    other: '{the actor} is back.',
  },
  social: {
    actor: '{acts toActor}',
    target: '{acts toTarget}',
    other: '{acts toOthers}',
  },
}
