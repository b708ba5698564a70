// Marked paragraphs: nothing of the text is lost, and an excerpt keeps its marks.
import { describe, expect, it } from 'vitest';
import { markedExcerpt, markedParts } from './marked.ts';

const text =
  'At that time it seemed to many that the town could take another road, but in August it did not.';

describe('a marked paragraph', () => {
  it('keeps every character, in order', () => {
    const parts = markedParts(text, [
      [3, 12],
      [40, 44],
      [42, 50],
    ]);
    expect(parts.map((part) => part.text).join('')).toBe(text);
    expect(parts.filter((part) => part.kind === 'mark').map((part) => part.text)).toEqual([
      'that time',
      'town',
      ' could',
    ]);
  });
  it('is one unmarked part when nothing is cited', () => {
    expect(markedParts(text, [])).toEqual([{ kind: 'text', text }]);
  });
});

describe('an excerpt', () => {
  it('cuts at spaces around its marks and says so', () => {
    const at = text.indexOf('another');
    const parts = markedExcerpt(text, [[at, at + 12]], 12);
    expect(parts.map((part) => part.text).join('')).toBe('… could take another road, but in …');
    expect(parts.find((part) => part.kind === 'mark')?.text).toBe('another road');
  });
  it('is the whole paragraph where it is short enough', () => {
    expect(markedExcerpt(text, [[3, 12]], 500)).toEqual(markedParts(text, [[3, 12]]));
  });
});
