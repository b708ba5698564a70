// Cuts a paragraph into marked and unmarked parts, so that a component can print them without any HTML.
import type { Passage } from '#lib/domain/content/parts.ts';

export interface MarkedPart {
  readonly kind: 'text' | 'mark';
  readonly text: string;
}

/** Parts of the paragraph in order; overlapping marks are joined. */
export function markedParts(text: string, marks: readonly (readonly [number, number])[]): MarkedPart[] {
  const parts: MarkedPart[] = [];
  let last = 0;
  for (const [from, to] of [...marks].sort((a, b) => a[0] - b[0])) {
    const start = Math.max(from, last);
    if (to <= start) continue;
    if (start > last) parts.push({ kind: 'text', text: text.slice(last, start) });
    parts.push({ kind: 'mark', text: text.slice(start, to) });
    last = to;
  }
  if (last < text.length) parts.push({ kind: 'text', text: text.slice(last) });
  return parts;
}

/** The same, with at most `around` characters before the first mark and after the last, cut at a space. */
export function markedExcerpt(
  text: string,
  marks: readonly (readonly [number, number])[],
  around: number,
): MarkedPart[] {
  const first = Math.min(...marks.map(([from]) => from));
  const last = Math.max(...marks.map(([, to]) => to));
  if (marks.length === 0) return markedParts(text, marks);
  const start = first <= around ? 0 : text.indexOf(' ', first - around) + 1;
  const stop = text.length - last <= around ? text.length : text.lastIndexOf(' ', last + around);
  const from = start > first ? first : start;
  const to = stop < last ? last : stop;
  const parts = markedParts(
    text.slice(from, to),
    marks.map(([a, b]) => [a - from, b - from] as const),
  );
  return [
    ...(from > 0 ? [{ kind: 'text', text: '… ' } as const] : []),
    ...parts,
    ...(to < text.length ? [{ kind: 'text', text: ' …' } as const] : []),
  ];
}

/** The words of a passage, cut at the borders of the phrases in it; the phrases stand in the order of the text. */
export function phraseParts<T extends { readonly cite: Passage }>(
  passage: Passage,
  phrases: readonly T[],
): { readonly text: string; readonly phrase: T | null }[] {
  const [start, end] = passage.at;
  const between = (from: number, to: number) => ({
    text: passage.quote.slice(from - start, to - start),
    phrase: null,
  });
  const last = phrases.at(-1)?.cite.at[1] ?? start;
  return [
    ...phrases.flatMap((phrase, i) => [
      between(phrases[i - 1]?.cite.at[1] ?? start, phrase.cite.at[0]),
      { text: phrase.cite.quote, phrase },
    ]),
    between(last, end),
  ].filter(({ text }) => text !== '');
}
