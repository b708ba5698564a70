// Delivery schedules in their short form: whatever the network does, device and server come to the same.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSchool, type School } from '../stores/school.ts';
import { sqlite } from '../stores/databases.ts';
import { runSchedules } from './schedules.ts';

let school: School;
beforeAll(async () => {
  school = await openSchool(sqlite);
});
afterAll(() => school.close());

test('500 schedules of a bad network end as if every answer had come once and in order', async () => {
  const { faults, events, messages } = await runSchedules(school, 500);
  expect(faults).toEqual([]);
  expect(events).toBeGreaterThan(5_000);
  // Bad, and not merely slow: an attempt needs two or three messages where nothing goes astray.
  expect(messages).toBeGreaterThan(3_000);
}, 300_000);
