// One module: its activities with their proofs, and what a class needs of it on paper and on a wall.
import { arrange, ask, type Asked } from '#lib/domain/items/index.ts';
import { slipsOf, explained, type Explained, type Slip } from '#lib/domain/attempt/view.ts';
import type { ModuleHead, ModulePage } from '#lib/domain/content/cards.ts';
import type { Course, OpenActivity } from '#lib/domain/content/compiled.ts';
import { open } from '#lib/domain/content/redact.ts';
import type { Sheet } from '#lib/domain/content/schema.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Services } from '../services.ts';
import * as classes from '../stores/classes.ts';
import { activityCard } from './course-page.ts';
import { latestCards } from './list-attempts.ts';

/** A printed question with its number and the passage shown with it. */
export interface PaperQuestion {
  readonly number: number;
  readonly asked: Asked;
  readonly slip: Slip | null;
}
export interface SheetPage extends ModuleHead {
  readonly sheet: Sheet;
  /** The decisions of the sheet with the words pupils see. */
  readonly decisions: readonly {
    readonly track: string;
    readonly title: string;
    readonly date: string;
    readonly ask: string;
  }[];
}

/** One seed for all paper and projectors: a class sees what the key says. */
export const PAPER_SEED = 'paper';

function headOf(course: Course, id: string): ModuleHead | null {
  const index = course.modules.findIndex((module) => module.id === id);
  const module = course.modules[index];
  if (module === undefined) return null;
  const { title, when, summary } = module;
  return { course: { id: course.id, title: course.title }, id, title, when, summary, at: index + 1 };
}

/** The quizzes of a module in their open form: what lies on a table is no secret, so no assessment item is in it. */
function openQuizzes(course: Course, module: string): Extract<OpenActivity, { kind: 'quiz' }>[] {
  const names = course.modules.find(({ id }) => id === module)?.activities ?? [];
  return names.flatMap((name) => {
    const activity = course.activities.get(name);
    const form = activity === undefined ? undefined : open(activity);
    return form?.kind === 'quiz' ? [form] : [];
  });
}

interface Asking {
  readonly course: string;
  readonly module: string;
}

/** Null when there is no such course or module; so for all that follow. */
export async function modulePage(
  services: Services,
  {
    person,
    course: id,
    module: name,
    now,
  }: Asking & {
    readonly person: PersonId | null;
    readonly now: number;
  },
): Promise<ModulePage | null> {
  const course = services.library.courses.get(id);
  const head = course === undefined ? null : headOf(course, name);
  if (course === undefined || head === null) return null;
  const latest = await latestCards(services, { person, course: id, now });
  const taught = person === null ? [] : await classes.ofTeacher(services.db, person);
  const neighbour = (by: number) => {
    const found = course.modules[head.at - 1 + by];
    return found === undefined ? null : { id: found.id, title: found.title };
  };
  const names = course.modules[head.at - 1]?.activities ?? [];
  return {
    ...head,
    activities: names.flatMap((each) => {
      const activity = course.activities.get(each);
      return activity === undefined ? [] : [activityCard(course, activity, latest.get(each) ?? null)];
    }),
    hasPaper: openQuizzes(course, name).length > 0,
    hasSheet: course.sheets.has(name),
    classes: taught
      .filter(({ archivedAt }) => archivedAt === null)
      .map(({ id: inClass, name: called }) => ({ id: inClass, name: called })),
    before: neighbour(-1),
    after: neighbour(1),
  };
}

/** The module's quiz to be printed, without any key. */
export function paperPage(
  { library }: Services,
  { course: id, module: name }: Asking,
): (ModuleHead & { readonly questions: readonly PaperQuestion[] }) | null {
  const course = library.courses.get(id);
  const head = course === undefined ? null : headOf(course, name);
  if (course === undefined || head === null) return null;
  const questions = openQuizzes(course, name).flatMap((quiz) =>
    quiz.items.map((item) => {
      const asked = arrange(ask(item), PAPER_SEED);
      return {
        asked,
        slip: asked.show === undefined ? null : (slipsOf([asked.show], quiz.paragraphs)[0] ?? null),
      };
    }),
  );
  return questions.length === 0
    ? null
    : { ...head, questions: questions.map((question, i) => ({ number: i + 1, ...question })) };
}

/** The key to the printed quiz: each question explained. */
export function keyPage(
  { library }: Services,
  { course: id, module: name }: Asking,
): (ModuleHead & { readonly answers: readonly Explained[] }) | null {
  const course = library.courses.get(id);
  const head = course === undefined ? null : headOf(course, name);
  if (course === undefined || head === null) return null;
  const answers = openQuizzes(course, name).flatMap((quiz) =>
    quiz.items.map((item) => explained(item, null, quiz, PAPER_SEED, ask(item))),
  );
  return answers.length === 0 ? null : { ...head, answers };
}

/** The debrief sheet for teachers. */
export function sheetPage({ library }: Services, { course: id, module: name }: Asking): SheetPage | null {
  const course = library.courses.get(id);
  const head = course === undefined ? null : headOf(course, name);
  const sheet = course?.sheets.get(name);
  if (course === undefined || head === null || sheet === undefined) return null;
  return {
    ...head,
    sheet,
    decisions: (sheet.decisions ?? []).flatMap(({ track, scene: wanted, ask: question }) => {
      const activity = course.activities.get(track);
      const scene =
        activity?.kind === 'track' ? activity.scenes.find((each) => each.id === wanted) : undefined;
      return scene?.kind === 'decision'
        ? [{ track: activity?.title ?? '', title: scene.title, date: scene.date, ask: question }]
        : [];
    }),
  };
}
