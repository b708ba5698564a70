// Delivery schedules over HTTP in their short form, through the built server.
import { expect, test } from 'vitest';
import { notBuilt } from '../faults/built-server.ts';
import { deliver } from './over-http.ts';

const missing = notBuilt();

test.skipIf(missing !== null)(
  `20 browsers on a bad network end as if every answer had come once and in order${missing === null ? '' : ` (skipped: ${missing})`}`,
  async () => {
    const { faults, events } = await deliver(20);
    expect(faults).toEqual([]);
    expect(events).toBeGreaterThan(200);
  },
  120_000,
);
