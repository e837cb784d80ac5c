/**
 * Why a world cannot be backed up or restored, in one plain sentence for the operator. Codes never
 * change:
 *
 * - `BACKUP_EXISTS`: the file to be written is there already
 * - `BACKUP_UNWRITABLE`: it cannot be written there
 * - `BACKUP_UNREADABLE`: the file cannot be read, or is no backup
 * - `BACKUP_DAMAGED`: the file is not as it was written
 * - `BACKUP_NEWER`: a newer Loam has made it
 * - `BACKUP_WRONG`: what was restored is not the world that was backed up
 * - `STORE_OLD`, `STORE_NEWER`: its tables are those of another Loam
 * - `STORE_IN_USE`, `STORE_NOT_EMPTY`: there is something that must not be replaced
 * - `MOMENT_INVALID`, `MOMENT_NOT_KEPT`: of that moment there is no world
 */
export type BackupErrorCode =
  | 'BACKUP_EXISTS'
  | 'BACKUP_UNWRITABLE'
  | 'BACKUP_UNREADABLE'
  | 'BACKUP_DAMAGED'
  | 'BACKUP_NEWER'
  | 'BACKUP_WRONG'
  | 'STORE_OLD'
  | 'STORE_NEWER'
  | 'STORE_IN_USE'
  | 'STORE_NOT_EMPTY'
  | 'MOMENT_INVALID'
  | 'MOMENT_NOT_KEPT'

export class BackupError extends Error {
  readonly code: BackupErrorCode

  constructor(code: BackupErrorCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}
