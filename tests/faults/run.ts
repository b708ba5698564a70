// npm run test:faults [-- PROOF [count]]: a long proof on its own, as long as one likes. The proofs are listed below.
import { binaries } from '../stores/databases.ts';
import { notBuilt } from './built-server.ts';
import { killTest } from './kill.ts';
import { race, twoServers } from './pairs.ts';

/** What is promised in milliseconds: from starting to ready, and from a database that is there again to every client served. */
const LONGEST_START_MS = 3000;
const LONGEST_RECOVERY_MS = 5000;

interface Told {
  readonly says: string;
  readonly faults: readonly string[];
}

const built = (): void => {
  const missing = notBuilt();
  if (missing === null) return;
  console.error(missing);
  process.exit(1);
};

const PROOFS: Readonly<Record<string, (count: number | undefined) => Promise<Told>>> = {
  async kills(count = 20) {
    built();
    const { onPostgres, onSqlite } = await import('./stores.ts');
    const says: string[] = [];
    const faults: string[] = [];
    for (const [name, open] of [
      ['SQLite', onSqlite],
      ['PostgreSQL', onPostgres],
    ] as const) {
      if (name === 'PostgreSQL' && binaries() === null) {
        says.push('no PostgreSQL here');
        continue;
      }
      const outcome = await killTest(await open(), { kills: count });
      const { acknowledged, sentAgain, slowestStart } = outcome;
      const line = `${name}: ${count} kills, ${acknowledged} answers acknowledged, ${sentAgain} of them sent again after a kill, ready within ${Math.round(slowestStart)} ms`;
      console.log(`${line}, ${outcome.faults.length} faults`);
      says.push(line);
      faults.push(...outcome.faults);
      if (slowestStart > LONGEST_START_MS)
        faults.push(`${name}: a start took ${Math.round(slowestStart)} ms`);
    }
    return { says: says.join('; '), faults };
  },
  async restarts(count = 3) {
    built();
    const { DISTURBANCES, restartTest } = await import('./restarts.ts');
    const each = DISTURBANCES.flatMap((one) => Array.from({ length: count }, () => one));
    const outcome = await restartTest({ disturbances: each });
    const { acknowledged, unavailable, slowestRecovery } = outcome;
    const faults = [...outcome.faults];
    if (slowestRecovery > LONGEST_RECOVERY_MS)
      faults.push(`well again only after ${Math.round(slowestRecovery)} ms`);
    return {
      says: `PostgreSQL ${count} times restarted in good order, ${count} times at once, ${count} times locked for 10 s: ${acknowledged} answers acknowledged, ${unavailable} told to come again, well again within ${Math.round(slowestRecovery)} ms`,
      faults,
    };
  },
  async disk(count = 20) {
    built();
    const { diskTest, smallDisk } = await import('./disk.ts');
    const disk = await smallDisk();
    if (typeof disk === 'string') return { says: `skipped: ${disk}`, faults: [] };
    try {
      const { acknowledged, unavailable, faults } = await diskTest(disk.dir, { times: count });
      const says = `the disk full ${count} times: ${acknowledged} answers acknowledged, ${unavailable} told to come again`;
      return { says, faults };
    } finally {
      await disk.remove();
    }
  },
  async pairs(count = 2_000) {
    built();
    const two = await twoServers();
    const { taken, told, faults } = await race(two, { pairs: Math.ceil(count / 10), attempts: 10 });
    await two.close();
    return { says: `${taken} answers taken, ${told} told where the attempt stands`, faults };
  },
  async schedules(count = 10_000) {
    const { openSchool } = await import('../stores/school.ts');
    const { sqlite } = await import('../stores/databases.ts');
    const { runSchedules } = await import('../sync/schedules.ts');
    const school = await openSchool(sqlite);
    const { faults, events, messages } = await runSchedules(school, count, (done) => {
      if (done % 500 === 0) console.log(`${done} schedules`);
    });
    await school.close();
    return { says: `${count} schedules, ${events} answers and steps, ${messages} messages`, faults };
  },
  async forgery(count = 10_000) {
    built();
    const { forge } = await import('../attack/forgery.ts');
    const { bodies, taken, scored, faults } = await forge(count);
    return { says: `${bodies} forged bodies, ${taken} of them taken, ${scored} attempts scored`, faults };
  },
  async deliveries(count = 300) {
    built();
    const { deliver } = await import('../sync/over-http.ts');
    const { faults, events, messages } = await deliver(count);
    return {
      says: `${count} schedules over HTTP, ${events} answers and steps, ${messages} messages`,
      faults,
    };
  },
};

const [given = 'kills', second] = process.argv.slice(2);
const [name, count] = /^\d+$/.test(given) ? ['kills', given] : [given, second];
const proof = PROOFS[name];
if (proof === undefined) {
  console.error(`There is no proof "${name}": choose one of ${Object.keys(PROOFS).join(', ')}.`);
  process.exit(1);
}
const began = performance.now();
const { says, faults } = await proof(count === undefined ? undefined : Number(count));
console.log(`${says}, ${faults.length} faults, ${Math.round((performance.now() - began) / 1000)} s`);
for (const fault of new Set(faults)) console.error(fault);
process.exit(faults.length === 0 ? 0 : 1);
