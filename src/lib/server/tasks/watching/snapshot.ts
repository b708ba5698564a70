// An assignment of a class as it stands in the database now, for whoever watches it.
import { formFor } from '#lib/domain/assignment/settings.ts';
import { scoredItems } from '#lib/domain/attempt/score.ts';
import { formsOf, type Activity, type Form } from '#lib/domain/content/compiled.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Part, Question, Snapshot } from '#lib/domain/live/board.ts';
import { taughtClass } from '../../rights.ts';
import type { Services } from '../../services.ts';
import * as assigned from '../../stores/assigned.ts';
import * as assignments from '../../stores/assignments.ts';
import * as attempts from '../../stores/attempts.ts';
import type { TaughtClass } from '../../stores/classes.ts';
import * as members from '../../stores/members.ts';
import * as reports from '../../stores/reports.ts';
import { settleAll } from '../assignments/work.ts';
import { revive } from '../live.ts';
import { stepNow } from './announce.ts';

export interface WatchAsked {
  readonly person: PersonId | null;
  readonly class: string;
  /** The assignment; null for the newest that is open. */
  readonly of: string | null;
}
export interface Watched {
  readonly taught: TaughtClass;
  /** All of the class, the newest first. */
  readonly assignments: readonly assignments.Assignment[];
  /** Null while the class has none. */
  readonly chosen: assignments.Assignment | null;
}

export const isOpen = ({ opensAt, closesAt }: assignments.Assignment, now: number): boolean =>
  opensAt <= now && (closesAt === null || now < closesAt);

/** Null when this person does not teach the class, or it has no such assignment. */
export async function watched({ db }: Services, asked: WatchAsked, now: number): Promise<Watched | null> {
  const taught = await taughtClass(db, asked.person, asked.class);
  if (taught === null) return null;
  const all = await assignments.ofClass(db, taught.id);
  const open = all.find((one) => isOpen(one, now));
  const chosen = asked.of === null ? (open ?? all[0] ?? null) : all.find(({ id }) => id === asked.of);
  return chosen === undefined ? null : { taught, assignments: all, chosen };
}

/** The questions with one right option, by the number under which everybody has them. */
function questionsOf(activity: Activity, form: Form): Question[] {
  const items = scoredItems(activity, form);
  const isDrawn = activity.kind === 'quiz' && activity.draw !== undefined;
  return items.flatMap((item, i) => {
    if (item.kind !== 'single') return [];
    const scene =
      activity.kind === 'track'
        ? activity.scenes.findIndex((one) => one.kind === 'question' && one.item.id === item.id)
        : -1;
    return [
      {
        item: item.id,
        title: isDrawn ? 'One question' : scene >= 0 ? `Scene ${scene + 1}` : `Question ${i + 1}`,
        stem: item.stem,
        options: item.options.map(({ id, text, right }) => ({ id, text, right: right === true })),
      },
    ];
  });
}

export async function snapshotOf(
  services: Services,
  taught: TaughtClass,
  assignment: assignments.Assignment,
  now: number,
): Promise<Snapshot> {
  const { db, library } = services;
  const { mode } = assignment;
  await settleAll(services, await assigned.ofAssignment(db, assignment.id), now);
  const [roster, standings, open] = await Promise.all([
    members.roster(db, taught.id),
    assigned.ofAssignment(db, assignment.id),
    reports.openIn(db, taught.id),
  ]);
  const versions = await Promise.all(assignment.activities.map(({ hash }) => library.version(db, hash)));
  const parts = versions.flatMap((version): Part[] => {
    if (version === null) return [];
    const { id, title } = version.activity;
    const form = formFor(mode, formsOf(version.activity)) ?? 'sealed';
    return [{ id, title, questions: questionsOf(version.activity, form) }];
  });
  // In the order of their numbers, so that of each member the last attempt at an activity is what stays.
  const last = new Map(standings.map((one) => [`${one.member}/${one.activity}`, one]));
  const stored = await attempts.some(
    db,
    [...last.values()].map(({ attempt }) => attempt),
  );
  const lives = new Map(stored.map((one) => [one.id, one]));
  const steps = await Promise.all(
    [...last.values()].flatMap((one) => {
      const found = lives.get(one.attempt);
      return found === undefined
        ? []
        : [revive(db, library, found).then((live) => stepNow({ db, library }, one, mode, live))];
    }),
  );
  return {
    class: taught.id,
    assignment: { id: assignment.id, title: assignment.title },
    members: roster,
    parts,
    steps,
    reports: open,
  };
}
