// Item analysis by classical test theory: how hard each item was, and whether it tells strong from weak.
import { added } from '../attempt/score.ts';
import type { Item } from '../content/schema.ts';
import { judge, type Flags, type Response } from '../items/index.ts';
import { answersOf, type AnswerGroup } from './answers.ts';
import { mean, pearson } from './numbers.ts';
import { FEWEST, verdictOf, type Verdict } from './verdict.ts';

/** One finished attempt: the points of each item it asked, and the raw responses to those that were answered. */
export interface Taking {
  readonly items: readonly { readonly item: string; readonly points: number }[];
  readonly responses: Readonly<Record<string, Response>>;
}

export interface ItemStatistics {
  readonly item: string;
  /** Attempts that asked it, and how many of them answered it. */
  readonly n: number;
  readonly answered: number;
  /**
   * Mean share of the point won, from 0 to 1, an item left open counting 0: the p of Crocker and Algina, Introduction to
   * Classical and Modern Test Theory (1986), ch. 14, extended to partial credit. Null when nobody was asked.
   */
  readonly facility: number | null;
  /**
   * Corrected point-biserial, or item–rest correlation: of the item's points with the sum of all the other items, so
   * that the item is not correlated with itself (Henrysson, Psychometrika 28 (1963), 211–218). From −1 to 1; null below
   * five attempts, or where item or rest do not vary.
   */
  readonly discrimination: number | null;
  readonly answers: readonly AnswerGroup[];
  /** Summed over all answers, for kinds that judge statements or phrases; see items/common.ts. */
  readonly flags: Flags | null;
  readonly verdict: Verdict;
}

/** Sums of thirds and fifths differ in their last bits with the order of adding: figures are rounded as scores are. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

function flagsOver(item: Item, responses: readonly Response[]): Flags | null {
  let sum: Flags | null = null;
  for (const response of responses) {
    const flags: Flags | undefined = response.kind === item.kind ? judge(item, response).flags : undefined;
    if (flags !== undefined) sum = sum === null ? flags : added(sum, flags);
  }
  return sum;
}

/** Statistics of each of `items`, in their order. One pass over the attempts, one over the answers: linear in both. */
export function itemStatistics(items: readonly Item[], takings: readonly Taking[]): ItemStatistics[] {
  const columns = new Map(
    items.map(({ id }) => [
      id,
      { points: [] as number[], rest: [] as number[], responses: [] as Response[] },
    ]),
  );
  for (const taking of takings) {
    const total = taking.items.reduce((sum, { points }) => sum + points, 0);
    for (const { item, points } of taking.items) {
      const column = columns.get(item);
      if (column === undefined) continue;
      column.points.push(points);
      column.rest.push(rounded(total - points));
      const response = taking.responses[item];
      if (response !== undefined) column.responses.push(response);
    }
  }
  return items.map((item) => {
    const { points, rest, responses } = columns.get(item.id) ?? { points: [], rest: [], responses: [] };
    const n = points.length;
    const answered = responses.length;
    const facility = n === 0 ? null : rounded(mean(points));
    const correlation = n < FEWEST ? null : pearson(points, rest);
    const discrimination = correlation === null ? null : rounded(correlation);
    const answers = answersOf(item, responses);
    return {
      item: item.id,
      n,
      answered,
      facility,
      discrimination,
      answers,
      flags: flagsOver(item, responses),
      verdict: verdictOf(answers, { n, answered, facility: facility ?? 0, discrimination }),
    };
  });
}

/** The items that cost most, hardest first; an item that nobody was asked is not among them. */
export const hardest = (statistics: readonly ItemStatistics[], most: number): ItemStatistics[] =>
  statistics
    .filter(({ facility }) => facility !== null && facility < 1)
    .sort((a, b) => (a.facility ?? 0) - (b.facility ?? 0))
    .slice(0, most);
