// The audit log of a class in words. What is logged are ids and numbers; names are looked up when it is read.

export interface LogLine {
  readonly id: string;
  readonly action: string;
  readonly at: string;
  /** Who did it; null for somebody without an account, or who is gone. */
  readonly by: string | null;
  readonly words: string;
  /** Scores that rose and fell; null where none could. */
  readonly rise: number | null;
  readonly fall: number | null;
  /** Where it can be looked at. */
  readonly href: string | null;
}
export interface LogPage {
  readonly class: { readonly id: string; readonly name: string };
  /** The newest first. */
  readonly lines: readonly LogLine[];
}

const WORDS: Readonly<Record<string, string>> = {
  co_teacher_added: 'A co-teacher joined the class',
  co_teacher_removed: 'A co-teacher was taken off the class',
  entries_merged: 'Two entries of one pupil were made one',
  pupil_deleted: 'A pupil was deleted with everything they had done here',
  keep_changed: 'The day of deletion was changed',
};
const REGRADES: Readonly<Record<string, string>> = {
  accept: 'further answers accepted',
  credit_all: 'the point given to everybody',
  drop: 'left out',
  new_version: 'marked by the corrected version',
  taken_back: 'correction taken back',
};

/** What was done; `question` and `title` are those of a regrade, as far as the assignment is still there. */
export function actionWords(
  action: string,
  kind: string | number | undefined,
  question: { readonly number: number; readonly title: string } | null,
): string {
  if (action !== 'regraded' && action !== 'regrade_taken_back')
    return WORDS[action] ?? action.replaceAll('_', ' ');
  const deed = REGRADES[String(kind)] ?? 'regraded';
  return question === null
    ? `A question of a deleted assignment: ${deed}`
    : `Question ${question.number} of ${question.title}: ${deed}`;
}
