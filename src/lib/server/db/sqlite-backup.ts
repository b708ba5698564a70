// Backups of SQLite: its own online backup, checked before it gets its name; put back by one rename.
import Database from 'better-sqlite3';
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { BackupFault, type OnProgress } from './backup-fault.ts';
import { unknownTo } from './migrate.ts';
import { SQLITE_FILE } from './sqlite.ts';

/** Pages copied before progress is told: 20 MB. */
const STEP = 5000;
const ALL = 0x7fffffff;

/** A name or bytes are on the disk only when the folder or the file has been flushed. */
function flush(path: string): void {
  const opened = openSync(path, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

/**
 * Throws when our copy of `file` is not a whole database of a release that this one knows. It is left as one file, with
 * no write-ahead log beside it.
 */
function check(copy: string, file: string): void {
  let database: Database.Database | null = null;
  let names: string[];
  try {
    database = new Database(copy, { fileMustExist: true });
    const says = database.pragma('integrity_check(1)', { simple: true });
    if (says !== 'ok') throw new Error(String(says));
    names = database.prepare('select name from kysely_migration').pluck().all() as string[];
    database.pragma('journal_mode = delete');
  } catch (error) {
    throw new BackupFault(
      `${file} is not a whole backup of Demarche (${(error as Error).message}): take an older one.`,
    );
  } finally {
    database?.close();
  }
  const newer = unknownTo(names);
  if (newer !== null)
    throw new BackupFault(
      `${file} is from a newer release (it has "${newer}"): restore it with that release.`,
    );
}

/** Copies page by page, and in one go as soon as an answer that was written meanwhile would make it start again. */
export async function backupSqlite(
  dataDir: string,
  partial: string,
  file: string,
  onProgress: OnProgress,
): Promise<void> {
  const path = join(dataDir, SQLITE_FILE);
  if (!existsSync(path))
    throw new BackupFault(`There is no data in ${dataDir}: name its folder with DATA_DIR=...`);
  const source = new Database(path, { readonly: true });
  try {
    let left = Infinity;
    await source.backup(partial, {
      progress: ({ totalPages, remainingPages }) => {
        const again = remainingPages > left;
        left = remainingPages;
        onProgress(totalPages - remainingPages, totalPages);
        return again ? ALL : STEP;
      },
    });
  } finally {
    source.close();
  }
  check(partial, file);
  flush(partial);
  renameSync(partial, file);
  flush(dirname(file));
}

/** Only the last one that has the file open may leave the write-ahead log; then all of it is in the one file. */
function closeLog(path: string): void {
  const present = new Database(path);
  try {
    present.pragma('busy_timeout = 500');
    if (present.pragma('journal_mode = delete', { simple: true }) !== 'delete') throw new Error('in use');
  } catch {
    throw new BackupFault('The server is running on these data: stop it, then restore again.');
  } finally {
    present.close();
  }
}

export function restoreSqlite(dataDir: string, file: string, aside: string): string | null {
  mkdirSync(dirname(aside), { recursive: true });
  const path = join(dataDir, SQLITE_FILE);
  const arriving = `${path}.restoring`;
  try {
    // 1 A copy beside the present file, so that the last step is a rename on one disk. Is it a backup of ours?
    copyFileSync(file, arriving);
    check(arriving, file);
    flush(arriving);

    // 2 The present data get a second name; the rename then takes their first.
    const had = existsSync(path);
    if (had) {
      closeLog(path);
      linkSync(path, aside);
    }
    renameSync(arriving, path);
    flush(dataDir);
    return had ? aside : null;
  } finally {
    for (const left of ['', '-wal', '-shm', '-journal']) rmSync(arriving + left, { force: true });
  }
}
