// What is shared names what was played or who is quoted, and nobody who plays.
import { expect, it } from 'vitest';
import type { Claim } from '#lib/domain/content/schema.ts';
import { claimShared, resultShared } from './sharing.ts';

const head = { course: 'c', activity: 'first', title: 'First', form: 'open', scored: true } as const;

it('shares a result with the address of what was played, never of the attempt', () => {
  const played = { ...head, id: 'the-id-of-an-attempt', work: null };
  expect(resultShared(played, { points: 7.5, max: 10 })).toEqual({
    text: 'First: 7.5 of 10 points, in practice.',
    path: '/courses/c/first',
  });
  expect(resultShared({ ...head, form: 'sealed' }, { points: 1, max: 1 }).text).toBe(
    'First: 1 of 1 point, in a test.',
  );
  expect(resultShared({ ...head, scored: false }, { points: 1, max: 1 }).text).toBe(
    'First: played to the end, unscored.',
  );
});

it('shares a claim with whose it is, what it is, and where it stands', () => {
  const claim = {
    id: 'thaw',
    claimant: 'analysts',
    speaker: 'unnamed; “many experts” [¶23]',
    tag: 'forecast',
    as_of: '2025-06-21',
    cite: { p: 23, at: [4, 19], quote: 'a thaw is near' },
  } as unknown as Claim;
  expect(claimShared('c', 'Minsk and Washington', claim)).toEqual({
    text: '“a thaw is near” – unnamed; “many experts” (Analysts); forecast, as of 21 June 2025. “Minsk and Washington”, paragraph 23',
    path: '/courses/c/source?p=23&from=4&to=19#p23',
  });
});
