// The gradebook of a class: a page of pupils with their scores in every assignment.
import { median } from '#lib/domain/analysis/numbers.ts';
import { showsResults } from '#lib/domain/assignment/deadline.ts';
import { END } from '#lib/domain/attempt/steps.ts';
import { cellOf, isSeen, type Cell } from '#lib/domain/gradebook/cell.ts';
import { pageOf } from '#lib/domain/classes/paging.ts';
import type { Column, GradebookPage, ItemRow, Row } from '#lib/domain/gradebook/pages.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { inWordsOrNull } from '../../clock.ts';
import { taughtClass } from '../../rights.ts';
import type { Services } from '../../services.ts';
import * as assignments from '../../stores/assignments.ts';
import * as members from '../../stores/members.ts';
import * as results from '../../stores/results.ts';
import { analyse } from './analyse.ts';
import { maxOf, partsOf, type Part } from './parts.ts';

/** Items shown as the hardest. */
const HARDEST = 3;

export interface Given {
  readonly assignment: assignments.Assignment;
  readonly parts: readonly Part[];
  readonly longestExtra: number;
}

/** The assignments of a class in the order in which they were given. */
export async function givenTo(services: Services, id: string): Promise<Given[]> {
  const all = (await assignments.ofClass(services.db, id)).reverse();
  const longest = await results.longestExtras(
    services.db,
    all.map((one) => one.id),
  );
  const given: Given[] = [];
  for (const assignment of all)
    given.push({
      assignment,
      parts: await partsOf(services, assignment),
      longestExtra: longest.get(assignment.id) ?? 0,
    });
  return given;
}

export const columnOf = ({ assignment, parts, longestExtra }: Given, now: number): Column => ({
  id: assignment.id,
  title: assignment.title,
  max: maxOf(parts),
  counts: assignment.settings.counts,
  mode: assignment.mode,
  due: inWordsOrNull(assignment.dueAt),
  released: showsResults(assignment.mode, assignment.settings, assignment, longestExtra, now),
});

/** The rows of these pupils, in their order. */
export async function rowsOf(
  { db }: Services,
  given: readonly Given[],
  pupils: readonly results.Pupil[],
  now: number,
): Promise<Row[]> {
  const ids = pupils.map(({ id }) => id);
  const [made, allowed] = [await results.madeBy(db, ids), await results.allowedTo(db, ids)];
  const byPlace = Map.groupBy(made, ({ member, assignment }) => `${member} ${assignment}`);
  const byMember = Map.groupBy(made, ({ member }) => member);
  const seen = new Set(given.flatMap(({ assignment }) => (isSeen(assignment) ? [assignment.id] : [])));
  const allowances = new Map(allowed.map((one) => [`${one.member} ${one.assignment}`, one]));
  return pupils.map(({ id, name }) => ({
    member: id,
    name,
    cells: given.map(({ assignment, parts }) =>
      cellOf(
        assignment,
        parts.map((part) => part.id),
        byPlace.get(`${id} ${assignment.id}`) ?? [],
        { allowance: allowances.get(`${id} ${assignment.id}`) ?? null, now },
      ),
    ),
    endings: new Set(
      (byMember.get(id) ?? []).flatMap(({ assignment, activity, step }) =>
        seen.has(assignment) && step?.startsWith(END) === true ? [`${activity} ${step}`] : [],
      ),
    ).size,
  }));
}

/** Endings that can be reached in all scenarios that count, each scenario once. */
export function endingsIn(given: readonly Given[]): number {
  const tracks = new Map(
    given.flatMap(({ assignment, parts }) =>
      (isSeen(assignment) ? parts : []).flatMap(({ id, version: { activity } }) =>
        activity.kind === 'track' ? [[id, activity.endings.length] as const] : [],
      ),
    ),
  );
  return [...tracks.values()].reduce((sum, count) => sum + count, 0);
}

const scoresIn = (rows: readonly Row[], column: number): number[] =>
  rows.flatMap(({ cells }) => {
    const cell: Cell | undefined = cells[column];
    return cell?.points == null || cell.state === 'excused' ? [] : [cell.points];
  });

/** The items that cost the class most in the latest assignment that anybody handed in. */
async function hardIn(
  services: Services,
  given: readonly Given[],
  rows: readonly Row[],
): Promise<GradebookPage['hard']> {
  const at = given.findLastIndex(
    ({ assignment }, i) => isSeen(assignment) && rows.some(({ cells }) => (cells[i]?.done ?? 0) > 0),
  );
  const latest = given[at];
  if (latest === undefined) return null;
  const { assignment, parts } = latest;
  const made = await results.madeFor(services.db, assignment.id);
  const items: ItemRow[] = [];
  for (const part of parts) items.push(...(await analyse(services, part, made)).items);
  return {
    id: assignment.id,
    title: assignment.title,
    items: items
      .filter(({ facility }) => facility !== null && facility < 1)
      .sort((a, b) => (a.facility ?? 0) - (b.facility ?? 0))
      .slice(0, HARDEST),
  };
}

/** Null when this person does not teach the class, or it has no such page. */
export async function gradebookPage(
  services: Services,
  {
    person,
    class: id,
    page,
    now,
  }: {
    readonly person: PersonId | null;
    readonly class: string;
    readonly page: number;
    readonly now: number;
  },
): Promise<GradebookPage | null> {
  // 1 May they?
  const taught = await taughtClass(services.db, person, id);
  if (taught === null) return null;

  // 2 The page of pupils.
  const pupils = await members.roster(services.db, id);
  const paged = pageOf(pupils, page);
  if (paged === null) return null;

  // 3 Where each stands in each assignment.
  const given = await givenTo(services, id);
  const rows = await rowsOf(services, given, paged.shown, now);

  // 4 What is said of the whole class, where the whole class is on the page.
  const whole = paged.pages === 1;
  return {
    class: { id: taught.id, name: taught.name },
    pupils: pupils.length,
    page,
    pages: paged.pages,
    columns: given.map((one) => columnOf(one, now)),
    rows,
    endings: endingsIn(given),
    medians: whole ? given.map((_, i) => median(scoresIn(rows, i))) : null,
    hard: whole ? await hardIn(services, given, rows) : null,
  };
}
