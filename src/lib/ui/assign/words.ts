// The words for where assigned work stands.
import type { GivenActivity, OwnPage, PupilLine, WorkLine } from '#lib/domain/assignment/cards.ts';
import type { Mode } from '#lib/domain/assignment/settings.ts';
import { count } from '../words.ts';

export const MODE_NAMES = { practice: 'Practice', counted: 'Counted' } as const satisfies Record<
  Mode,
  string
>;

/** As in "Scenario, 5 questions on the source". */
export const sizeOf = ({ kind, questions }: GivenActivity): string =>
  kind === 'track'
    ? `Scenario, ${count(questions, 'source question')}`
    : `Quiz, ${count(questions, 'question')}`;

/** Of practice the teacher sees no more than whether it was done. */
export function pupilWords({ state, late, allowance }: PupilLine, mode: Mode): string {
  if (allowance.excused) return 'Excused';
  if (mode === 'practice') return state === 'done' ? 'Done' : 'Not done';
  if (state === 'done') return late ? 'Handed in late' : 'Handed in';
  return state === 'under way' ? 'Under way' : 'Not begun';
}

/** What one pupil is allowed beyond the others; empty for nothing. */
export const allowanceWords = ({ allowance }: Pick<PupilLine, 'allowance'>): string =>
  [
    ...(allowance.extraMinutes > 0 ? [`${count(allowance.extraMinutes, 'minute')} more`] : []),
    ...(allowance.extraAttempts > 0 ? [`${count(allowance.extraAttempts, 'attempt')} more`] : []),
  ].join(', ');

const EXPLAINED = {
  'at once': 'After each answer, which is then locked',
  'after handing in': 'When you hand in',
  'after closing': '',
} as const;

/** When score and explanations are to be seen. */
export function explainedWords({ mode, feedback, shown, releases }: OwnPage): string {
  if (mode === 'practice') return 'After each answer';
  if (feedback !== 'after closing') return EXPLAINED[feedback];
  if (shown) return 'Your teacher has released them';
  return releases === null
    ? 'When your teacher releases them'
    : `After ${releases}, or when your teacher releases them`;
}

/** Where one assignment stands under "To do". */
export function workWords({ standing, times, done, of, begun, excused, shown, mode }: WorkLine): string {
  if (excused) return 'Your teacher has excused you.';
  if (done === of && mode === 'practice') return 'Done.';
  if (done === of) return shown ? 'Handed in. Results are out.' : 'Handed in.';
  if (standing === 'closed') return `Closed ${times.closes}.`;
  if (standing === 'not open') return `Opens ${times.opens}.`;
  const way = begun ? (of > 1 ? `${done} of ${of} done. ` : 'Under way. ') : '';
  if (standing === 'late') return `${way}Was due ${times.due}; your teacher sees it as late.`;
  return `${way}${times.due !== null ? `Due ${times.due}.` : times.closes !== null ? `Closes ${times.closes}.` : 'No due date.'}`;
}
