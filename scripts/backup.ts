// npm run backup [-- FILE]: a checked copy of the database, made while the server runs.
import { statSync } from 'node:fs';
import './lib/plain.ts';
import { backup, BackupFault, backupName } from '#lib/server/db/backup.ts';
import { settingsOf } from '#lib/server/services.ts';

const settings = settingsOf(process.env);
const file = process.argv[2] ?? backupName(settings, new Date());
const live = process.stdout.isTTY;
try {
  await backup(settings, file, (done, of) => {
    if (live) process.stdout.write(`\rCopying: ${Math.floor((100 * done) / Math.max(of, 1))} % `);
  });
} catch (error) {
  if (!(error instanceof BackupFault)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
const megabytes = (statSync(file).size / 1e6).toFixed(1);
console.log(`${live ? '\r' : ''}${file} is a whole copy (${megabytes} MB). Keep it on another disk.`);
