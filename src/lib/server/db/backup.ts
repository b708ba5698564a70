// Backups: a consistent copy of the database made while it is in use, and such a copy put back.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { BackupFault, type OnProgress } from './backup-fault.ts';
import type { DatabaseSettings } from './connect.ts';
import { backupPostgres, restorePostgres } from './postgres-backup.ts';
import { backupSqlite, restoreSqlite } from './sqlite-backup.ts';

export { BackupFault };

const stampOf = (now: Date): string => now.toISOString().slice(0, 19).replaceAll(':', '-');

/** Where a backup goes that was given no name: `backups/` in the data folder, named after the second it was made in. */
export const backupName = ({ dataDir, databaseUrl }: DatabaseSettings, now: Date): string =>
  join(dataDir, 'backups', `demarche-${stampOf(now)}.${databaseUrl ? 'dump' : 'sqlite'}`);

/**
 * Copies the database to `file`, which must not be there yet: whole and checked, or not at all. Answers that arrive
 * meanwhile are not held up; the copy has those of one moment.
 */
export async function backup(
  settings: DatabaseSettings,
  file: string,
  onProgress: OnProgress = () => {},
): Promise<void> {
  if (existsSync(file))
    throw new BackupFault(`${file} is there already: give another name, or move it away.`);
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.partial`;
  rmSync(partial, { force: true });
  try {
    if (settings.databaseUrl) await backupPostgres(settings.databaseUrl, partial, file);
    else await backupSqlite(settings.dataDir, partial, file, onProgress);
  } finally {
    rmSync(partial, { force: true });
  }
}

/**
 * Puts the backup in `file` in the place of the present data, which is kept beside it. Nothing is changed when the file
 * is broken, is from a newer release, or while the server runs. Gives the name under which the former data is kept, or
 * null where there was none.
 */
export async function restore(settings: DatabaseSettings, file: string, now: Date): Promise<string | null> {
  if (!existsSync(file)) throw new BackupFault(`There is no file ${file}: give the name of a backup.`);
  const aside = `before-restore-${stampOf(now)}${settings.databaseUrl ? '.dump' : extname(file)}`;
  return settings.databaseUrl
    ? restorePostgres(settings.databaseUrl, file, join(settings.dataDir, 'backups', aside))
    : restoreSqlite(settings.dataDir, file, join(settings.dataDir, 'backups', aside));
}
