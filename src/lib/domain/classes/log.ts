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

export type Facts = Readonly<Record<string, string | number>>;

/** What the ids in an entry stand for when it is read; null for what is no longer there. */
export interface Named {
  readonly question: { readonly number: number; readonly title: string } | null;
  readonly pupil: string | null;
  /** A moment in words. */
  readonly moment: (at: number) => string;
}

const plural = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

/** A due date or a closing time as an entry keeps it: 0 stands for none. */
const moments = ({ due, closes }: Facts, { moment }: Named): string =>
  [
    typeof due === 'number' ? (due === 0 ? 'no due date' : `due ${moment(due)}`) : [],
    typeof closes === 'number' ? (closes === 0 ? 'never closes' : `closes ${moment(closes)}`) : [],
  ]
    .flat()
    .join(', ');

const allowed = ({ minutes, attempts, excused }: Facts): string =>
  [
    Number(minutes) > 0 ? plural(Number(minutes), 'more minute') : [],
    Number(attempts) > 0 ? plural(Number(attempts), 'more attempt') : [],
    excused === 1 ? 'excused' : [],
  ]
    .flat()
    .join(', ') || 'nothing beyond the others any more';

/** Entries about an assignment; its title is that of a module, which is nobody's data, so it is kept in the entry. */
const ASSIGNED: Readonly<Record<string, (facts: Facts, named: Named) => string>> = {
  assigned: (facts, named) => `assigned, ${facts.mode}, ${moments(facts, named)}`,
  dates_changed: (facts, named) => `dates changed: ${moments(facts, named)}`,
  results_released: () => 'results released',
  closed: () => 'closed',
  assignment_deleted: () => 'deleted with what it kept of the class',
  allowed: (facts, { pupil }) => `for ${pupil ?? 'a pupil who is gone'}: ${allowed(facts)}`,
};

/** What was done, in words. */
export function actionWords(action: string, facts: Facts, named: Named): string {
  const ofAssignment = ASSIGNED[action];
  if (ofAssignment !== undefined) return `“${facts.title}”: ${ofAssignment(facts, named)}`;
  if (action !== 'regraded' && action !== 'regrade_taken_back')
    return WORDS[action] ?? action.replaceAll('_', ' ');
  const deed = REGRADES[String(facts.kind)] ?? 'regraded';
  const { question } = named;
  return question === null
    ? `A question of a deleted assignment: ${deed}`
    : `Question ${question.number} of ${question.title}: ${deed}`;
}
