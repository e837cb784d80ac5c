import type { Phrases } from './phrase.ts'

/** What is said and acted. Each is for ears it is meant for: others get `''`. */
export const TALKING: Phrases = {
  say: {
    actor: 'You {say text}, <speech>"{text}"</>',
    other: '{the actor} {says text}, <speech>"{text}"</>',
  },
  sayTo: {
    actor: 'You {sayTo text} {the target}, <speech>"{text}"</>',
    other: '{the actor} {saysTo text} {the target}, <speech>"{text}"</>',
  },
  emote: {
    actor: '{name actor}{acted text}',
    other: '{the actor}{acted text}',
  },
  semipose: {
    actor: '{name actor}{posed text}',
    other: '{the actor}{posed text}',
  },
  tell: {
    actor: 'You tell {the target}, <speech>"{text}"</>',
    target: '{the actor} tells you, <speech>"{text}"</>',
    other: '',
  },
  whisper: {
    actor: 'You whisper to {the target}, <speech>"{text}"</>',
    target: '{the actor} whispers to you, <speech>"{text}"</>',
    other: '',
  },
  overhear: {
    actor: '',
    target: '',
    other: '{the actor} whispers something to {the target}.',
  },
}
