// Whatever names something else names something that is there.
import { allFiles, placedItems, tracksOf, type AuthoredFile } from '../authored.ts';
import { listed, type Path } from '../fault.ts';
import { SOURCE_PAGES } from '../reading.ts';
import { wordsIn } from '../text.ts';
import { SIDES } from '../vocabulary.ts';
import { walk } from '../walk.ts';
import { at, type Rule } from './rule.ts';

/** The id a file has or seems to have: one with other faults is still there to be named. */
const idOf = ({ data, raw }: AuthoredFile<{ readonly id: string }>): string | null => {
  const id = data?.id ?? (raw as { readonly id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' ? id : null;
};

/** Modules name activities that exist, each activity stands in one module, and once; the pretest stands before them. */
export const activitiesAreListed: Rule = (set) => {
  const { course } = set;
  if (course?.data == null) return [];
  const files: readonly AuthoredFile<{ readonly id: string }>[] = [...set.quizzes, ...tracksOf(set)];
  const known = files.map(idOf).filter((id) => id !== null);
  // A file that cannot be read may be the very one that is named.
  const sure = known.length === files.length;
  const seen = new Set<string>();
  const { pretest } = course.data;
  const places: readonly { readonly by: string; readonly id: string; readonly path: Path }[] = [
    ...(pretest === undefined ? [] : [{ by: 'the course', id: pretest, path: ['pretest'] }]),
    ...course.data.modules.flatMap((module, i) =>
      module.activities.map((id, j) => ({
        by: `module ${module.id}`,
        id,
        path: ['modules', i, 'activities', j],
      })),
    ),
  ];
  const inModules = places.flatMap(({ by, id, path }) => {
    if (seen.has(id))
      return [at(course, path, `the activity "${id}" is listed twice`, 'list it in one module, once')];
    seen.add(id);
    if (known.includes(id) || !sure) return [];
    return [
      at(
        course,
        path,
        `${by} lists the activity "${id}", which does not exist`,
        `choose from ${listed(known)}`,
      ),
    ];
  });
  const unlisted = files.flatMap((file) => {
    const id = idOf(file);
    return id === null || seen.has(id)
      ? []
      : [
          at(
            file,
            ['id'],
            `no module lists the activity "${id}"`,
            'add its id to "activities:" of a module in course.yaml',
          ),
        ];
  });
  return [...inModules, ...unlisted];
};

/** An activity named as a page of the course could not be opened: the page has its address. */
export const activitiesHaveAddresses: Rule = (set) => {
  const final = set.course?.data?.final?.id;
  const named = [...set.quizzes, ...tracksOf(set)].map((file) => ({ file, path: ['id'], id: idOf(file) }));
  const all =
    set.course === null || final === undefined
      ? named
      : [...named, { file: set.course, path: ['final', 'id'], id: final }];
  return all
    .filter(({ id }) => SOURCE_PAGES.some((page) => page === id))
    .map(({ file, path, id }) =>
      at(
        file,
        path,
        `the activity "${id}" has the address of a page of the course`,
        `give it another id than ${listed(SOURCE_PAGES)}`,
      ),
    );
};

/** Every key under `references:` is one of references.yaml. */
export const referencesExist: Rule = (set) => {
  const known = set.references?.data?.map(({ key }) => key);
  if (known === undefined) return [];
  return allFiles(set).flatMap((file) => {
    const unknown: { readonly path: Path; readonly key: string }[] = [];
    walk(file.schema, file.raw, (_schema, value, path) => {
      if (path.at(-2) === 'references' && typeof value === 'string' && !known.includes(value))
        unknown.push({ path, key: value });
    });
    return unknown.map(({ path, key }) =>
      at(
        file,
        path,
        `there is no reference "${key}"`,
        'add it to references.yaml, or name one that is there',
      ),
    );
  });
};

/** An item's `tellings` is an entry of tellings.yaml. */
export const tellingsExist: Rule = (set) => {
  const known = set.tellings?.data?.map(({ id }) => id);
  if (known === undefined) return [];
  return placedItems(set).flatMap(({ file, path, item }) =>
    item.tellings === undefined || known.includes(item.tellings)
      ? []
      : [
          at(
            { file },
            [...path, 'tellings'],
            `item ${item.id} names the telling "${item.tellings}", which does not exist`,
            `choose from ${listed(known)}`,
          ),
        ],
  );
};

/** Each of the seven speakers has a perspective. */
export const everySideSpeaks: Rule = ({ perspectives }) => {
  const data = perspectives?.data;
  if (perspectives === null || data == null) return [];
  return SIDES.filter((side) => !data.some(({ id }) => id === side)).map((side) =>
    at(perspectives, [], `there is no perspective "${side}"`, `add an entry with "id: ${side}"`),
  );
};

/** The three columns of a telling are three different sides. */
export const tellingsCompareSides: Rule = ({ tellings }) =>
  (tellings?.data ?? []).flatMap(({ id, columns }, i) =>
    columns.flatMap(({ side }, j) =>
      tellings === null || columns.findIndex((column) => column.side === side) === j
        ? []
        : [
            at(
              tellings,
              [i, 'columns', j, 'side'],
              `telling ${id} has two columns for "${side}"`,
              'give each side one column',
            ),
          ],
    ),
  );

/** Words by which two cells of a row may differ, whatever their proportion. */
const FEW_WORDS = 12;

/** In each row of a telling no side is given three times the words of another: the accounts are of one length class. */
export const tellingsWeighAlike: Rule = ({ tellings }) =>
  (tellings?.data ?? []).flatMap(({ id, columns }, i) =>
    (['words', 'asks', 'known'] as const).flatMap((row) => {
      const cells = columns.flatMap(({ side, words, asks, known }, j) => {
        const text = { words: words?.quote, asks: asks?.text ?? asks?.cite.quote, known: known?.text }[row];
        return text === undefined ? [] : [{ side, j, length: wordsIn(text).length }];
      });
      const [shortest, ...longer] = cells.sort((a, b) => a.length - b.length);
      const longest = longer.at(-1);
      if (tellings === null || shortest === undefined || longest === undefined) return [];
      if (longest.length <= 3 * shortest.length || longest.length - shortest.length <= FEW_WORDS) return [];
      return [
        at(
          tellings,
          [i, 'columns', longest.j, row],
          `telling ${id} gives ${longest.side} ${longest.length} words under "${row}" and ${shortest.side} ${shortest.length}`,
          'cut the longer cell, or say more in the shorter one',
        ),
      ];
    }),
  );
