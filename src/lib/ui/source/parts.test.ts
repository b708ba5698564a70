// The source reader prints every character once, whatever claims and corrections overlap in it.
import { expect, it } from 'vitest';
import type { Claim } from '#lib/domain/content/schema.ts';
import { sourceParts } from './parts.ts';

const text = 'The mayor said that the bridge was the pride of the valley.';
const claim = (id: string, from: number, to: number): Claim => ({
  id,
  claimant: 'article',
  speaker: 'the mayor',
  attribution: 'named',
  kind: 'evaluation',
  tag: 'opinion',
  as_of: '1990',
  cite: { p: 1, at: [from, to], quote: text.slice(from, to) },
});

it('cuts at every border and loses nothing', () => {
  const outer = claim('outer', 0, text.length);
  const inner = claim('inner', 35, 58);
  const note = (id: string, from: number, to: number) => ({ id, cite: claim(id, from, to).cite });
  const parts = sourceParts(text, {
    claims: [outer, inner],
    corrections: [note('who', 4, 9)],
    omissions: [note('why', 20, 38)],
    mark: [20, 40],
  });
  expect(parts.map((part) => part.text).join('')).toBe(text);
  expect(
    parts
      .filter((part) => part.marked)
      .map((part) => part.text)
      .join(''),
  ).toBe(text.slice(20, 40));
  expect(parts.filter((part) => part.corrected).map((part) => part.text)).toEqual(['mayor']);
  expect(parts.find((part) => part.text.includes('valley'))?.claim?.id).toBe('inner');
  expect(parts.flatMap((part) => part.begins.map(({ id }) => id))).toEqual(['outer', 'inner']);
  const signs = parts.flatMap(({ text: words, corrections, omissions }) =>
    [...corrections, ...omissions].map(({ id }) => [id, words.at(-1)]),
  );
  expect(signs, 'a sign stands after the last of its words').toEqual([
    ['who', 'r'],
    ['why', text[37]],
  ]);
});
