import type { Phrases } from './phrase.ts'

/** Who comes and goes, and what stands in their way. */
export const MOVING: Phrases = {
  leave: {
    actor: 'You go {way direction}.',
    other: '{the actor} goes {way direction}.',
  },
  arrive: {
    actor: '',
    other: '{actor} arrives[ from {from direction}].',
  },
  sit: { actor: 'You sit down.', other: '{the actor} sits down.' },
  stand: { actor: 'You stand up.', other: '{the actor} stands up.' },
  rest: {
    actor: 'You settle down, and let your shoulders drop.',
    other: '{the actor} settles down to rest.',
  },
  sleep: {
    actor: 'You lie down, close your eyes, and are asleep.',
    other: '{the actor} lies down and falls asleep.',
  },
  wake: {
    actor: '[You wake {the target}.|You wake, and sit up.]',
    target: '{the actor} wakes you. You sit up.',
    other: '[{the actor} wakes {the target}.|{the actor} wakes, and sits up.]',
  },
  enterWorld: {
    actor: 'You open your eyes.',
    other: '{actor} opens drowsy eyes, and is here.',
  },
  quit: {
    actor: 'You close your eyes, and the world goes on without you.',
    other: '{the actor} grows faint as breath on glass, and is gone.',
  },
  linkLost: {
    actor: '',
    other: '{the actor} falls still, with eyes on something far away. <label>(link lost)</>',
  },
  linkBack: {
    actor: 'You blink, and are back where you were.',
    other: '{the actor} blinks, and is back.',
  },
  open: {
    actor: 'You open {the door}.',
    other: '{the actor} opens {the door}.',
  },
  close: {
    actor: 'You close {the door}.',
    other: '{the actor} closes {the door}.',
  },
  lock: {
    actor: 'You lock {the door}[ with {the item}].',
    other: '{the actor} locks {the door}[ with {the item}].',
  },
  unlock: {
    actor: 'You unlock {the door}[ with {the item}].',
    other: '{the actor} unlocks {the door}[ with {the item}].',
  },
  doorOpens: { actor: '', other: '{the exit} is opened from the other side.' },
  doorCloses: { actor: '', other: '{the exit} is closed from the other side.' },
  doorLocks: { actor: '', other: 'A key turns: {the exit} has been locked from the other side.' },
  doorUnlocks: {
    actor: '',
    other: 'A key turns: {the exit} has been unlocked from the other side.',
  },
}
