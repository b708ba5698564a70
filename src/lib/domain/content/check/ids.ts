// Ids are unique: what is recorded under one must never mean two things.
import { placedItems, tracksOf, type AuthoredFile } from '../authored.ts';
import type { Finding, Path } from '../fault.ts';
import type { Item } from '../schema.ts';
import { at, type Rule } from './rule.ts';

interface Named {
  readonly file: string;
  readonly path: Path;
  readonly id: string;
}

/** Every use of an id but the first, among things of one kind. */
function repeated(noun: string, within: string, things: readonly Named[]): Finding[] {
  const first = new Map<string, Named>();
  return things.flatMap((thing) => {
    const known = first.get(thing.id);
    if (known === undefined) {
      first.set(thing.id, thing);
      return [];
    }
    const where = known.file === thing.file ? within : `${within}, first in ${known.file}`;
    return [
      at(
        { file: thing.file },
        thing.path,
        `the ${noun} id "${thing.id}" is used twice in ${where}`,
        'give this one another id',
      ),
    ];
  });
}

type Entry = Readonly<Partial<Record<'id' | 'key', string>>>;
const entries = (file: AuthoredFile | null, list: readonly Entry[] | undefined, path: Path = []): Named[] =>
  file === null
    ? []
    : (list ?? []).map((entry, i) => {
        const field = entry.id === undefined ? 'key' : 'id';
        return { file: file.file, path: [...path, i, field], id: entry[field] ?? '' };
      });

function partsOf(item: Item): [noun: string, list: string, parts: readonly { readonly id: string }[]][] {
  switch (item.kind) {
    case 'single':
    case 'multiple':
      return [['option', 'options', item.options]];
    case 'order':
      return [['card', 'cards', item.cards]];
    case 'match':
      return [
        ['answer', 'answers', item.answers],
        ['pair', 'pairs', item.pairs],
      ];
    case 'classify':
      return [['passage', 'passages', item.passages]];
    case 'spot':
      return [['phrase', 'phrases', item.phrases]];
    case 'sound':
      return [['statement', 'statements', item.statements]];
    case 'fill':
    case 'numeric':
      return [];
  }
}

export const itemIdsAreUnique: Rule = (set) => {
  const items = placedItems(set);
  return [
    ...repeated(
      'item',
      'this course',
      items.map(({ file, path, item }) => ({ file, path: [...path, 'id'], id: item.id })),
    ),
    ...items.flatMap(({ file, path, item }) =>
      partsOf(item).flatMap(([noun, list, parts]) =>
        repeated(
          noun,
          `item ${item.id}`,
          parts.map(({ id }, i) => ({ file, path: [...path, list, i, 'id'], id })),
        ),
      ),
    ),
  ];
};

export const trackIdsAreUnique: Rule = (set) => {
  const tracks = tracksOf(set);
  return [
    ...repeated(
      'scene',
      'this course',
      tracks.flatMap((file) => entries(file, file.data?.scenes, ['scenes'])),
    ),
    ...repeated(
      'ending',
      'this course',
      tracks.flatMap((file) => entries(file, file.data?.endings, ['endings'])),
    ),
    ...tracks.flatMap((file) =>
      repeated(
        'move',
        'this track',
        (file.data?.scenes ?? []).flatMap((scene, i) =>
          scene.kind === 'decision' ? entries(file, scene.moves, ['scenes', i, 'moves']) : [],
        ),
      ),
    ),
    ...set.worlds.flatMap(({ world }) =>
      repeated('state variable', 'this world', entries(world, world?.data?.state, ['state'])),
    ),
  ];
};

export const courseIdsAreUnique: Rule = (set) => {
  const { course, references, lexicon, perspectives, claims, events, tellings, omissions, epilogue } = set;
  const card = set.source?.card ?? null;
  const activities = [...set.quizzes, ...tracksOf(set)].flatMap((file) =>
    file.data === null ? [] : [{ file: file.file, path: ['id'], id: file.data.id }],
  );
  return [
    ...repeated('activity', 'this course', activities),
    ...repeated('module', 'this course', entries(course, course?.data?.modules, ['modules'])),
    ...repeated('reference', 'this file', entries(references, references?.data ?? [])),
    ...repeated('loaded phrase', 'this file', entries(lexicon, lexicon?.data?.loaded, ['loaded'])),
    ...repeated('perspective', 'this file', entries(perspectives, perspectives?.data ?? [])),
    ...repeated('claim', 'this file', entries(claims, claims?.data ?? [])),
    ...repeated('event', 'this file', entries(events, events?.data ?? [])),
    ...repeated('telling', 'this file', entries(tellings, tellings?.data ?? [])),
    ...repeated('omission', 'this file', entries(omissions, omissions?.data ?? [])),
    ...repeated('item', 'this file', entries(epilogue, epilogue?.data?.items, ['items'])),
    ...repeated('correction', 'this file', entries(card, card?.data?.corrections, ['corrections'])),
  ];
};
