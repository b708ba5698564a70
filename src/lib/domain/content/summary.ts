// What the check says of sound content: counts, and the proof of each track in one line.
import { placedItems, tracksOf, type AuthoredSet } from './authored.ts';
import { passagesChecked } from './check/passages.ts';
import type { Proven } from './check/proof.ts';
import type { Proof } from './prove.ts';

/** "61 states, all end; longest 14 choices; 5 endings, all reached; maximum 5 points" */
export function proofLine({ states, stuck, longest, endings, unreachedEndings, maximum }: Proof): string {
  const all = endings.length + unreachedEndings.length;
  const end = stuck === 0 ? 'all end' : `${stuck} cannot end`;
  const reached = unreachedEndings.length === 0 ? 'all reached' : `${endings.length} reached`;
  return `${states} states, ${end}; longest ${longest} choices; ${all} endings, ${reached}; maximum ${maximum} points`;
}

/** "12: single 6, multiple 2": how many, and of which sort. */
function tally(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, n]) => `${value} ${n}`).join(', ');
}

export function summary(set: AuthoredSet, proven: readonly Proven[]): string[] {
  const items = placedItems(set).map(({ item }) => item);
  const card = set.source?.card?.data;
  const count = (list: readonly unknown[] | null | undefined, one: string, many = `${one}s`): string =>
    `${list?.length ?? 0} ${list?.length === 1 ? one : many}`;
  return [
    `course ${set.id}: ${count(set.course?.data?.modules, 'module')}, ${count(set.quizzes, 'quiz', 'quizzes')}, ${count(tracksOf(set), 'track')}`,
    `  source ${set.source?.id ?? 'none'}: ${count(set.source?.paragraphs, 'paragraph')}, ${count(card?.corrections, 'correction')}`,
    `  items ${items.length}: ${tally(items.map((item) => item.kind))}`,
    `    by pool: ${tally(items.map((item) => item.pool))}`,
    `    by skill: ${tally(items.map((item) => item.skill))}`,
    `  ${[
      count(set.claims?.data, 'claim'),
      count(set.events?.data, 'event'),
      count(set.perspectives?.data, 'perspective'),
      count(set.tellings?.data, 'telling'),
      count(set.omissions?.data, 'omission'),
      count(set.epilogue?.data?.items, 'epilogue item'),
      count(set.lexicon?.data?.loaded, 'loaded phrase'),
      count(set.references?.data, 'reference'),
    ].join(', ')}`,
    `  ${passagesChecked(set)} passages checked, all verbatim`,
    ...proven.map(({ track, proof }) => `  track ${track.activity.id}: ${proofLine(proof)}`),
  ];
}
