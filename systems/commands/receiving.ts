import { Progress } from '#components/progress.ts'
import { QuestLog } from '#components/questLog.ts'
import { Spirit } from '#components/spirit.ts'
import { HANDLING } from './money.ts'

/** What a gift may change: who has waited for it may give something in return. */
export const RECEIVING = [...HANDLING, QuestLog, Progress, Spirit] as const
