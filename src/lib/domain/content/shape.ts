// Says in words what a schema wants at a place: the second half of every cure.
import type * as v from 'valibot';
import { date, day, prose, slug } from './parts.ts';
import { fieldsOf } from './walk.ts';

interface Inner {
  readonly type: string;
  readonly options?: readonly unknown[];
  readonly literal?: unknown;
  readonly wrapped?: v.GenericSchema;
  readonly item?: v.GenericSchema;
  readonly entries?: Readonly<Record<string, v.GenericSchema>>;
  readonly key?: string;
}

const quoted = (values: readonly unknown[]): string => values.map((value) => String(value)).join(', ');

/** What to write there, as the end of a sentence: "a sentence", "one of practice, assessment". */
export function shapeOf(schema: v.GenericSchema): string {
  if (schema === prose) return 'a sentence';
  if (schema === slug) return 'an id of small letters, digits, - and _';
  if (schema === day) return 'a day such as 2025-06-21';
  if (schema === date) return 'a date such as "2025", 2025-06 or 2025-06-21';
  const { type, options = [], literal, wrapped, key } = schema as unknown as Inner;
  switch (type) {
    case 'optional':
      return wrapped === undefined ? 'a value' : shapeOf(wrapped);
    case 'picklist':
      return `one of ${quoted(options)}`;
    case 'literal':
      return String(literal);
    case 'variant':
      return key === undefined
        ? 'its fields'
        : `an entry with "${key}: ${kindsOf(options, key).join('", "' + key + ': ')}"`;
    case 'string':
      return 'words';
    case 'number':
      return 'a whole number';
    case 'array':
      return 'a list';
    case 'strict_tuple':
      return 'a list of two';
    case 'strict_object':
      return `the fields ${fieldsOf(schema).join(', ')}`;
    default:
      return 'a value';
  }
}

const kindsOf = (options: readonly unknown[], key: string): string[] =>
  options.flatMap((option) => {
    const kind = (option as Inner).entries?.[key] as Inner | undefined;
    return kind === undefined ? [] : [String(kind.literal)];
  });

/** The kinds a variant can be of, such as single, multiple, order and match. */
export const kindsOfVariant = (schema: v.GenericSchema): string[] => {
  const { type, options = [], key } = schema as unknown as Inner;
  return type === 'variant' && key !== undefined ? kindsOf(options, key) : [];
};
