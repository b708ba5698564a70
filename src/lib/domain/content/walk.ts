// Walks data together with its schema, so that passages and prose are known by their schema and not by a list of names.
import type * as v from 'valibot';
import type { Path } from './fault.ts';
import { evidence, passage, prose, type Evidence, type Passage } from './parts.ts';

/** The parts of a valibot schema that lead further down; which of them are there depends on `type`. */
interface Inner {
  readonly type: string;
  readonly entries?: Readonly<Record<string, v.GenericSchema>>;
  readonly item?: v.GenericSchema;
  readonly items?: readonly v.GenericSchema[];
  readonly wrapped?: v.GenericSchema;
  readonly options?: readonly v.GenericSchema[];
  readonly key?: string;
  readonly literal?: unknown;
}
const inner = (schema: v.GenericSchema): Inner => schema as unknown as Inner;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The schema that really reads `value`: optional ones unwrapped, and of a variant the one that its key names. */
export function resolved(schema: v.GenericSchema, value: unknown): v.GenericSchema {
  const { type, wrapped, options = [], key } = inner(schema);
  if (type === 'optional' && wrapped !== undefined) return resolved(wrapped, value);
  if (type !== 'variant' || key === undefined || !isRecord(value)) return schema;
  const names = (option: v.GenericSchema): boolean => {
    const discriminator = inner(option).entries?.[key];
    return discriminator !== undefined && inner(discriminator).literal === value[key];
  };
  return options.find(names) ?? schema;
}

/** Names of the fields an object's schema knows; empty for any other schema. */
export const fieldsOf = (schema: v.GenericSchema): string[] => Object.keys(inner(schema).entries ?? {});

/** The schema one step down, or null where the schema knows nothing of that name. */
export function childOf(
  schema: v.GenericSchema,
  value: unknown,
  segment: string | number,
): v.GenericSchema | null {
  const { entries, item, items } = inner(resolved(schema, value));
  if (typeof segment === 'string') return entries?.[segment] ?? null;
  return item ?? items?.[segment] ?? null;
}

/** The value at a path; undefined where the data ends before the path does. */
export const valueAt = (data: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, segment) => (value as Record<string | number, unknown> | null | undefined)?.[segment],
    data,
  );

/** The schema at a path of the data, resolved; null where there is none. */
export function schemaAt(schema: v.GenericSchema, data: unknown, path: Path): v.GenericSchema | null {
  let at: v.GenericSchema | null = schema;
  for (const [i, segment] of path.entries()) {
    if (at === null) return null;
    at = childOf(at, valueAt(data, path.slice(0, i)), segment);
  }
  return at === null ? null : resolved(at, valueAt(data, path));
}

type Visit = (schema: v.GenericSchema, value: unknown, path: Path) => void;

/** Calls `visit` for every value whose place the schema knows. Data that does not fit is passed over, never refused. */
export function walk(schema: v.GenericSchema, value: unknown, visit: Visit, path: Path = []): void {
  const at = resolved(schema, value);
  visit(at, value, path);
  const segments: (string | number)[] = Array.isArray(value)
    ? [...value.keys()]
    : isRecord(value)
      ? Object.keys(value)
      : [];
  for (const segment of segments) {
    const child = childOf(at, value, segment);
    if (child !== null) walk(child, valueAt(value, [segment]), visit, [...path, segment]);
  }
}

const isPassageSchema = (schema: v.GenericSchema): boolean => {
  const { entries } = inner(schema);
  return (
    entries !== undefined &&
    entries['quote'] === passage.entries.quote &&
    entries['at'] === passage.entries.at
  );
};

/** True for a value that can be compared with the text; one that cannot has a fault of its own from the schema. */
const isPassage = (value: unknown): value is Passage =>
  isRecord(value) &&
  Number.isInteger(value['p']) &&
  typeof value['quote'] === 'string' &&
  Array.isArray(value['at']) &&
  value['at'].length === 2 &&
  value['at'].every((offset) => Number.isInteger(offset));

interface Authored {
  readonly schema: v.GenericSchema;
  readonly raw: unknown;
}
export interface Placed<T> {
  readonly path: Path;
  readonly value: T;
}

function collect<T>(
  { schema, raw }: Authored,
  pick: (schema: v.GenericSchema, value: unknown) => T | null,
): Placed<T>[] {
  const found: Placed<T>[] = [];
  walk(schema, raw, (at, value, path) => {
    const picked = pick(at, value);
    if (picked !== null) found.push({ path, value: picked });
  });
  return found;
}

/** Every passage of a file, citations included. */
export const passagesIn = (file: Authored): Placed<Passage>[] =>
  collect(file, (schema, value) => (isPassageSchema(schema) && isPassage(value) ? value : null));

/** Every piece of prose of a file: all words written for people, and nothing else. */
export const proseIn = (file: Authored): Placed<string>[] =>
  collect(file, (schema, value) => (schema === prose && typeof value === 'string' ? value : null));

/** Every statement of what something rests on. */
export const evidenceIn = (file: Authored): Placed<Evidence>[] =>
  collect(file, (schema, value) =>
    schema === evidence && isRecord(value) ? (value as unknown as Evidence) : null,
  );
