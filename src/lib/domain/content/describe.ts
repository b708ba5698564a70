// Says in words which part of a file a path points at: "option c of item kellogg-visit".
import type { FileKind } from './authored.ts';
import type { Path } from './fault.ts';

/** What one entry of a list is called; a list that is not here gives its own name. */
const ENTRY: Readonly<Record<string, string>> = {
  items: 'item',
  item: 'item',
  options: 'option',
  cards: 'card',
  pairs: 'pair',
  answers: 'answer',
  cites: 'citation',
  passages: 'passage',
  phrases: 'phrase',
  statements: 'statement',
  traps: 'trap',
  scenes: 'scene',
  moves: 'move',
  effects: 'effect',
  sides: 'side',
  readings: 'reading',
  endings: 'ending',
  goals: 'goal',
  state: 'state variable',
  modules: 'module',
  aims: 'aim',
  decisions: 'decision',
  questions: 'question',
  misreadings: 'misreading',
  periods: 'period',
  corrections: 'correction',
  columns: 'column',
  forecasts: 'forecast',
  names: 'name',
  loaded: 'loaded phrase',
  all: 'condition',
  any: 'condition',
  none: 'condition',
  red_lines: 'red line',
  constraints: 'constraint',
  fears: 'fear',
  words: 'words entry',
  case_rests_on: 'passage',
};
/** What an entry of a file that is one list is called. */
const TOP: Readonly<Partial<Record<FileKind, string>>> = {
  references: 'reference',
  perspectives: 'perspective',
  claims: 'claim',
  events: 'event',
  tellings: 'telling',
  omissions: 'omission',
};
const NAMING_FIELDS = ['id', 'key', 'by', 'side', 'label', 'claim'] as const;

interface Thing {
  readonly noun: string;
  readonly name: string;
}
export interface Description {
  /** The innermost thing with a name: "option c of item kellogg-visit", or the file's own: "quiz sanctions". */
  readonly subject: string;
  /** The fields from there to the value, joined by dots; empty when the path points at the thing itself. */
  readonly field: string;
}

const nameOf = (data: unknown): string | null => {
  if (typeof data !== 'object' || data === null) return null;
  const fields = data as Readonly<Record<string, unknown>>;
  const naming = NAMING_FIELDS.map((name) => fields[name]).find(
    (value) => typeof value === 'string' && value !== '',
  );
  return typeof naming === 'string' ? naming : null;
};

const isObject = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && !Array.isArray(data);

/** Puts a path into words with the names that the data itself gives; works on data that fits no schema. */
export function describe(kind: FileKind, raw: unknown, path: Path): Description {
  const top = nameOf(raw);
  const file: Thing = {
    noun: kind === 'source' ? 'source card' : TOP[kind] === undefined ? kind : `${kind}.yaml`,
    name: TOP[kind] === undefined && top !== null ? top : '',
  };
  const things: Thing[] = [];
  let field: string[] = [];
  let data: unknown = raw;
  for (const segment of path) {
    data = (data as Record<string | number, unknown> | null | undefined)?.[segment];
    const list = field.at(-1);
    const ofList = typeof segment === 'number' && isObject(data);
    // A question scene holds its item as a field, and people look for an item by its id.
    const single = segment === 'item' && nameOf(data) !== null;
    if (ofList || single) {
      const noun = single ? 'item' : list === undefined ? TOP[kind] : (ENTRY[list] ?? list);
      things.push({
        noun: noun ?? 'entry',
        name: nameOf(data) ?? (ofList ? `no. ${Number(segment) + 1}` : ''),
      });
      field = [];
    } else {
      field.push(typeof segment === 'number' ? `${field.pop() ?? ''} no. ${segment + 1}`.trim() : segment);
    }
  }
  const said = (things.length === 0 ? [file] : things.slice(-2).reverse()).map(({ noun, name }) =>
    `${noun} ${name}`.trim(),
  );
  return { subject: said.join(' of '), field: field.join('.') };
}
