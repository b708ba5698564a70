// Turns what valibot says about a file into findings in plain words: which thing, which value, and how to mend it.
import * as v from 'valibot';
import type { AuthoredFile } from './authored.ts';
import { describe } from './describe.ts';
import { listed, named, type Finding, type Path } from './fault.ts';
import { kindsOfVariant, shapeOf } from './shape.ts';
import { fieldsOf, schemaAt, valueAt, walk } from './walk.ts';

/** Fields that have a better name than their own. */
const FIELD_NAMES: Readonly<Record<string, string>> = {
  why: 'explanation',
  cite: 'passage',
  cites: 'citation',
  as_of: 'as-of date',
  claimant: 'claimant',
  id: 'id',
};

type File = Pick<AuthoredFile, 'file' | 'kind' | 'schema' | 'raw'>;

/** Single letters to change, add or leave out between two words (Levenshtein 1966). */
export function distance(a: string, b: string): number {
  let row = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min(
          (next[j - 1] ?? 0) + 1,
          (row[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}

const subjectAt = ({ kind, raw }: File, path: Path): string => {
  const { subject, field } = describe(kind, raw, path);
  return field === '' ? subject : `"${field}" of ${subject}`;
};

/** Fields that no schema knows: valibot names only the first of each entry, and people slip more than once. */
function unknownFields(file: File): { findings: Finding[]; meant: Set<string> } {
  const findings: Finding[] = [];
  const meant = new Set<string>();
  walk(file.schema, file.raw, (schema, value, path) => {
    const known = fieldsOf(schema);
    if (known.length === 0 || typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const given = Object.keys(value);
    for (const key of given.filter((name) => !known.includes(name))) {
      const near = known.find((name) => !given.includes(name) && distance(name, key) <= 2);
      if (near !== undefined) meant.add([...path, near].join('/'));
      findings.push({
        file: file.file,
        path: [...path, key],
        key: true,
        message: `${subjectAt(file, path)} has an unknown field ${named(key)}`,
        cure: near === undefined ? `remove it; the fields here are ${listed(known)}` : `write "${near}:"`,
      });
    }
  });
  return { findings, meant };
}

function missing(file: File, path: Path): Pick<Finding, 'message' | 'cure'> {
  const field = String(path.at(-1));
  const parent = path.slice(0, -1);
  const holder = schemaAt(file.schema, file.raw, parent);
  const kinds = holder === null ? [] : kindsOfVariant(holder);
  const schema = schemaAt(file.schema, file.raw, path);
  const wanted =
    kinds.length > 0 ? `one of ${kinds.join(', ')}` : schema === null ? 'a value' : shapeOf(schema);
  return {
    message: `${subjectAt(file, parent)} has no ${FIELD_NAMES[field] ?? `"${field}"`}`,
    cure: `add "${field}:" with ${wanted}`,
  };
}

const size = (value: unknown): string =>
  Array.isArray(value)
    ? `has ${value.length} ${value.length === 1 ? 'entry' : 'entries'}`
    : `has ${String(value).length} signs`;

function misfit(file: File, path: Path, issue: v.BaseIssue<unknown>): Pick<Finding, 'message' | 'cure'> {
  const value = valueAt(file.raw, path);
  const subject = subjectAt(file, path);
  const schema = schemaAt(file.schema, file.raw, path);
  // The kind of an entry that is of no kind there is: what it may be stands one level up.
  const holder = schemaAt(file.schema, file.raw, path.slice(0, -1));
  const kinds = schema === null && holder !== null ? kindsOfVariant(holder) : [];
  const wanted =
    kinds.length > 0 ? `one of ${kinds.join(', ')}` : schema === null ? 'a value' : shapeOf(schema);
  const is = `${subject} is ${named(value)}`;
  const own = issue.message.startsWith('Invalid ') ? null : issue.message;
  switch (issue.type) {
    case 'string':
      if (typeof value === 'number' || typeof value === 'boolean')
        return {
          message: `${is}, which is not text`,
          cure: `put it in quotation marks: ${JSON.stringify(String(value))}`,
        };
      return { message: value === null ? `${subject} is empty` : is, cure: `write ${wanted}` };
    case 'min_length':
      if (value === '' || (typeof value === 'string' && value.trim() === ''))
        return { message: `${subject} is empty`, cure: own ?? `write ${wanted}` };
      return {
        message: `${subject} ${size(value)}`,
        cure: own ?? `write at least ${issue.expected?.slice(2)}`,
      };
    case 'max_length':
      return {
        message: `${subject} ${size(value)}`,
        cure: own ?? `write at most ${issue.expected?.slice(2)}`,
      };
    case 'length':
      return {
        message: `${subject} ${size(value)}`,
        cure: own ?? `write ${issue.expected}, no more and no fewer`,
      };
    case 'min_value':
      return { message: is, cure: own ?? `write ${issue.expected?.slice(2)} or more` };
    case 'max_value':
      return { message: is, cure: own ?? `write ${issue.expected?.slice(2)} or less` };
    case 'integer':
      return { message: is, cure: own ?? 'write a whole number' };
    case 'literal':
      return { message: is, cure: `write ${wanted}, or leave the field out` };
    default:
      return { message: value === null ? `${subject} is empty` : is, cure: own ?? `write ${wanted}` };
  }
}

/** The path of an issue; that of a variant without its kind ends with the kind. */
const pathOf = (issue: v.BaseIssue<unknown>): Path =>
  (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));

/** Reads raw data against the schema of its file: the typed data, or every way in which it does not fit. */
export function readAgainst(file: File): { data: unknown; findings: Finding[] } {
  const parsed = v.safeParse(file.schema, file.raw);
  if (parsed.success) return { data: parsed.output, findings: [] };
  const { findings, meant } = unknownFields(file);
  for (const issue of parsed.issues) {
    const path = pathOf(issue);
    if (issue.expected === 'never' || meant.has(path.join('/'))) continue;
    const gone = issue.kind === 'schema' && issue.received === 'undefined' && typeof path.at(-1) === 'string';
    const { message, cure } = gone ? missing(file, path) : misfit(file, path, issue);
    findings.push({ file: file.file, path, message, cure });
  }
  return { data: null, findings };
}
