// What the launchers print: plain words, and a sign of life on every long step.

const live = process.stdout.isTTY && !process.env.CI;
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/** A fault the user can mend: its message is shown as it is, without a stack trace. */
export class Fault extends Error {}

export const say = (line) => process.stdout.write(`${line}\n`);

/**
 * Runs one long step and says how it goes: on a terminal one line whose seconds tick, elsewhere a line every 10 s,
 * so that a log shows that the work is going on and stays short.
 */
export async function step(doing, work) {
  const began = Date.now();
  if (!live) say(`${doing} ...`);
  const timer = live
    ? setInterval(() => process.stdout.write(`\r${doing} ... ${seconds(began)} `), 200)
    : setInterval(() => say(`  still ${doing[0].toLowerCase()}${doing.slice(1)}: ${seconds(began)}`), 10_000);
  try {
    const result = await work();
    say(`${live ? '\r' : ''}${doing}: done in ${seconds(began)}`);
    return result;
  } catch (error) {
    say(`${live ? '\r' : ''}${doing}: failed after ${seconds(began)}`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** The end of a launcher that failed: one line for a fault that the user can mend, the whole error for any other. */
export function fail(error) {
  process.stderr.write(`${error instanceof Fault ? error.message : error.stack}\n`);
  process.exit(1);
}
