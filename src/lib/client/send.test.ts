// What a lost answer is: one that may well be taken in a moment is kept and sent again, never thrown away.
import { expect, it } from 'vitest';
import { isPassing } from './send.ts';

it('a server that is busy, away or asks to wait refuses nothing for good', () => {
  expect([429, 503, 500, 502, 408].every(isPassing)).toBe(true);
  expect([200, 400, 404, 409, 413, 422].some(isPassing)).toBe(false);
});
