// Compiles authored content: whole activities with the paragraphs they cite, their tellings and their references.
import { allFiles, type AuthoredFile, type AuthoredSet } from './authored.ts';
import type { Activity, Course, Elsewhere, QuizActivity, Reference, TrackActivity } from './compiled.ts';
import { prove, type Proof } from './prove.ts';
import {
  tellingsSchema,
  type AuthoredCourse,
  type Decision,
  type Item,
  type Quiz,
  type Tellings,
  type Track,
  type World,
} from './schema.ts';
import { passagesIn } from './walk.ts';

interface Shared {
  readonly course: string;
  readonly paragraphs: readonly string[];
  readonly tellings: readonly Tellings[];
  readonly references: readonly Reference[];
}

function textsOf(shared: Shared, file: AuthoredFile, tellings: readonly Tellings[]): Record<number, string> {
  const cited = [file, { schema: tellingsSchema, raw: tellings }].flatMap((part) => passagesIn(part));
  const numbers = [...new Set(cited.map(({ value }) => value.p))].sort((a, b) => a - b);
  return Object.fromEntries(
    numbers.flatMap((p) =>
      shared.paragraphs[p - 1] === undefined ? [] : [[p, shared.paragraphs[p - 1] as string]],
    ),
  );
}

/** The tellings and references that items and scenes name, in the order of their files. */
function used(shared: Shared, items: readonly Item[], keys: readonly string[]) {
  const tellings = new Set(items.map((item) => item.tellings));
  const references = new Set([...keys, ...items.flatMap((item) => item.references ?? [])]);
  return {
    tellings: shared.tellings.filter(({ id }) => tellings.has(id)),
    references: shared.references.filter(({ key }) => references.has(key)),
  };
}

export function compileQuiz(shared: Shared, file: AuthoredFile<Quiz>, quiz: Quiz): QuizActivity {
  const { tellings, references } = used(shared, quiz.items, []);
  return {
    kind: 'quiz',
    course: shared.course,
    ...quiz,
    tellings,
    references,
    paragraphs: textsOf(shared, file, tellings),
  };
}

/** The final: all assessment items of the quizzes as the pool that each attempt draws from. */
export function compileFinal(
  course: string,
  { per_skill, ...head }: NonNullable<AuthoredCourse['final']>,
  quizzes: readonly QuizActivity[],
): QuizActivity {
  const items = quizzes.flatMap((quiz) => quiz.items.filter(({ pool }) => pool === 'assessment'));
  const named = <T>(of: (quiz: QuizActivity) => readonly T[], idOf: (entry: T) => string): T[] => [
    ...new Map(quizzes.flatMap(of).map((entry) => [idOf(entry), entry])).values(),
  ];
  return {
    kind: 'quiz',
    course,
    ...head,
    draw: { per_skill },
    items,
    tellings: named(
      (quiz) => quiz.tellings,
      ({ id }) => id,
    ),
    references: named(
      (quiz) => quiz.references,
      ({ key }) => key,
    ),
    paragraphs: Object.assign({}, ...quizzes.map((quiz) => quiz.paragraphs)) as QuizActivity['paragraphs'],
  };
}

const decisionsOf = (track: Track): Decision[] =>
  track.scenes.flatMap((scene) => (scene.kind === 'decision' ? [scene] : []));

/** A date of content as a day; a month or year counts from its first. */
const dayOf = (sort: string): number => Date.parse(sort.padEnd(7, '-01').padEnd(10, '-01')) / 86_400_000;

/** For each decision of a track, the decision of another seat that is nearest to it in time. */
function elsewhereOf(track: Track, others: readonly Track[]): Record<string, Elsewhere> {
  const found = others.flatMap((other) =>
    decisionsOf(other).map((decision) => ({ other, decision, day: dayOf(decision.sort) })),
  );
  return Object.fromEntries(
    decisionsOf(track).flatMap(({ id, sort }) => {
      const distance = (day: number): number => Math.abs(day - dayOf(sort));
      const [nearest] = found.toSorted((a, b) => distance(a.day) - distance(b.day));
      if (nearest === undefined) return [];
      const { title, date, done } = nearest.decision;
      return [[id, { seat: nearest.other.seat, track: nearest.other.title, date, title, done }]];
    }),
  );
}

export function compileTrack(
  shared: Shared,
  file: AuthoredFile<Track>,
  track: Track,
  world: World,
  others: readonly Track[] = [],
): TrackActivity {
  const items = track.scenes.flatMap((scene) => (scene.kind === 'question' ? [scene.item] : []));
  const elsewhere = elsewhereOf(track, others);
  const done = [...decisionsOf(track), ...Object.values(elsewhere)].flatMap((each) => each.done.references);
  const { tellings, references } = used(shared, items, done);
  return {
    kind: 'track',
    course: shared.course,
    ...track,
    world,
    elsewhere,
    tellings,
    references,
    paragraphs: textsOf(shared, file, tellings),
  };
}

const sharedOf = (set: AuthoredSet): Shared => ({
  course: set.course?.data?.id ?? set.id,
  paragraphs: set.source?.paragraphs ?? [],
  tellings: set.tellings?.data ?? [],
  references: set.references?.data ?? [],
});

/** A track and its file, compiled as far as proving it goes; the files named here must be readable. */
export interface CompiledTrack {
  readonly file: AuthoredFile<Track>;
  readonly activity: TrackActivity;
}
/** Every track whose own file and whose world could be read. */
export const compileTracks = (set: AuthoredSet): CompiledTrack[] =>
  set.worlds.flatMap(({ world, tracks }) =>
    tracks.flatMap((file) =>
      file.data === null || world?.data == null
        ? []
        : [
            {
              file,
              activity: compileTrack(
                sharedOf(set),
                file,
                file.data,
                world.data,
                tracks.flatMap((other) => (other === file || other.data === null ? [] : [other.data])),
              ),
            },
          ],
    ),
  );

/** A course whose files were all checked and found sound; `proofs` by the file of the track, where already known. */
export function compileCourse(set: AuthoredSet, proofs: ReadonlyMap<string, Proof> = new Map()): Course {
  const unread = allFiles(set).find((file) => file.data === null);
  const { course, references, perspectives, lexicon, claims, events, tellings, omissions, epilogue, source } =
    set;
  const card = source?.card?.data;
  if (
    unread !== undefined ||
    course?.data == null ||
    epilogue?.data == null ||
    card == null ||
    source?.paragraphs == null
  )
    throw new Error(
      `The course ${set.id} was compiled before it was sound: ${unread?.file ?? 'a file is missing'}.`,
    );
  const { pretest, final, modules } = course.data;
  const quizzes = set.quizzes.flatMap((file) =>
    file.data === null ? [] : [compileQuiz(sharedOf(set), file, file.data)],
  );
  const tracks = compileTracks(set);
  const known = new Map<string, Activity>(
    [...quizzes, ...tracks.map(({ activity }) => activity)].map((a) => [a.id, a]),
  );
  const listed = modules.flatMap((module) => module.activities).flatMap((id) => known.get(id) ?? []);
  const before = pretest === undefined ? undefined : quizzes.find(({ id }) => id === pretest);
  const activities: Activity[] = [
    ...(before === undefined ? [] : [{ ...before, pretest: true as const }]),
    ...listed,
    ...(final === undefined
      ? []
      : [
          compileFinal(
            course.data.id,
            final,
            listed.flatMap((activity) => (activity.kind === 'quiz' ? [activity] : [])),
          ),
        ]),
  ];
  return {
    ...course.data,
    printed: { ...card, paragraphs: source.paragraphs },
    references: references?.data ?? [],
    perspectives: perspectives?.data ?? [],
    lexicon: lexicon?.data ?? { names: [], loaded: [] },
    claims: claims?.data ?? [],
    events: events?.data ?? [],
    tellings: tellings?.data ?? [],
    omissions: omissions?.data ?? [],
    epilogue: epilogue.data,
    sheets: new Map(set.sheets.flatMap(({ data }) => (data === null ? [] : [[data.id, data] as const]))),
    activities: new Map(activities.map((activity) => [activity.id, activity])),
    proofs: new Map(
      tracks.map(({ file, activity }) => [activity.id, proofs.get(file.file) ?? prove(activity)]),
    ),
  };
}
