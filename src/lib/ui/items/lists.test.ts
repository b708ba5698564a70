// The places chosen in plain lists become an order of cards.
import { expect, test } from 'vitest';
import { placed } from './lists.ts';

const CARDS = ['a', 'b', 'c', 'd'];
const from = (places: Record<string, string>): string[] => placed(CARDS, new Map(Object.entries(places)));

test('cards go to their places, and the others fill the rest in their order', () => {
  expect(from({})).toEqual(CARDS);
  expect(from({ d: '1' })).toEqual(['d', 'a', 'b', 'c']);
  expect(from({ a: '4', c: '2' })).toEqual(['b', 'c', 'd', 'a']);
  expect(from({ a: '2', b: '1', c: '4', d: '3' })).toEqual(['b', 'a', 'd', 'c']);
});

test('a place that was chosen twice has the first of the two, and each card stands once', () => {
  expect(from({ c: '1', d: '1' })).toEqual(['c', 'a', 'b', 'd']);
});
