// The words and looks of results: verdicts, shares, and where an assignment stands.
import type { Verdict } from '#lib/domain/analysis/verdict.ts';
import type { Settings } from '#lib/domain/assignment/settings.ts';
import type { Column } from '#lib/domain/gradebook/pages.ts';

/** A colour beside the words of a verdict, never instead of them. */
export const LOOKS = {
  'too few': '',
  'very easy': 'warn',
  'very hard': 'warn',
  'common error': 'warn',
  'does not separate': 'no',
  separates: 'ok',
  working: 'ok',
} as const satisfies Record<Verdict['kind'], string>;

export const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** A correlation with a true minus. */
export const correlation = (value: number): string => value.toFixed(2).replace('-', '−');

const COUNTS = {
  first: 'First attempt counts.',
  best: 'Best attempt counts.',
  last: 'Last attempt counts.',
} as const satisfies Record<Settings['counts'], string>;

/** Which attempt counts, where one sentence can say it for all. */
export function countsSentence(columns: readonly Pick<Column, 'counts'>[]): string {
  const [first] = columns;
  return first !== undefined && columns.every(({ counts }) => counts === first.counts)
    ? COUNTS[first.counts]
    : 'Which attempt counts stands under each title.';
}
/** The same for one column, where they differ. */
export const countsWord = (columns: readonly Pick<Column, 'counts'>[], { counts }: Column): string | null =>
  columns.every((column) => column.counts === counts) ? null : `${counts} attempt`;

/** A stem inside a link: without its pointers, which are links themselves. */
export const unpointed = (text: string): string => text.replace(/\s?\[¶[^\]]*\]/g, '');
