// npm run restore -- FILE: puts a backup in the place of the present data, which are kept beside it.
import './lib/plain.ts';
import { BackupFault, restore } from '#lib/server/db/backup.ts';
import { settingsOf } from '#lib/server/services.ts';

const [file] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write(
    'npm run restore -- FILE\n  puts this backup in the place of the present data; stop the server before\n',
  );
  process.exit(1);
}
try {
  const aside = await restore(settingsOf(process.env), file, new Date());
  console.log(`${file} is in place. Start the server.`);
  if (aside !== null) console.log(`What was there before is kept as ${aside}.`);
} catch (error) {
  if (!(error instanceof BackupFault)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
