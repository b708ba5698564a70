// A restart of PostgreSQL in its short form: once, as if it had been killed, while clients answer.
import { expect, test } from 'vitest';
import { binaries } from '../stores/databases.ts';
import { notBuilt } from './built-server.ts';
import { restartTest } from './restarts.ts';

const missing =
  notBuilt() ?? (binaries() === null ? 'no PostgreSQL here that could be restarted: install one' : null);

test.skipIf(missing !== null)(
  `PostgreSQL restarted in mid-answer loses nothing${missing === null ? '' : ` (skipped: ${missing})`}`,
  async () => {
    const { faults, acknowledged } = await restartTest({ disturbances: ['immediate'] });
    expect(faults).toEqual([]);
    expect(acknowledged).toBeGreaterThan(24);
  },
  120_000,
);
