// Reads a folder of sources and courses from disk: whatever can be read, and every fault that keeps the rest from it.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as v from 'valibot';
import type {
  AuthoredFile,
  AuthoredSet,
  AuthoredText,
  AuthoredWorld,
  FileKind,
} from '#lib/domain/content/authored.ts';
import type { Fault, Finding } from '#lib/domain/content/fault.ts';
import { readAgainst } from '#lib/domain/content/issues.ts';
import type { AuthoredSource } from '#lib/domain/content/schema.ts';
import { paragraphsOf } from '#lib/domain/content/text.ts';
import { SEATS } from '#lib/domain/content/vocabulary.ts';
import { SCHEMAS } from './schemas.ts';
import { readYaml, type YamlFile } from './yaml.ts';

export interface ContentRead {
  readonly courses: readonly AuthoredSet[];
  readonly faults: readonly Fault[];
  /** Gives a finding of a rule its line and column. */
  readonly locate: (finding: Finding) => Fault;
}

/** The files of a course that are there once, each a list or a map of its own. */
const SINGLE = [
  'course',
  'references',
  'lexicon',
  'perspectives',
  'claims',
  'events',
  'tellings',
  'omissions',
  'epilogue',
] as const;
const isYaml = (name: string): boolean => /\.ya?ml$/i.test(name);

/** One reading of a content folder; it gathers faults as it goes and remembers where everything stands. */
class Reader {
  readonly #dir: string;
  readonly #positions = new Map<string, YamlFile['position']>();
  readonly faults: Fault[] = [];

  constructor(dir: string) {
    this.#dir = dir;
  }

  locate = (finding: Finding): Fault => {
    const { file, path, message, cure, key } = finding;
    return { file, ...(this.#positions.get(file)?.(path, key) ?? { line: 1, column: 1 }), message, cure };
  };

  fault(file: string, message: string, cure: string): void {
    this.faults.push({ file, line: 1, column: 1, message, cure });
  }

  /** Paths are joined with / on every system, as they are printed. */
  path(...parts: readonly string[]): string {
    return join(this.#dir, ...parts).replaceAll('\\', '/');
  }

  /** Names in a folder in a fixed order; nothing where there is no such folder. */
  names(folder: string, of: 'folders' | 'files'): string[] {
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { withFileTypes: true })
      .filter(
        (entry) =>
          !entry.name.startsWith('.') && (of === 'folders' ? entry.isDirectory() : !entry.isDirectory()),
      )
      .map((entry) => entry.name)
      .sort();
  }

  bytes(file: string): Buffer | null {
    try {
      return readFileSync(file);
    } catch (error) {
      const gone = (error as NodeJS.ErrnoException).code === 'ENOENT';
      this.fault(
        file,
        gone ? 'there is no such file' : `the file cannot be read (${(error as Error).message})`,
        gone ? 'add it' : 'make it readable',
      );
      return null;
    }
  }

  /** A YAML file against the schema of its kind; null when there is none. */
  yaml<T>(file: string, kind: FileKind): AuthoredFile<T> | null {
    const bytes = this.bytes(file);
    if (bytes === null) return null;
    const { raw, faults, position } = readYaml(file, bytes);
    this.#positions.set(file, position);
    this.faults.push(...faults);
    const schema: v.GenericSchema = SCHEMAS[kind];
    if (faults.length > 0) return { file, kind, schema, raw: undefined, data: null };
    const read = readAgainst({ file, kind, schema, raw });
    this.faults.push(...read.findings.map(this.locate));
    return { file, kind, schema, raw, data: read.data as T | null };
  }

  /** A misspelt file would otherwise be passed over in silence. */
  refuseOthers(folder: string, expected: readonly string[], cure: string): void {
    for (const name of this.names(folder, 'files').filter(isYaml))
      if (!expected.includes(name)) this.fault(`${folder}/${name}`, 'nothing reads this file', cure);
  }
}

function readSource(reader: Reader, id: string): AuthoredText {
  const folder = reader.path('sources', id);
  const textFile = `${folder}/text.txt`;
  const card = reader.yaml<AuthoredSource>(`${folder}/source.yaml`, 'source');
  reader.refuseOthers(folder, ['source.yaml'], 'rename it to source.yaml, or remove it');
  const bytes = reader.bytes(textFile);
  if (bytes === null) return { id, card, textFile, paragraphs: null, sha256: null };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { id, card, textFile, paragraphs: paragraphsOf(text), sha256 };
  } catch {
    reader.fault(textFile, 'the text is not UTF-8', 'save it as UTF-8');
    return { id, card, textFile, paragraphs: null, sha256 };
  }
}

function readWorld(reader: Reader, folder: string, id: string): AuthoredWorld {
  const seats = SEATS.map((seat) => `${seat}.yaml`);
  reader.refuseOthers(
    folder,
    ['world.yaml', ...seats],
    `name it world.yaml or after a seat: ${seats.join(', ')}`,
  );
  const tracks = seats.filter((name) => existsSync(`${folder}/${name}`));
  return {
    id,
    world: reader.yaml(`${folder}/world.yaml`, 'world'),
    tracks: tracks.flatMap(
      (name) => reader.yaml(`${folder}/${name}`, 'track') ?? [],
    ) as AuthoredWorld['tracks'],
  };
}

function readCourse(reader: Reader, id: string, sources: ReadonlyMap<string, AuthoredText>): AuthoredSet {
  const folder = reader.path('courses', id);
  const single = <K extends (typeof SINGLE)[number]>(kind: K): AuthoredSet[K] =>
    reader.yaml(`${folder}/${kind}.yaml`, kind) as AuthoredSet[K];
  const names = SINGLE.map((kind) => `${kind}.yaml`);
  reader.refuseOthers(
    folder,
    names,
    `name it one of ${names.join(', ')}, or move it to quizzes/, sheets/ or scenarios/`,
  );
  const course = single('course');
  /** Every YAML file of a folder that holds files of one kind. */
  const every = <K extends 'quiz' | 'sheet'>(name: string, kind: K): AuthoredFile<never>[] => {
    const files = reader.names(`${folder}/${name}`, 'files').filter((file) => file.endsWith('.yaml'));
    reader.refuseOthers(`${folder}/${name}`, files, 'rename it so that it ends in .yaml');
    return files.flatMap((file) => reader.yaml<never>(`${folder}/${name}/${file}`, kind) ?? []);
  };
  reader.refuseOthers(`${folder}/scenarios`, [], 'move it into the folder of a world');
  return {
    id,
    course,
    references: single('references'),
    lexicon: single('lexicon'),
    perspectives: single('perspectives'),
    claims: single('claims'),
    events: single('events'),
    tellings: single('tellings'),
    omissions: single('omissions'),
    epilogue: single('epilogue'),
    quizzes: every('quizzes', 'quiz'),
    sheets: every('sheets', 'sheet'),
    worlds: reader
      .names(`${folder}/scenarios`, 'folders')
      .map((world) => readWorld(reader, `${folder}/scenarios/${world}`, world)),
    source:
      sources.get(
        course?.data?.source ?? (course?.raw as { source?: string } | null | undefined)?.source ?? '',
      ) ?? null,
  };
}

/** Reads all of `dir`; never throws for anything that an author can have written. */
export function readContent(dir: string): ContentRead {
  const reader = new Reader(dir);
  const ids = reader.names(reader.path('sources'), 'folders');
  const sources = new Map(ids.map((id) => [id, readSource(reader, id)]));
  const courses = reader
    .names(reader.path('courses'), 'folders')
    .map((id) => readCourse(reader, id, sources));
  if (courses.length === 0)
    reader.fault(reader.path('courses'), 'there is no course here', 'add a folder with a course.yaml');
  return { courses, faults: reader.faults, locate: reader.locate };
}
