// A class is kept to the end of its school year and thirty days more.
import { expect, it } from 'vitest';
import { dateOf, keptUntil, readKeepUntil } from './retention.ts';

const on = (date: string): number => Date.parse(`${date}T09:00:00Z`);

it('a class made in autumn, in spring or in July is kept to 30 August after the same school year', () => {
  for (const made of ['2026-08-01', '2026-12-31', '2027-01-01', '2027-07-31'])
    expect(dateOf(keptUntil(on(made))), made).toBe('2027-08-30');
  expect(dateOf(keptUntil(on('2027-08-01')))).toBe('2028-08-30');
  expect(keptUntil(on('2026-09-01'))).toBe(Date.parse('2027-08-30T23:59:59.999Z'));
});

it('a teacher may choose from tomorrow to two years on', () => {
  const now = on('2026-11-24');
  expect(readKeepUntil('2026-11-25', now)).toBe(Date.parse('2026-11-25T23:59:59.999Z'));
  for (const wrong of ['', 'soon', '2026-11-24', '2028-11-24', '2027-02-30', '27-01-01'])
    expect(readKeepUntil(wrong, now), wrong).toBeNull();
  expect(readKeepUntil('2028-11-23', now)).not.toBeNull();
});
