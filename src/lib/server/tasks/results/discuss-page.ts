// One question of an assignment for the wall: no names, and the answers of the class only when asked for.
import { showsResults } from '#lib/domain/assignment/deadline.ts';
import { explained, slipsOf } from '#lib/domain/attempt/view.ts';
import type { DiscussPage } from '#lib/domain/gradebook/pages.ts';
import { arrange, ask } from '#lib/domain/items/index.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { taughtAssignment } from '../../rights.ts';
import type { Services } from '../../services.ts';
import * as results from '../../stores/results.ts';
import { PAPER_SEED } from '../module-page.ts';
import { analyse } from './analyse.ts';
import { partsOf } from './parts.ts';

/** Null when this person does not teach the class, or the assignment has no such item. */
export async function discussPage(
  services: Services,
  {
    person,
    assignment: id,
    item: name,
    now,
  }: {
    readonly person: PersonId | null;
    readonly assignment: string;
    readonly item: string;
    readonly now: number;
  },
): Promise<DiscussPage | null> {
  // 1 May they?
  const found = await taughtAssignment(services.db, person, id);
  if (found === null) return null;
  const { taught, assignment } = found;

  // 2 The item as this assignment has it.
  const parts = await partsOf(services, assignment);
  const part = parts.find(({ items }) => items.some((one) => one.id === name));
  const item = part?.items.find((one) => one.id === name);
  if (part === undefined || item === undefined) return null;

  // 3 How it was answered.
  const analysed = await analyse(services, part, await results.madeFor(services.db, id));
  const row = analysed.items.find((one) => one.id === name);
  if (row === undefined) return null;

  const { activity } = part.version;
  const asked = ask(item);
  const longest = await results.longestExtras(services.db, [id]);
  return {
    class: { id: taught.id, name: taught.name },
    assignment: { id, title: assignment.title },
    course: assignment.course,
    item: row,
    asked: arrange(asked, PAPER_SEED),
    slip: asked.show === undefined ? null : (slipsOf([asked.show], activity.paragraphs)[0] ?? null),
    answer: explained(item, null, activity, PAPER_SEED, asked),
    released: showsResults(assignment.mode, assignment.settings, assignment, longest.get(id) ?? 0, now),
  };
}
