// The source reader: the words an address opens at, and the count of quoted words by side.
import { describe, expect, it } from 'vitest';
import type { Course } from '#lib/domain/content/compiled.ts';
import { markOf } from '#lib/domain/content/reading.ts';
import { sourcePage } from './source-page.ts';

const paragraphs = ['“We will row,” said the mayor of Alder, "and not pay."', 'A “whim”.'];
const mark = (query: string) => markOf(paragraphs, new URLSearchParams(query));

describe('the mark of an address', () => {
  it('is the paragraph and the words it names', () => {
    expect(mark('p=2&from=2&to=8')).toEqual({ p: 2, from: 2, to: 8 });
  });

  it('stays inside its paragraph', () => {
    expect(mark('p=2&from=2&to=999999')).toEqual({ p: 2, from: 2, to: 9 });
  });

  it('is none when the address names no words that exist', () => {
    for (const query of [
      '',
      'p=3&from=0&to=1',
      'p=0&from=0&to=1',
      'p=2&from=5&to=5',
      'p=2&from=50&to=60',
      'p=x&from=0&to=1',
      'p=1&from=-1&to=3',
    ])
      expect(mark(query), query).toBeNull();
  });
});

describe('quoted words', () => {
  it('are those within claims ascribed to a side, each once, and 0 where a side is not quoted', () => {
    const claim = (claimant: string, attribution: string, at: [number, number], p = 1) => ({
      claimant,
      attribution,
      cite: { p, at, quote: '' },
    });
    const course = {
      id: 'c',
      title: 'C',
      printed: { paragraphs, corrections: [] },
      omissions: [],
      claims: [
        claim('minsk', 'named', [0, 12]),
        claim('minsk', 'group', [0, 53]),
        claim('moscow', 'vague', [0, 53]),
        claim('kyiv', 'named', [2, 9], 2),
      ],
    } as unknown as Course;
    const { quotedWords } = sourcePage(course, new URLSearchParams());
    expect(Object.fromEntries(quotedWords.map(({ side, words }) => [side, words]))).toEqual({
      minsk: 6,
      washington: 0,
      opposition: 0,
      moscow: 0,
      kyiv: 1,
      analysts: 0,
    });
  });
});
