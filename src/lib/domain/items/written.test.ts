// Written words and numbers: which spellings count, what is called near, and which mistakes are known.
import { describe, expect, it } from 'vitest';
import type { Item } from '../content/schema.ts';
import { ask, explain, judge, type Response } from './index.ts';

const common = {
  pool: 'practice',
  skill: 'supported or not',
  fact: 'river',
  stem: 'What does the text say of it?',
  cites: [{ p: 1, at: [0, 5], quote: 'river', relation: 'states' }],
} as const satisfies Partial<Item>;
const fill: Item = {
  ...common,
  kind: 'fill',
  id: 'river-name',
  sentence: 'The river is called ___ on the map.',
  accept: ['Łahojščyna', 'Лагойшчына'],
  why: 'The why',
  traps: [{ text: 'Łahojčyna', why: 'The trap' }],
};
const numeric: Item = {
  ...common,
  kind: 'numeric',
  id: 'bridge-length',
  unit: 'metre',
  answer: 1990.5,
  tolerance: 2,
  why: 'The why',
  traps: [{ value: 1980, why: 'The trap' }],
};
const write = (text: string): Response => ({ kind: 'fill', text });
const digits = (value: string): Response => ({ kind: 'numeric', value });

describe('points for a written word', () => {
  it.each([
    ['as the author writes it', 'Łahojščyna'],
    ['in other capitals', 'ŁAHOJŠČYNA'],
    ['without the accents of łacinka', 'Lahojscyna'],
    ['with spaces and quotation marks around it', '  «Łahojščyna». '],
    ['in Cyrillic', 'лагойшчына'],
    ['with й typed as two signs', 'Лаго\u0438\u0306шчына'],
  ])('one %s', (_how, text) => {
    expect(judge(fill, write(text))).toMatchObject({ points: 1, verdict: 'right' });
  });

  it.each([
    ['changed', 'Łahojšsyna'],
    ['left out', 'Łahojščyn'],
    ['added', 'Łahojščynaa'],
    ['swapped with its neighbour', 'Łahojščnya'],
  ])('half of one where one letter is %s, and the explanation calls it near', (_how, text) => {
    expect(judge(fill, write(text))).toMatchObject({ points: 0.5, verdict: 'partly right', right: 0 });
    expect(explain(fill, write(text))).toMatchObject({ match: 'near', given: text, answer: 'Łahojščyna' });
  });

  it('none where two letters differ', () => {
    expect(judge(fill, write('Łahošyna')).points).toBe(0);
  });

  it('none for a mistake the author foresaw, though one letter differs, and it is told how one comes to it', () => {
    expect(judge(fill, write('lahojcyna')).points).toBe(0);
    expect(explain(fill, write('lahojcyna'))).toMatchObject({ match: 'wrong', trap: 'The trap' });
  });

  it('none for a short word with one wrong letter: it is another word', () => {
    const short: Item = { ...fill, accept: ['Ŭsia'], traps: [] };
    expect(judge(short, write('usia')).points).toBe(1);
    expect(judge(short, write('asia')).points).toBe(0);
  });
});

describe('points for a number', () => {
  it.each([
    ['1990.5', 1],
    ['1990,5', 1],
    ['1 990,5', 1],
    ['1\u00a0992', 1],
    ['1988.5', 1],
    ['1988', 0],
    ['−1990.5', 0],
  ])('%s is worth %d', (value, points) => {
    expect(judge(numeric, digits(value)).points).toBe(points);
  });

  it('a true minus is read as one', () => {
    expect(judge({ ...numeric, answer: -4, tolerance: 0 }, digits('−4')).points).toBe(1);
  });

  it('without a tolerance only the number itself counts', () => {
    const exact: Item = { ...numeric, tolerance: undefined };
    expect(judge(exact, digits('1990.5')).points).toBe(1);
    expect(judge(exact, digits('1990')).points).toBe(0);
    expect(ask(exact)).toMatchObject({ tolerance: 0 });
  });

  it('a number the author foresaw is told how one comes to it', () => {
    expect(explain(numeric, digits('1980'))).toMatchObject({ right: false, trap: 'The trap' });
  });
});
