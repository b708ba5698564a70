// The kill test in its short form: kills in mid-answer, and nothing that was acknowledged is lost or doubled.
import { expect, test } from 'vitest';
import { postgres } from '../stores/databases.ts';
import { notBuilt } from './built-server.ts';
import { killTest } from './kill.ts';
import { onPostgres, onSqlite } from './stores.ts';

const missing = notBuilt();
const skipped = (why: string | null): string => (why === null ? '' : ` (skipped: ${why})`);

test.skipIf(missing !== null)(
  `a server on SQLite killed 15 times in mid-answer loses nothing${skipped(missing)}`,
  async () => {
    const { faults, acknowledged, sentAgain } = await killTest(onSqlite(), { kills: 15 });
    expect(faults).toEqual([]);
    expect(acknowledged).toBeGreaterThan(150);
    // Kills in mid-answer, not between answers.
    expect(sentAgain).toBeGreaterThan(15);
  },
  180_000,
);

const absent = missing ?? postgres.missing;
test.skipIf(absent !== null)(
  `a server on PostgreSQL killed 5 times in mid-answer loses nothing${skipped(absent)}`,
  async () => {
    const { faults, acknowledged } = await killTest(await onPostgres(), { kills: 5 });
    expect(faults).toEqual([]);
    expect(acknowledged).toBeGreaterThan(50);
  },
  180_000,
);
