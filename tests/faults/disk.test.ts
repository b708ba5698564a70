// A full disk in its short form: filled up once under load, and everything arrives when there is room again.
import { afterAll, expect, test } from 'vitest';
import { notBuilt } from './built-server.ts';
import { diskTest, smallDisk } from './disk.ts';

const disk = notBuilt() ?? (await smallDisk());
const missing = typeof disk === 'string' ? disk : null;
afterAll(async () => {
  if (typeof disk !== 'string') await disk.remove();
});

test.skipIf(missing !== null)(
  `a disk that is full refuses answers and loses none${missing === null ? '' : ` (skipped: ${missing})`}`,
  async () => {
    const { faults, acknowledged, unavailable } = await diskTest(typeof disk === 'string' ? '' : disk.dir, {
      times: 1,
    });
    expect(faults).toEqual([]);
    expect(acknowledged).toBeGreaterThan(8);
    expect(unavailable).toBeGreaterThan(0);
  },
  120_000,
);
