// The words of review: how much is due, and how often one was right.
import type { DueToday } from '#lib/domain/review/pages.ts';
import type { Tally } from '#lib/domain/review/history.ts';
import { count } from '../words.ts';

/** As in "6 questions, about 4 minutes". */
export const dueWords = ({ questions, minutes }: DueToday): string =>
  `${count(questions, 'question')}, about ${count(minutes, 'minute')}`;

/** As in "5 of 6"; a dash where nothing was answered. */
export const tallyWords = ({ answers, right }: Tally): string =>
  answers === 0 ? '–' : `${right} of ${answers}`;

export const share = ({ answers, right }: Tally): number => (answers === 0 ? 0 : right / answers);
export const percent = (tally: Tally): string => `${Math.round(100 * share(tally))} %`;

export const summed = (tallies: readonly Tally[]): Tally =>
  tallies.reduce<Tally>(
    (sum, { answers, right }) => ({ answers: sum.answers + answers, right: sum.right + right }),
    { answers: 0, right: 0 },
  );

export const without = (all: Tally, part: Tally): Tally => ({
  answers: all.answers - part.answers,
  right: all.right - part.right,
});
