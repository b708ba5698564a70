// The reports of a class for its teacher: the question with its passage, and the answer that was given.
import { orderSeed } from '#lib/domain/attempt/policy.ts';
import { scoredItems } from '#lib/domain/attempt/score.ts';
import { explained } from '#lib/domain/attempt/view.ts';
import { ask } from '#lib/domain/items/index.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { ReportCard, ReportsPage } from '#lib/domain/report/pages.ts';
import { inWords } from '../../clock.ts';
import { taughtClass } from '../../rights.ts';
import type { Services } from '../../services.ts';
import * as attempts from '../../stores/attempts.ts';
import * as reports from '../../stores/reports.ts';
import { revive } from '../live.ts';

/** So many at once; the next ones come up when these are handled. */
const MOST_OPEN = 50;
const MOST_HANDLED = 20;

async function cards({ db, library }: Services, all: readonly reports.ClassReport[]): Promise<ReportCard[]> {
  const ids = [...new Set(all.map(({ attempt }) => attempt))];
  const stored = await attempts.some(db, ids);
  const lives = new Map(
    await Promise.all(stored.map(async (one) => [one.id, await revive(db, library, one)] as const)),
  );
  return all.flatMap((report) => {
    const live = lives.get(report.attempt);
    if (live === undefined) return [];
    const { attempt, version, state } = live;
    const { activity } = version.dealt(attempt.seed);
    const item = scoredItems(activity, attempt.form).find(({ id }) => id === report.item);
    if (item === undefined) return [];
    const given = state.context.responses[item.id] ?? null;
    const seed = orderSeed(attempt.policy, attempt.seed);
    const { id, member, name, text, assignment, title } = report;
    return [
      {
        id,
        member,
        name,
        text,
        when: inWords(report.createdAt),
        course: attempt.course,
        activity: activity.title,
        assignment: { id: assignment, title },
        question: explained(item, given, activity, seed, ask(item)),
      },
    ];
  });
}

/** Null when this person does not teach the class. */
export async function reportsPage(
  services: Services,
  { person, class: id }: { readonly person: PersonId | null; readonly class: string },
): Promise<ReportsPage | null> {
  const { db } = services;
  const taught = await taughtClass(db, person, id);
  if (taught === null) return null;
  const [open, handled] = await Promise.all([
    reports.ofClass(db, id, { handled: false, limit: MOST_OPEN }),
    reports.ofClass(db, id, { handled: true, limit: MOST_HANDLED }),
  ]);
  return {
    class: { id, name: taught.name },
    open: await cards(services, open),
    handled: await cards(services, handled),
  };
}
