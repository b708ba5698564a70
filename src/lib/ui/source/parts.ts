// Cuts a paragraph of the source at the borders of its claims, of the words that notes stand at, and of the words to open at.
import type { Claim } from '#lib/domain/content/schema.ts';
import type { Passage } from '#lib/domain/content/parts.ts';

type Range = readonly [number, number];
/** A correction or an omission: something the course adds after certain words. */
interface Note {
  readonly id: string;
  readonly cite: Passage;
}
export interface Marks<C extends Note, O extends Note> {
  readonly claims: readonly Claim[];
  readonly corrections: readonly C[];
  readonly omissions: readonly O[];
  /** The words to open at. */
  readonly mark: Range | null;
}
export interface SourcePart<C, O> {
  readonly text: string;
  /** The claim whose underline is drawn: the shortest that covers the part. */
  readonly claim: Claim | null;
  /** Claims that begin here: their letters are printed before the words. */
  readonly begins: readonly Claim[];
  readonly marked: boolean;
  readonly corrected: boolean;
  /** Notes whose words end here: their signs are printed after the words. */
  readonly corrections: readonly C[];
  readonly omissions: readonly O[];
}

const covers = ([from, to]: Range, at: number): boolean => from <= at && at < to;

/** Parts in order; together they are the paragraph, character by character. */
export function sourceParts<C extends Note, O extends Note>(
  text: string,
  { claims, corrections, omissions, mark }: Marks<C, O>,
): SourcePart<C, O>[] {
  const cited = [...claims, ...corrections, ...omissions].map(({ cite }) => cite.at);
  const cuts = [...new Set([0, text.length, ...[...cited, ...(mark === null ? [] : [mark])].flat()])]
    .filter((cut) => cut >= 0 && cut <= text.length)
    .sort((a, b) => a - b);
  const length = ({ cite }: Claim): number => cite.at[1] - cite.at[0];
  return cuts.slice(0, -1).map((from, i) => ({
    text: text.slice(from, cuts[i + 1]),
    claim:
      claims.filter((claim) => covers(claim.cite.at, from)).sort((a, b) => length(a) - length(b))[0] ?? null,
    begins: claims.filter((claim) => claim.cite.at[0] === from),
    marked: mark !== null && covers(mark, from),
    corrected: corrections.some(({ cite }) => covers(cite.at, from)),
    corrections: corrections.filter(({ cite }) => cite.at[1] === cuts[i + 1]),
    omissions: omissions.filter(({ cite }) => cite.at[1] === cuts[i + 1]),
  }));
}
