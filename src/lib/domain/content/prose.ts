// Reads the little markup of the course's prose: “quoted words” and [¶6] or [¶10–11], nothing else.

export type ProsePart =
  | { readonly kind: 'text'; readonly text: string }
  /** Somebody's words, without their quotation marks: set in the source's type. */
  | { readonly kind: 'quote'; readonly text: string }
  /** A pointer to a paragraph of the source; `to` is the last one of a range. */
  | { readonly kind: 'cite'; readonly from: number; readonly to: number };

const MARKUP = /“([^”]*)”|\[¶\s?(\d+)(?:[–-](\d+))?\]/g;

/** The parts of a piece of prose in order; never HTML. */
export function parseProse(prose: string): ProsePart[] {
  const parts: ProsePart[] = [];
  let last = 0;
  for (const match of prose.matchAll(MARKUP)) {
    if (match.index > last) parts.push({ kind: 'text', text: prose.slice(last, match.index) });
    const [whole, quoted, from, to] = match;
    parts.push(
      quoted === undefined
        ? { kind: 'cite', from: Number(from), to: Number(to ?? from) }
        : { kind: 'quote', text: quoted },
    );
    last = match.index + whole.length;
  }
  if (last < prose.length) parts.push({ kind: 'text', text: prose.slice(last) });
  return parts;
}
