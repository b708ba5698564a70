// The markup of the course's prose: quotations and pointers to paragraphs, and nothing that could become HTML.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseProse, type ProsePart } from './prose.ts';

const printed = (parts: readonly ProsePart[]): string =>
  parts
    .map((part) => {
      if (part.kind === 'text') return part.text;
      if (part.kind === 'quote') return `“${part.text}”`;
      return part.from === part.to ? `[¶${part.from}]` : `[¶${part.from}–${part.to}]`;
    })
    .join('');

describe('prose', () => {
  it('is read into text, quotations and pointers', () => {
    expect(parseProse('It says “coup” [¶6], and again [¶10–11].')).toEqual([
      { kind: 'text', text: 'It says ' },
      { kind: 'quote', text: 'coup' },
      { kind: 'text', text: ' ' },
      { kind: 'cite', from: 6, to: 6 },
      { kind: 'text', text: ', and again ' },
      { kind: 'cite', from: 10, to: 11 },
      { kind: 'text', text: '.' },
    ]);
  });

  it.each(['', '“open', 'closed”', '[¶]', '[¶ six]', '<b>bold</b>'])('leaves %j as it stands', (text) => {
    expect(printed(parseProse(text))).toBe(text);
  });

  it('loses nothing, whatever is written', () => {
    const pieces = fc.constantFrom('“', '”', '[¶3]', '[¶3–4]', 'words ', '<script>', '[', ']');
    fc.assert(
      fc.property(fc.array(pieces), (written) => {
        expect(printed(parseProse(written.join('')))).toBe(written.join(''));
      }),
    );
  });
});
