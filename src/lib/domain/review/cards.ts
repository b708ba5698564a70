// What is remembered of each question, as far as the answers tell: a pure fold over them, by FSRS. The only file that imports ts-fsrs.
import { FSRSAlgorithm, Rating, type Grade } from 'ts-fsrs';
import type { Certainty, Skill } from '../content/vocabulary.ts';
import type { DayOf } from './day.ts';

/** A first answer to a question, judged. Retries after feedback are none. */
export interface ReviewAnswer {
  readonly course: string;
  readonly item: string;
  readonly skill: Skill;
  /** Epoch milliseconds on the deciding side's clock. */
  readonly at: number;
  /** Fully right: an answer that is right in parts only is not. */
  readonly correct: boolean;
  readonly certainty: Certainty | null;
  readonly attempt: string;
  readonly seq: number;
  /** True where the question was asked as a review. */
  readonly review: boolean;
}

/** What names a question across content versions: its id is never used again in its course. */
export const keyOf = ({ course, item }: { readonly course: string; readonly item: string }): string =>
  `${course}/${item}`;

/** The memory of one question after its answers so far. Days are local ones (day.ts). */
export interface Card {
  readonly key: string;
  /** Days until it is remembered with a chance of nine in ten (FSRS). */
  readonly stability: number;
  readonly difficulty: number;
  readonly last: number;
  readonly due: number;
  /** Whether the latest answer was certain, and right or wrong with it. */
  readonly sure: 'right' | 'wrong' | null;
}
export type Cards = ReadonlyMap<string, Card>;

export const DESIRED_RETENTION = 0.9;

/** Whole days only, and no chance in it: the same answers give the same cards everywhere. */
const memory = new FSRSAlgorithm({
  request_retention: DESIRED_RETENTION,
  enable_fuzz: false,
  enable_short_term: false,
});

/**
 * The grade of an answer, from what was answered and how sure one was; nobody grades themselves. No certainty counts
 * as "fairly sure". Easy is for the second certain and right answer in a row.
 */
export function gradeOf(
  { correct, certainty }: Pick<ReviewAnswer, 'correct' | 'certainty'>,
  before: Pick<Card, 'sure'> | null,
): Grade {
  if (!correct) return Rating.Again;
  if (certainty === 'guess') return Rating.Hard;
  return certainty === 'sure' && before?.sure === 'right' ? Rating.Easy : Rating.Good;
}

/** Days to the next time. What was wrong comes back tomorrow; a guess always sooner than a right answer that was none. */
function intervalOf(stability: number, elapsed: number, grade: Grade): number {
  return grade === Rating.Again ? 1 : Math.max(grade, memory.next_interval(stability, elapsed));
}

const inOrder = (a: ReviewAnswer, b: ReviewAnswer): number => {
  if (a.at !== b.at) return a.at - b.at;
  if (a.attempt !== b.attempt) return a.attempt < b.attempt ? -1 : 1;
  if (a.seq !== b.seq) return a.seq - b.seq;
  return a.item < b.item ? -1 : Number(a.item > b.item);
};

/**
 * The card after one more answer. On one day a second right answer to a question proves nothing that its explanation
 * has not just said, so it changes nothing; a wrong one still does.
 */
export function answered(before: Card | null, answer: ReviewAnswer, dayOf: DayOf): Card {
  const day = Math.max(dayOf(answer.at), before?.last ?? -Infinity);
  if (before !== null && day === before.last && answer.correct) return before;
  const grade = gradeOf(answer, before);
  const elapsed = before === null ? 0 : day - before.last;
  const { stability, difficulty } = memory.next_state(before, elapsed, grade);
  return {
    key: keyOf(answer),
    stability,
    difficulty,
    last: day,
    due: day + intervalOf(stability, elapsed, grade),
    sure: answer.certainty === 'sure' ? (answer.correct ? 'right' : 'wrong') : null,
  };
}

/** One card for each question that was ever answered. The order of `answers` does not matter; their times do. */
export function cardsOf(answers: readonly ReviewAnswer[], dayOf: DayOf): Cards {
  const cards = new Map<string, Card>();
  for (const answer of [...answers].sort(inOrder)) {
    const key = keyOf(answer);
    cards.set(key, answered(cards.get(key) ?? null, answer, dayOf));
  }
  return cards;
}

/** The chance, from 0 to 1, that a question is still remembered on a day. */
export const retrievability = ({ last, stability }: Card, day: number): number =>
  memory.forgetting_curve(Math.max(0, day - last), stability);
