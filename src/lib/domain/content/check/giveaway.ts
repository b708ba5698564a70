// The right option gives itself away neither by its length nor by its place.
import { placedItems, type PlacedItem } from '../authored.ts';
import { at, type Rule } from './rule.ts';

/** Shorter options (years, names) differ in length without meaning anything by it. */
const SHORT = 12;
/** How far the right options may differ from the mean of the wrong ones before a guesser profits. */
const MARGIN = 0.25;
/** With fewer items a share says nothing. */
const ENOUGH = 20;
const ENOUGH_FOR_PLACE = 4;
const SHARE = [0.2, 0.35] as const;

const mean = (lengths: readonly number[]): number => lengths.reduce((sum, n) => sum + n, 0) / lengths.length;

interface Lengths {
  readonly right: readonly number[];
  readonly wrong: readonly number[];
}
function lengthsOf({ item }: PlacedItem): Lengths | null {
  if (item.kind !== 'single' && item.kind !== 'multiple') return null;
  const of = (right: boolean): number[] =>
    item.options.filter((option) => (option.right === true) === right).map(({ text }) => text.length);
  const lengths = { right: of(true), wrong: of(false) };
  return lengths.right.length === 0 || lengths.wrong.length === 0 ? null : lengths;
}

/** Within an item: no right option set apart by being longest, or shortest, by more than a quarter of the others' mean. */
export const lengthsTellNothing: Rule = (set) =>
  placedItems(set).flatMap((placed) => {
    const lengths = lengthsOf(placed);
    if (lengths === null || mean([...lengths.right, ...lengths.wrong]) <= SHORT) return [];
    const { right, wrong } = lengths;
    const apart = mean(right) / mean(wrong) - 1;
    const longest = Math.min(...right) > Math.max(...wrong) && apart > MARGIN;
    const shortest = Math.max(...right) < Math.min(...wrong) && apart < -MARGIN;
    if (!longest && !shortest) return [];
    const plural = right.length > 1;
    const options = plural ? 'right options are' : 'right option is';
    return [
      at(
        { file: placed.file },
        [...placed.path, 'options'],
        `the ${options} the ${longest ? 'longest' : 'shortest'} of item ${placed.item.id} by ${Math.round(Math.abs(apart) * 100)} % of the others' mean`,
        `shorten or lengthen until the difference is at most ${MARGIN * 100} %`,
      ),
    ];
  });

/** Over the course: the right option is the longest about as often as chance makes it, and not always in one place. */
export const placesTellNothing: Rule = (set) => {
  if (set.course === null) return [];
  const { course } = set;
  const singles = placedItems(set).flatMap(({ item }) => (item.kind === 'single' ? [item] : []));
  const places = singles.map(({ options }) => options.findIndex(({ right }) => right === true));
  const longest = singles.filter(({ options }) =>
    options.every(({ right, text }, _i, all) => {
      const key = all.find((option) => option.right === true)?.text.length ?? 0;
      return right === true || text.length < key;
    }),
  ).length;
  const share = longest / singles.length;
  const percent = (n: number): number => Math.round(n * 100);
  return [
    ...(singles.length >= ENOUGH && (share < SHARE[0] || share > SHARE[1])
      ? [
          at(
            course,
            [],
            `the right option is the longest in ${longest} of ${singles.length} single-choice items, ${percent(share)} %`,
            `reword options until it is between ${percent(SHARE[0])} and ${percent(SHARE[1])} %`,
          ),
        ]
      : []),
    ...(singles.length >= ENOUGH_FOR_PLACE && new Set(places).size === 1
      ? [
          at(
            course,
            [],
            `the right option is written in place ${(places[0] ?? 0) + 1} in all ${singles.length} single-choice items`,
            'write it in different places',
          ),
        ]
      : []),
  ];
};
