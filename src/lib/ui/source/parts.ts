// Cuts a paragraph of the source at the borders of its claims, of its corrected words and of the words to open at.
import type { Claim } from '#lib/domain/content/schema.ts';

type Range = readonly [number, number];
export interface SourcePart {
  readonly text: string;
  /** The claim whose underline is drawn: the shortest that covers the part. */
  readonly claim: Claim | null;
  /** Claims that begin here: their letters are printed before the words. */
  readonly begins: readonly Claim[];
  readonly marked: boolean;
  readonly corrected: boolean;
}

const covers = ([from, to]: Range, at: number): boolean => from <= at && at < to;

/** Parts in order; together they are the paragraph, character by character. */
export function sourceParts(
  text: string,
  claims: readonly Claim[],
  mark: Range | null,
  corrections: readonly Range[],
): SourcePart[] {
  const ranges = [...claims.map((claim) => claim.cite.at), ...(mark === null ? [] : [mark]), ...corrections];
  const cuts = [...new Set([0, text.length, ...ranges.flat()])]
    .filter((cut) => cut >= 0 && cut <= text.length)
    .sort((a, b) => a - b);
  const length = ({ cite }: Claim): number => cite.at[1] - cite.at[0];
  return cuts.slice(0, -1).map((from, i) => ({
    text: text.slice(from, cuts[i + 1]),
    claim:
      claims.filter((claim) => covers(claim.cite.at, from)).sort((a, b) => length(a) - length(b))[0] ?? null,
    begins: claims.filter((claim) => claim.cite.at[0] === from),
    marked: mark !== null && covers(mark, from),
    corrected: corrections.some((range) => covers(range, from)),
  }));
}
