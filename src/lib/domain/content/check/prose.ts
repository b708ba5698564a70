// Rules of prose: quotations are somebody's very words, pointers point at paragraphs, quotation marks are “ ”.
import { allFiles, type AuthoredFile, type AuthoredSet } from '../authored.ts';
import { named, type Path } from '../fault.ts';
import { parseProse } from '../prose.ts';
import { normalised, occurs, printedLike } from '../text.ts';
import { proseIn } from '../walk.ts';
import { at, type Rule } from './rule.ts';

/** Prose whose quotations are not the source's: proposed readings, the list of names, titles of other works. */
function quotesFreely({ kind }: AuthoredFile, path: Path): boolean {
  const field = path.at(-1);
  if (kind === 'source') return field === 'reading' || field === 'title' || field === 'original_title';
  if (kind === 'lexicon') return path[0] === 'names' && (field === 'app' || field === 'article');
  return kind === 'references' && field === 'title';
}

/** Words that may stand in quotation marks though the source does not have them: names and titles. */
function otherWords({ lexicon, references, source }: AuthoredSet): string[] {
  const names = lexicon?.data?.names.flatMap(({ app, article = '' }) => [app, article]) ?? [];
  const titles = references?.data?.map(({ title }) => title) ?? [];
  const own = [source?.card?.data?.title ?? '', source?.card?.data?.original_title ?? ''];
  return [...names, ...titles, ...own].map(normalised);
}

/** Words in “ ” stand in the source, or are a name of the lexicon or part of a title. */
export const quotationsAreReal: Rule = (set) => {
  const paragraphs = set.source?.paragraphs;
  // With one of these unread, every name quoted from it would be called invented.
  if (paragraphs == null || set.lexicon?.data == null || set.references?.data == null) return [];
  const others = otherWords(set);
  const isReal = (quoted: string): boolean =>
    occurs(paragraphs, quoted) || others.some((words) => words.includes(normalised(quoted)));
  return allFiles(set).flatMap((file) =>
    proseIn(file)
      .filter(({ path }) => !quotesFreely(file, path))
      .flatMap(({ path, value }) =>
        parseProse(value).flatMap((part) => {
          if (part.kind !== 'quote' || isReal(part.text)) return [];
          const printed = printedLike(paragraphs, part.text);
          const cure =
            printed === null
              ? 'quote the very words of the source, drop the quotation marks, or add them to "names:" in lexicon.yaml'
              : `the source prints “${normalised(printed)}”`;
          return [at(file, path, `“${part.text}” stands in quotation marks and not in the source`, cure)];
        }),
      ),
  );
};

/** [¶6] and [¶10–11] name paragraphs that are there, and every “[¶” is one of the two. */
export const pointersPoint: Rule = (set) => {
  const last = set.source?.paragraphs?.length;
  return allFiles(set).flatMap((file) =>
    proseIn(file).flatMap(({ path, value }) => {
      const parts = parseProse(value);
      const misspelt = parts.some((part) => part.kind !== 'cite' && part.text.includes('[¶'));
      return [
        ...(misspelt
          ? [at(file, path, `a pointer in ${named(value)} cannot be read`, 'write it as [¶6] or [¶10–11]')]
          : []),
        ...parts.flatMap((part) => {
          if (part.kind !== 'cite' || last === undefined) return [];
          const said = part.from === part.to ? `[¶${part.from}]` : `[¶${part.from}–${part.to}]`;
          if (part.from >= 1 && part.to <= last && part.from <= part.to) return [];
          return [
            at(
              file,
              path,
              `${said} points at nothing`,
              `the source has the paragraphs 1 to ${last}, the lower number first`,
            ),
          ];
        }),
      ];
    }),
  );
};

/** Whether each “ has its ” and neither stands within another pair. */
function balanced(text: string): boolean {
  let open = false;
  for (const mark of text.match(/[“”]/g) ?? []) {
    if ((mark === '“') === open) return false;
    open = mark === '“';
  }
  return !open;
}

/** Straight double quotes would not be read as a quotation, nor would a mark without its partner. */
export const quotationMarksAreCurly: Rule = (set) =>
  allFiles(set).flatMap((file) =>
    proseIn(file).flatMap(({ path, value }) => [
      ...(value.includes('"')
        ? [
            at(
              file,
              path,
              `straight quotation marks in ${named(value)}`,
              'write “ and ”, and ‘ and ’ within a quotation',
            ),
          ]
        : []),
      ...(balanced(value)
        ? []
        : [
            at(
              file,
              path,
              `“ and ” do not pair in ${named(value)}`,
              'close each “ with one ” before the next',
            ),
          ]),
    ]),
  );
