// A teacher has handled a report, or takes that back.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { taughtClass } from '../../rights.ts';
import type { Services } from '../../services.ts';
import * as reports from '../../stores/reports.ts';

export interface HandleReport {
  readonly person: PersonId | null;
  readonly class: string;
  readonly report: string;
  readonly handled: boolean;
  readonly now: number;
}

/** False when this person does not teach the class, or it has no such report. */
export async function handleReport(
  { db, commit, hub }: Services,
  { person, class: id, report, handled, now }: HandleReport,
): Promise<boolean> {
  if ((await taughtClass(db, person, id)) === null) return false;
  const done = await commit((trx) => reports.setHandled(trx, id, report, handled ? now : null));
  if (done) hub.publish(id, handled ? { type: 'handled', id: report } : { type: 'roster' });
  return done;
}
