// npm run db:copy -- --from sqlite:FOLDER --to postgres://…: moves an installation to another database.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { connect, type Connection } from '#lib/server/db/connect.ts';
import { copyDatabase, CopyFault, type Side } from '#lib/server/db/copy.ts';
import { SQLITE_FILE } from '#lib/server/db/sqlite.ts';
import { DatabaseFault } from '#lib/server/db/unusable.ts';

const USAGE = `npm run db:copy -- --from sqlite:data --to postgres://user:password@host:5432/name
  copies everything, then compares it row by row. Stop the server before; a copy that was broken off goes on
  where it was when the command is given again. The other direction works too.`;

/** Ends the process with the message alone. */
function refuse(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function argumentsOf(args: string[]): { from: string; to: string } {
  try {
    const options = { from: { type: 'string' }, to: { type: 'string' } } as const;
    const { from, to } = parseArgs({ args, options }).values;
    if (from !== undefined && to !== undefined) return { from, to };
  } catch {
    // An option that there is not: the usage says which there are.
  }
  refuse(USAGE);
}

async function open(
  option: '--from' | '--to',
  address: string,
): Promise<{ connection: Connection; side: Side }> {
  const [, folder] = /^sqlite:(.+)$/.exec(address) ?? [];
  // Not as it was given: it may hold a password.
  if (folder === undefined && !/^postgres(ql)?:/.test(address))
    refuse(`${option} is no database: give sqlite:FOLDER or postgres://user:password@host:5432/name.`);
  // Opening a folder would make the database in it.
  if (option === '--from' && folder !== undefined && !existsSync(join(folder, SQLITE_FILE)))
    refuse(`There is no ${SQLITE_FILE} in ${folder}: give the data folder that is to be copied as --from.`);
  try {
    const connection = await connect(
      folder === undefined ? { dataDir: '', databaseUrl: address } : { dataDir: resolve(folder) },
    );
    return { connection, side: { db: connection.db, sqlite: folder !== undefined } };
  } catch (error) {
    if (!(error instanceof DatabaseFault)) throw error;
    const setting = folder === undefined ? 'DATABASE_URL' : 'DATA_DIR=...';
    refuse(error.message.replaceAll(setting, option));
  }
}

const asked = argumentsOf(process.argv.slice(2));
const from = await open('--from', asked.from);
const to = await open('--to', asked.to);
const live = process.stdout.isTTY;
let table = '';
try {
  const rows = await copyDatabase(from.side, to.side, (now) => {
    const line = `${now.phase} ${now.table}: ${now.done} of ${now.of}`;
    if (live) process.stdout.write(`\r\x1b[K${line}`);
    else if (`${now.phase} ${now.table}` !== table) console.log(line);
    table = `${now.phase} ${now.table}`;
  });
  const all = Object.values(rows).reduce((sum, n) => sum + n, 0);
  console.log(
    `${live ? '\r\x1b[K' : ''}${all} rows in ${Object.keys(rows).length} tables are equal on both sides.`,
  );
} catch (error) {
  if (!(error instanceof CopyFault)) throw error;
  refuse(`${live ? '\n' : ''}${error.message}`);
} finally {
  await from.connection.close();
  await to.connection.close();
}
