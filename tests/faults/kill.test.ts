// The kill test in its short form: twenty kills, and nothing that was acknowledged is lost or doubled.
import { expect, test } from 'vitest';
import { notBuilt } from './built-server.ts';
import { killTest } from './kill.ts';

const missing = notBuilt();

test.skipIf(missing !== null)(
  `a server killed 20 times in mid-answer loses nothing${missing === null ? '' : ` (skipped: ${missing})`}`,
  async () => {
    const { faults, acknowledged, sentAgain } = await killTest({ kills: 20 });
    expect(faults).toEqual([]);
    expect(acknowledged).toBeGreaterThan(200);
    // Kills in mid-answer, not between answers.
    expect(sentAgain).toBeGreaterThan(20);
  },
  180_000,
);
