// What the app on the device lists: what waits to be sent, what did not count, where each activity stands. Needs no judge.
import type { Catalogue, ShelfActivity, ShelfModule } from '../content/catalogue.ts';
import type { AttemptId } from '../kernel/ids.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { following, unsentOf, type Held, type SetAside } from './held.ts';

/** Whose attempts may be shown and sent: the owner's, and those that were never anybody's. */
export const ownOf = (all: readonly Held[], owner: string | null): Held[] =>
  all.filter(({ attempt }) => attempt.owner === null || attempt.owner === owner);

/** Steps that are an answer; the others only go on. */
const isAnswer = (type: string): boolean => type === 'respond' || type === 'move';

export interface WaitingRow {
  readonly id: AttemptId;
  readonly title: string;
  readonly kind: 'quiz' | 'track';
  /** Answers that wait; 0 where only the way from one step to the next does. */
  readonly answers: number;
  /** When the last of them was given, on this device's clock. */
  readonly at: number;
  /** The work it was made for, in words; null for practice of one's own. */
  readonly work: { readonly title: string; readonly due: string | null } | null;
  /** False where no score of it can change any more by being sent. */
  readonly scored: boolean;
}

export const waitingRows = (own: readonly Held[]): WaitingRow[] =>
  own.flatMap((held) => {
    const unsent = unsentOf(held);
    const last = unsent.at(-1);
    if (last === undefined) return [];
    const { id, title, kind, work, scored, form } = held.attempt.head;
    return [
      {
        id,
        title,
        kind,
        answers: unsent.filter(({ command }) => isAnswer(command.type)).length,
        at: last.at,
        work: work === null ? null : { title: work.title, due: work.due },
        scored: scored && form === 'sealed',
      },
    ];
  });

export interface RefusedRow {
  readonly id: AttemptId;
  readonly title: string;
  readonly answers: number;
  readonly refusal: Refusal;
  /** Where one can go on from; false where the server takes nothing of the attempt. */
  readonly goesOn: boolean;
}

/** Answers that the server did not take, and attempts of which it takes nothing: one row for each attempt. */
export function refusedRows(own: readonly Held[], aside: readonly SetAside[]): RefusedRow[] {
  return own.flatMap(({ attempt }) => {
    const kept = aside.filter((answer) => answer.attempt === attempt.id);
    const refusal = kept[0]?.refusal ?? attempt.refused;
    const answers = kept.filter(({ command }) => isAnswer(command.type)).length;
    if (refusal === null || (answers === 0 && attempt.refused === null)) return [];
    const { id, title } = attempt.head;
    return [{ id, title, answers, refusal, goesOn: attempt.refused === null }];
  });
}

/** Where an attempt stands as far as can be told without playing it. */
export interface Progress {
  readonly attempt: AttemptId;
  readonly answered: number;
  readonly of: number;
  readonly done: boolean;
}

export function progressOf(held: Held, parts: number): Progress {
  const { base, head } = held.attempt;
  const { responses, moves } = base.state.context;
  const after = following(held);
  const answered = new Set([...Object.keys(responses), ...Object.keys(moves)]);
  for (const { command } of after) {
    if (command.type === 'respond') answered.add(command.item);
    if (command.type === 'move') answered.add(command.scene);
  }
  const last = after.at(-1)?.command.type;
  const done = base.state.done || last === 'hand_in' || (answered.size >= parts && last === 'go_on');
  return { attempt: head.id, answered: Math.min(answered.size, parts), of: parts, done };
}

/** A review of one question, which is never gone on with from a list: its artefact is not that of its version. */
export const isReview = ({ attempt: { head, content } }: Held): boolean =>
  head.form === 'open' && content !== head.hash;

export interface ShelfRow {
  readonly course: string;
  readonly activity: ShelfActivity;
  /** The module's name, where the module has this activity alone. */
  readonly title: string;
  /** The attempt at it that was touched last. */
  readonly progress: Progress | null;
}
export type AwayRow = ShelfModule & { readonly course: string };
export interface OtherRow {
  readonly id: AttemptId;
  readonly title: string;
}
export interface Shelf {
  /** Each activity that can be played without a network. */
  readonly rows: readonly ShelfRow[];
  /** Each module of which nothing is here. */
  readonly away: readonly AwayRow[];
  /** Unfinished attempts at what no catalogue names: a version before a correction, a test, assigned work. */
  readonly others: readonly OtherRow[];
}

/** `here` are the hashes of the open artefacts that are here. */
export function shelfOf({ courses }: Catalogue, here: readonly string[], own: readonly Held[]): Shelf {
  const hashes = new Set(here);
  const played = own.filter((held) => !isReview(held));
  const modules = courses.flatMap(({ id, modules: all }) => all.map((module) => ({ ...module, course: id })));
  const rows = modules.flatMap(({ course, title, activities }) =>
    activities
      .filter(({ hash }) => hashes.has(hash))
      .map((activity) => {
        const held = played.find(
          ({ attempt: { head } }) => head.form === 'open' && head.hash === activity.hash,
        );
        return {
          course,
          activity,
          title: activities.length === 1 ? title : activity.title,
          progress: held === undefined ? null : progressOf(held, activity.parts),
        };
      }),
  );
  const shown = new Set(rows.map(({ progress }) => progress?.attempt));
  const listed = new Set<string>(rows.map(({ activity }) => activity.hash));
  return {
    rows,
    away: modules.filter(({ activities }) => !activities.some(({ hash }) => hashes.has(hash))),
    others: played
      .map(({ attempt }) => attempt)
      .filter(({ head, base }) => !shown.has(head.id) && !base.state.done)
      .filter(({ head }) => head.form === 'sealed' || !listed.has(head.hash))
      .map(({ head }) => ({ id: head.id, title: head.title })),
  };
}
