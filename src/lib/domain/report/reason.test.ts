// What is kept of a reason, and what is said of one that cannot be kept.
import { expect, it } from 'vitest';
import { LONGEST_REASON, readReason } from './reason.ts';

it('is kept in its own words and lines, without signs that are not seen', () => {
  expect(readReason('  Two dates\r\nare\u202e given \u0000 ')).toEqual({
    ok: true,
    value: 'Two dates\nare  given',
  });
});

it('is asked for when it is empty, and again when it is too long, counted in letters and not in bytes', () => {
  expect(readReason(' \n ')).toEqual({ ok: false, error: 'Write what seems wrong, in a few words.' });
  expect(readReason('😀'.repeat(LONGEST_REASON)).ok).toBe(true);
  expect(readReason('a'.repeat(LONGEST_REASON + 1))).toEqual({
    ok: false,
    error: 'Write at most 500 characters. This has 501.',
  });
});
