// Everything that is stored of a class as one JSON file, written as it is read: a large class never lies in memory whole.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { taughtClass } from '../../rights.ts';
import type { Services } from '../../services.ts';
import * as assignments from '../../stores/assignments.ts';
import * as records from '../../stores/class-records.ts';

/** Entries of one list, each on a line. */
async function* list(name: string, entries: AsyncIterable<unknown>): AsyncGenerator<string> {
  yield `,\n${JSON.stringify(name)}: [`;
  let first = true;
  for await (const entry of entries) {
    yield `${first ? '\n' : ',\n'}${JSON.stringify(entry)}`;
    first = false;
  }
  yield '\n]';
}

async function* each<T>(entries: Promise<readonly T[]>): AsyncGenerator<T> {
  yield* await entries;
}

/** The file in portions; null when this person does not teach the class. Attempts that no assignment asked for are not in it. */
export async function exportClass(
  { db }: Services,
  {
    person,
    class: id,
    now,
  }: { readonly person: PersonId | null; readonly class: string; readonly now: number },
): Promise<AsyncGenerator<string> | null> {
  // 1 May they?
  const taught = await taughtClass(db, person, id);
  if (taught === null) return null;

  // 2 The class, then its lists.
  const { name, sample, createdAt, archivedAt, keepUntil } = taught;
  async function* file(): AsyncGenerator<string> {
    yield `{\n"class": ${JSON.stringify({ id, name, sample, createdAt, archivedAt, keepUntil })}`;
    yield `,\n"exportedAt": ${now}`;
    yield* list('pupils', each(records.pupils(db, id)));
    yield* list('assignments', each(assignments.ofClass(db, id)));
    yield* list('allowances', each(records.allowances(db, id)));
    yield* list('attempts', records.attempts(db, id));
    yield* list('reports', each(records.reports(db, id)));
    yield* list('regrades', each(records.regrades(db, id)));
    yield* list('audit', each(records.audit(db, id)));
    yield '\n}\n';
  }
  return file();
}
