// Every passage stands in the source at its paragraph and offsets, character for character.
import { allFiles } from '../authored.ts';
import { describe } from '../describe.ts';
import { named } from '../fault.ts';
import type { Passage } from '../parts.ts';
import { isVerbatim, placesOf, printedLike, type Place } from '../text.ts';
import { evidenceIn, passagesIn } from '../walk.ts';
import { at, type Rule } from './rule.ts';

const said = ({ p, at: [from, to] }: Place): string => `[${from}, ${to}] of paragraph ${p}`;

/** Where the words do stand: in the paragraph named, else elsewhere, else how the source prints something like them. */
function cureFor(paragraphs: readonly string[], { p, quote }: Passage): string {
  const places = placesOf(paragraphs, quote);
  const here = places.filter((place) => place.p === p);
  const shown = here.length > 0 ? here : places;
  if (shown.length > 0) {
    const more = shown.length > 3 ? ` and ${shown.length - 3} more places` : '';
    return `the words stand at ${shown.slice(0, 3).map(said).join(' and at ')}${more}`;
  }
  const printed = printedLike(paragraphs, quote);
  return printed === null
    ? 'these words do not occur in the source: copy them from its text'
    : `the source prints them as ${JSON.stringify(printed)}, at ${said(placesOf(paragraphs, printed)[0] as Place)}`;
}

function wrong(paragraphs: readonly string[], { p, at: [from, to], quote }: Passage): string {
  const text = paragraphs[p - 1];
  if (text === undefined) return `there is no paragraph ${p}, the source has ${paragraphs.length}`;
  const there = text.slice(from, to);
  return there === ''
    ? `nothing stands at [${from}, ${to}] of paragraph ${p}, which has ${text.length} signs, but ${named(quote)} is cited`
    : `at [${from}, ${to}] of paragraph ${p} stands ${named(there)}, not ${named(quote)}`;
}

export const passagesAreVerbatim: Rule = (set) => {
  const paragraphs = set.source?.paragraphs;
  if (paragraphs == null) return [];
  return allFiles(set).flatMap((file) =>
    passagesIn(file)
      .filter(({ value }) => !isVerbatim(paragraphs, value))
      .map(({ path, value }) => at(file, path, wrong(paragraphs, value), cureFor(paragraphs, value))),
  );
};

/** How many passages of the course the rule above has compared. */
export const passagesChecked = (set: Parameters<Rule>[0]): number =>
  set.source?.paragraphs == null ? 0 : allFiles(set).reduce((sum, file) => sum + passagesIn(file).length, 0);

/** Only an inference may stand without a passage: whatever else it rests on can be shown. */
export const evidenceIsShown: Rule = (set) =>
  allFiles(set).flatMap((file) =>
    evidenceIn(file)
      .filter(
        ({ value }) => value.cite === undefined && value.basis !== undefined && value.basis !== 'inference',
      )
      .map(({ path, value }) =>
        at(
          file,
          path,
          `the evidence of ${describe(file.kind, file.raw, path.slice(0, -1)).subject} is "${value.basis}" but cites no passage`,
          'add "cite:" with the passage, or write "basis: inference"',
        ),
      ),
  );
