// The tables a teacher takes away: the gradebook, every response, and the statistics of every item; row by row.
import { saidOf } from '#lib/domain/analysis/said.ts';
import { PAGE } from '#lib/domain/classes/paging.ts';
import { judge } from '#lib/domain/items/index.ts';
import { cellWords, counting, isSeen } from '#lib/domain/gradebook/cell.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { csv, type CellValue, type Dialect } from '../../csv.ts';
import { taughtClass } from '../../rights.ts';
import type { Services } from '../../services.ts';
import * as results from '../../stores/results.ts';
import { analyse } from './analyse.ts';
import { columnOf, endingsIn, givenTo, rowsOf, type Given } from './gradebook-page.ts';

type Cells = readonly CellValue[];

/** As ISO 8601 in UTC: the same moment for every reader. */
const iso = (moment: number | null): string => (moment === null ? '' : new Date(moment).toISOString());
const round = (value: number | null): number | null =>
  value === null ? null : Math.round(value * 1e4) / 1e4;

/** All pupils of the class by name, a page at a time. */
async function* pages({ db }: Services, id: string): AsyncGenerator<results.Pupil[]> {
  for (let offset = 0; ; offset += PAGE) {
    const pupils = await results.pupils(db, id, { offset, limit: PAGE });
    if (pupils.length > 0) yield pupils;
    if (pupils.length < PAGE) return;
  }
}

async function* gradebookRows(
  services: Services,
  id: string,
  given: readonly Given[],
  now: number,
): AsyncGenerator<Cells> {
  const endings = endingsIn(given);
  for await (const pupils of pages(services, id))
    for (const { name, cells, endings: seen } of await rowsOf(services, given, pupils, now))
      yield [
        name,
        ...cells.flatMap((cell): Cells => [cell.points, `${cellWords(cell)}${cell.late ? ', late' : ''}`]),
        ...(endings > 0 ? [seen] : []),
      ];
}

const RESPONSES = [
  'Pupil',
  'Assignment',
  'Activity',
  'Attempt',
  'Counts',
  'Handed in',
  'Question id',
  'Question',
  'Kind',
  'Answer',
  'Points',
  'Certainty',
  'Answered',
  'Content version',
];

async function* responseRows(services: Services, id: string, given: readonly Given[]): AsyncGenerator<Cells> {
  const { db, library } = services;
  for await (const pupils of pages(services, id)) {
    const made = await results.madeBy(
      db,
      pupils.map((pupil) => pupil.id),
    );
    const names = new Map(pupils.map((pupil) => [pupil.id, pupil.name]));
    const ids = made.map(({ attempt }) => attempt);
    const answered = new Map((await results.answersOf(db, ids)).map((one) => [one.attempt, one]));
    const times = await results.respondedAt(db, ids);
    for (const pupil of pupils)
      for (const { assignment, parts } of given) {
        const own = made.filter((one) => one.member === pupil.id && one.assignment === assignment.id);
        const counted = counting(
          parts.map((part) => part.id),
          own,
          assignment.settings.counts,
        );
        for (const one of own) {
          const part = parts.find((each) => each.id === one.activity);
          const found = answered.get(one.attempt);
          const version = found === undefined ? null : await library.version(db, found.hash);
          if (part === undefined || found?.state == null || version === null) continue;
          for (const item of part.items) {
            const response = found.state.context.responses[item.id];
            if (response === undefined) continue;
            const points =
              found.score?.items.find((each) => each.item === item.id)?.points ??
              judge(item, response.response).points;
            yield [
              names.get(pupil.id) ?? '',
              assignment.title,
              part.version.activity.title,
              one.number,
              counted.includes(one) ? 'yes' : 'no',
              iso(one.handedInAt),
              item.id,
              item.stem,
              item.kind,
              saidOf(item, response.response).join('; '),
              one.handedInAt === null ? null : round(points),
              response.certainty ?? '',
              iso(times.get(`${one.attempt} ${item.id}`) ?? null),
              found.hash,
            ];
          }
        }
      }
  }
}

const ITEMS = [
  'Assignment',
  'Activity',
  'Number',
  'Question id',
  'Question',
  'Kind',
  'Attempts',
  'Answers',
  'Facility',
  'Discrimination',
  'Verdict',
  'Most frequent wrong answer',
  'Hits',
  'Signals',
  'False alarms',
  'Noise',
  'Answers given',
];

async function* itemRows(services: Services, given: readonly Given[]): AsyncGenerator<Cells> {
  for (const { assignment, parts } of given) {
    const made = await results.madeFor(services.db, assignment.id);
    for (const part of parts)
      for (const item of (await analyse(services, part, made)).items)
        yield [
          assignment.title,
          part.version.activity.title,
          item.number,
          item.id,
          item.stem,
          item.kind,
          item.n,
          item.answered,
          round(item.facility),
          round(item.discrimination),
          item.n === 0 ? '' : item.words,
          item.wrong ?? '',
          item.flags?.hits ?? null,
          item.flags?.signals ?? null,
          item.flags?.falseAlarms ?? null,
          item.flags?.noise ?? null,
          item.answers
            .flatMap(({ about, answers }) =>
              answers.map(
                ({ label, count, right }) =>
                  `${about === null ? '' : `${about.text} → `}${label.text}${right ? ' (key)' : ''}: ${count}`,
              ),
            )
            .join('; '),
        ];
  }
}

interface Asking {
  readonly person: PersonId | null;
  readonly class: string;
  readonly now: number;
  readonly dialect?: Dialect | undefined;
}
export const TABLES = ['gradebook', 'responses', 'items'] as const;
export type Table = (typeof TABLES)[number];

/** The table as CSV in portions; null when this person does not teach the class. */
export async function exportTable(
  services: Services,
  table: Table,
  { person, class: id, now, dialect }: Asking,
): Promise<AsyncGenerator<string> | null> {
  // 1 May they?
  if ((await taughtClass(services.db, person, id)) === null) return null;
  const given = await givenTo(services, id);
  const seen = given.filter(({ assignment }) => isSeen(assignment));

  // 2 Head and rows.
  switch (table) {
    case 'gradebook': {
      const columns = given.map((one) => columnOf(one, now));
      return csv(
        [
          'Pupil',
          ...columns.flatMap(({ title, max }) => [
            max === 0 ? `${title} (no score)` : `${title} (of ${max})`,
            `${title}: standing`,
          ]),
          ...(endingsIn(given) > 0 ? [`Scenario endings seen (of ${endingsIn(given)})`] : []),
        ],
        gradebookRows(services, id, given, now),
        dialect,
      );
    }
    case 'responses':
      return csv(RESPONSES, responseRows(services, id, seen), dialect);
    case 'items':
      return csv(ITEMS, itemRows(services, seen), dialect);
  }
}
