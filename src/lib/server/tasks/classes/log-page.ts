// The audit log of a class: who changed what that others rely on, and when.
import { actionWords, type LogPage } from '#lib/domain/classes/log.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { inWords } from '../../clock.ts';
import { taughtClass } from '../../rights.ts';
import type { Services } from '../../services.ts';
import * as assignments from '../../stores/assignments.ts';
import * as audit from '../../stores/audit.ts';
import * as members from '../../stores/members.ts';
import { countedParts } from '../regrade/look.ts';

/** Lines shown at most: years of a class. */
const MOST = 500;

type Question = { readonly number: number; readonly title: string };

/** Null when this person does not teach the class. */
export async function logPage(
  services: Services,
  { person, id }: { readonly person: PersonId | null; readonly id: string },
): Promise<LogPage | null> {
  const { db } = services;
  const taught = await taughtClass(db, person, id);
  if (taught === null) return null;
  const rows = await audit.ofClass(db, id, MOST);

  // The questions that regrades name, by assignment, activity and item.
  const questions = new Map<string, Question>();
  const regraded = new Set(rows.flatMap(({ facts }) => (facts.item === undefined ? [] : [facts.assignment])));
  const given = new Set<unknown>();
  for (const assignment of await assignments.ofClass(db, id)) {
    given.add(assignment.id);
    if (regraded.has(assignment.id))
      for (const part of await countedParts(services, assignment))
        for (const [i, item] of part.items.entries())
          questions.set(JSON.stringify([assignment.id, part.id, item.id]), {
            number: i + 1,
            title: `“${part.version.activity.title}”`,
          });
  }
  const pupils = new Map<unknown, string>(
    (await members.roster(db, id)).map((pupil) => [pupil.id, pupil.name]),
  );

  return {
    class: { id: taught.id, name: taught.name },
    lines: rows.map(({ id: row, at, action, by, facts }) => {
      const { assignment, activity, item, rise, fall } = facts;
      const question = questions.get(JSON.stringify([assignment, activity, item])) ?? null;
      return {
        id: row,
        action,
        at: inWords(at),
        by,
        words: actionWords(action, facts, {
          question,
          pupil: pupils.get(facts.member) ?? null,
          moment: inWords,
        }),
        rise: typeof rise === 'number' ? rise : null,
        fall: typeof fall === 'number' ? fall : null,
        href:
          question !== null
            ? `/assignments/${assignment}/regrade?${new URLSearchParams({ activity: String(activity), item: String(item) })}`
            : item === undefined && given.has(assignment)
              ? `/assignments/${assignment}`
              : null,
      };
    }),
  };
}
