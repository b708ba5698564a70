// Cuts a paragraph into marked and unmarked parts, so that a component can print them without any HTML.

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
