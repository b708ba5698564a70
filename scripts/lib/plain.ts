// Ends a command with the one line of a database that cannot be used, and with the whole error of any other fault.
import { DatabaseFault } from '#lib/server/db/unusable.ts';

process.on('uncaughtException', (error) => {
  process.stderr.write(`${error instanceof DatabaseFault ? error.message : error.stack}\n`);
  process.exit(1);
});
