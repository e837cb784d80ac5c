/** [limit] UTF-16 units of the subject of a letter or a post, as the chat has it. */
const SUBJECT_MAX = 80

/** Why a subject will not do, in words for the player; undefined: it does. */
export function subjectFault(subject: string): string | undefined {
  return subject.length > SUBJECT_MAX ? `A subject has ${SUBJECT_MAX} letters at most.` : undefined
}
