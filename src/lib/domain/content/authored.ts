// Authored content as read from disk and not yet checked: each file with its schema, its raw data and its typed data.
import type * as v from 'valibot';
import type { Path } from './fault.ts';
import type {
  AuthoredCourse,
  AuthoredSource,
  Claim,
  CourseEvent,
  Epilogue,
  Lexicon,
  Omission,
  Perspective,
  Quiz,
  References,
  Sheet,
  Tellings,
  Track,
  World,
} from './schema.ts';

export const FILE_KINDS = [
  'source',
  'course',
  'references',
  'lexicon',
  'perspectives',
  'claims',
  'events',
  'tellings',
  'omissions',
  'epilogue',
  'quiz',
  'sheet',
  'world',
  'track',
] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** One YAML file. `raw` is whatever it says (undefined when its YAML is faulty); `data` is null when the schema refused it. */
export interface AuthoredFile<T = unknown> {
  readonly file: string;
  readonly kind: FileKind;
  readonly schema: v.GenericSchema;
  readonly raw: unknown;
  readonly data: T | null;
}

/** A source on disk: its card, and its text with the hash of its very bytes. */
export interface AuthoredText {
  readonly id: string;
  readonly card: AuthoredFile<AuthoredSource> | null;
  readonly textFile: string;
  /** Paragraph n of the text at index n - 1; null when the text could not be read. */
  readonly paragraphs: readonly string[] | null;
  readonly sha256: string | null;
}

export interface AuthoredWorld {
  readonly id: string;
  readonly world: AuthoredFile<World> | null;
  readonly tracks: readonly AuthoredFile<Track>[];
}

/** All files of one course; null stands for one that is not there. */
export interface AuthoredSet {
  readonly id: string;
  readonly course: AuthoredFile<AuthoredCourse> | null;
  readonly references: AuthoredFile<References> | null;
  readonly lexicon: AuthoredFile<Lexicon> | null;
  readonly perspectives: AuthoredFile<readonly Perspective[]> | null;
  readonly claims: AuthoredFile<readonly Claim[]> | null;
  readonly events: AuthoredFile<readonly CourseEvent[]> | null;
  readonly tellings: AuthoredFile<readonly Tellings[]> | null;
  readonly omissions: AuthoredFile<readonly Omission[]> | null;
  readonly epilogue: AuthoredFile<Epilogue> | null;
  readonly quizzes: readonly AuthoredFile<Quiz>[];
  readonly sheets: readonly AuthoredFile<Sheet>[];
  readonly worlds: readonly AuthoredWorld[];
  readonly source: AuthoredText | null;
}

const present = (files: readonly (AuthoredFile | null)[]): AuthoredFile[] =>
  files.filter((file) => file !== null);

/** Every file of the course itself, in the order in which a reader would open them. */
export const courseFiles = (set: AuthoredSet): AuthoredFile[] =>
  present([
    set.course,
    set.references,
    set.lexicon,
    set.perspectives,
    set.claims,
    set.events,
    set.tellings,
    set.omissions,
    set.epilogue,
    ...set.quizzes,
    ...set.sheets,
    ...set.worlds.flatMap(({ world, tracks }) => [world, ...tracks]),
  ]);

/** The files of the course and the card of its source. */
export const allFiles = (set: AuthoredSet): AuthoredFile[] => [
  ...courseFiles(set),
  ...present([set.source?.card ?? null]),
];

/** Every item of the course with the file and the place where it stands. */
export interface PlacedItem {
  readonly file: string;
  readonly path: Path;
  readonly item: Quiz['items'][number];
}
export const quizItems = ({ file, data }: AuthoredFile<Quiz>): PlacedItem[] =>
  (data?.items ?? []).map((item, i) => ({ file, path: ['items', i], item }));
export const trackItems = ({ file, data }: AuthoredFile<Track>): PlacedItem[] =>
  (data?.scenes ?? []).flatMap((scene, i) =>
    scene.kind === 'question' ? [{ file, path: ['scenes', i, 'item'], item: scene.item }] : [],
  );
export const tracksOf = (set: AuthoredSet): AuthoredFile<Track>[] =>
  set.worlds.flatMap((world) => world.tracks);
export const placedItems = (set: AuthoredSet): PlacedItem[] => [
  ...set.quizzes.flatMap(quizItems),
  ...tracksOf(set).flatMap(trackItems),
];
