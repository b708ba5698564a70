// npm run admin -- COMMAND: what whoever runs the installation does by hand. Works while the server runs.
import './lib/plain.ts';
import { parseArgs } from 'node:util';
import { connect } from '#lib/server/db/connect.ts';
import { settingsOf } from '#lib/server/services.ts';
import { newResetLink, RESET_MINUTES } from '#lib/server/tasks/reset-password.ts';

const USAGE = `npm run admin -- reset-password <e-mail> [--origin https://learn.example.org]
  prints a link with which this account gets a new password; it works once, within an hour`;

/** Ends the process with the message alone. */
function refuse(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function argumentsOf(args: string[]): { email: string; origin: string } {
  try {
    const options = { origin: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const [command, email, ...more] = positionals;
    const origin = values.origin ?? (process.env.ORIGIN || `http://localhost:${process.env.PORT || 3000}`);
    if (command === 'reset-password' && email !== undefined && more.length === 0 && URL.canParse(origin))
      return { email, origin };
  } catch {
    // An option that there is not: the usage says which there are.
  }
  refuse(USAGE);
}

const { email, origin } = argumentsOf(process.argv.slice(2));
const connection = await connect(settingsOf(process.env));
const link = await newResetLink(connection, { email, origin, now: Date.now() });
await connection.close();
if (link === null)
  refuse('No account has this e-mail address. Capitals do not matter; everything else does.');
console.log(`Give this link to its owner. It works once, within ${RESET_MINUTES} minutes:\n${link}`);
