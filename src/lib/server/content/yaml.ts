// Reads one YAML file within limits, remembering where every value stands; faults of the YAML itself come with a cure.
import { Composer, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, Parser, visit } from 'yaml';
import type { CST, Document, Node, YAMLParseError } from 'yaml';
import { named, type Fault, type Path } from '#lib/domain/content/fault.ts';

export const MAX_BYTES = 256 * 1024;
/** Levels of lists and maps in one another; the deepest schema needs 12. */
export const MAX_DEPTH = 24;

export interface YamlFile {
  /** Whatever the file says; undefined when it could not be read at all. */
  readonly raw: unknown;
  readonly faults: readonly Fault[];
  /** Where the value at a path stands, or its key; the nearest one above it where it does not exist. */
  readonly position: (path: Path, key?: boolean) => Position;
}
export interface Position {
  readonly line: number;
  readonly column: number;
}
const TOP: Position = { line: 1, column: 1 };

/** What the parser's codes mean to somebody who has only written a list; others are given in the parser's words. */
const MEANINGS: Readonly<Record<string, readonly [message: string, cure: string]>> = {
  DUPLICATE_KEY: ['this name is used twice in one entry', 'keep one of the two'],
  TAB_AS_INDENT: ['a tab stands where spaces must', 'indent with spaces'],
  BAD_INDENT: [
    'this line does not line up with the lines it belongs to',
    'give it the same indentation as its neighbours',
  ],
  BLOCK_AS_IMPLICIT_KEY: [
    'a ": " inside the words makes them look like a name and a value',
    'put the words in quotation marks, or write them on the next lines after "|" or ">-"',
  ],
  MISSING_CHAR: [
    'something is missing here',
    'look for a quotation mark, a bracket, a comma or a colon that is not there',
  ],
  MULTIPLE_DOCS: ['"---" begins a second document', 'keep one document in a file'],
  BAD_SCALAR_START: ['plain words cannot begin with this sign', 'put the words in quotation marks'],
  UNEXPECTED_TOKEN: [
    'this cannot stand here',
    'put words with [ ] { } , # or : in them in quotation marks, or write them on the next lines after ">-"',
  ],
};

function depthFault(tokens: readonly CST.Token[]): number | null {
  const open: { readonly token: CST.Token; readonly depth: number }[] = tokens.map((token) => ({
    token,
    depth: 0,
  }));
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    const { token, depth } = here;
    if (depth > MAX_DEPTH) return token.offset;
    if (token.type === 'document' && token.value !== undefined) open.push({ token: token.value, depth });
    if (!('items' in token)) continue;
    for (const item of token.items) {
      if (item.key != null) open.push({ token: item.key, depth: depth + 1 });
      if (item.value !== undefined) open.push({ token: item.value, depth: depth + 1 });
    }
  }
  return null;
}

/** Things that YAML allows and content does not: each is a way to write what a reader of the file cannot see. */
function forbidden(doc: Document, at: (offset: number) => Position, file: string): Fault[] {
  const faults: Fault[] = [];
  const add = (node: Node, message: string, cure: string): void => {
    faults.push({ file, ...at(node.range?.[0] ?? 0), message, cure });
  };
  visit(doc, {
    Node(_key, node) {
      if (isAlias(node)) add(node, `"*${node.source}" is an alias`, 'write the value out');
      else if (node.anchor !== undefined) add(node, `"&${node.anchor}" is an anchor`, 'remove it');
      if (!isAlias(node) && node.tag !== undefined) add(node, `"${node.tag}" is a tag`, 'remove it');
      if (isScalar(node) && typeof node.value === 'number' && !Number.isFinite(node.value))
        add(node, `${node.source ?? 'this'} is not a finite number`, 'write a whole number');
    },
    Pair(_key, pair) {
      if (isNode(pair.key) && !isScalar(pair.key))
        add(pair.key, 'a list or map stands as a name', 'write a plain name before the colon');
    },
  });
  return faults;
}

/** Slips that the parser gets over; after any other it reads what follows amiss, and says so of every line. */
const HARMLESS = new Set([
  'DUPLICATE_KEY',
  'BLOCK_AS_IMPLICIT_KEY',
  'MULTILINE_IMPLICIT_KEY',
  'BAD_SCALAR_START',
]);

/** The errors that are worth saying: up to the one that derails the parser, and one for each place. */
function firstStumbles(errors: readonly YAMLParseError[]): YAMLParseError[] {
  const derailed = errors.findIndex(({ code }) => !HARMLESS.has(code));
  const said = derailed < 0 ? errors : errors.slice(0, derailed + 1);
  return said.filter(({ pos }, i) => said.findIndex((other) => other.pos[0] === pos[0]) === i);
}

function parserFault(error: YAMLParseError, text: string): readonly [string, string] {
  // The parser calls an unclosed bracket bad indentation.
  const meaning = MEANINGS[error.message.startsWith('Flow ') ? 'MISSING_CHAR' : error.code];
  const near = text.slice(error.pos[0], error.pos[0] + 40).split('\n')[0] ?? '';
  if (meaning === undefined)
    return [error.message, 'mend the YAML here, or put the words in quotation marks'];
  return near.trim() === '' ? meaning : [`${meaning[0]} (at ${named(near)})`, meaning[1]];
}

function nodeAt(doc: Document, path: Path, key: boolean): Node | null {
  let node: unknown = doc.contents;
  for (const [i, segment] of path.entries()) {
    let next: unknown;
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => isScalar(item.key) && String(item.key.value) === String(segment),
      );
      const wanted = key && i === path.length - 1;
      // A value that is missing after its colon stands nowhere: its key does.
      next = wanted || (isScalar(pair?.value) && pair.value.source === '') ? pair?.key : pair?.value;
    } else if (isSeq(node)) {
      next = node.items[Number(segment)];
    }
    if (!isNode(next)) break;
    node = next;
  }
  return isNode(node) ? node : null;
}

const refused = (fault: Fault): YamlFile => ({ raw: undefined, faults: [fault], position: () => TOP });

/** Reads a file's bytes; never throws. With faults of the YAML itself `raw` is undefined, for it may mean anything. */
export function readYaml(file: string, bytes: Uint8Array): YamlFile {
  if (bytes.byteLength > MAX_BYTES)
    return refused({
      file,
      ...TOP,
      message: `the file has ${Math.ceil(bytes.byteLength / 1024)} KB, and 256 KB is the most`,
      cure: 'split it in two',
    });
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refused({ file, ...TOP, message: 'the file is not UTF-8', cure: 'save it as UTF-8' });
  }
  const lines = new LineCounter();
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const deep = depthFault(tokens);
  if (deep !== null)
    return refused({
      file,
      ...at(deep),
      message: `lists and maps stand more than ${MAX_DEPTH} deep in one another`,
      cure: 'write them flatter',
    });
  const options = {
    version: '1.2',
    schema: 'core',
    uniqueKeys: true,
    merge: false,
    logLevel: 'silent',
  } as const;
  const [doc, second] = [...new Composer(options).compose(tokens, true, text.length)];
  if (doc === undefined)
    return refused({ file, ...TOP, message: 'the file is empty', cure: 'write its content' });
  const faults = [
    ...firstStumbles(doc.errors).map((error) => {
      const [message, cure] = parserFault(error, text);
      return { file, ...at(error.pos[0]), message, cure };
    }),
    ...forbidden(doc, at, file),
  ];
  if (second !== undefined) {
    const [message, cure] = MEANINGS['MULTIPLE_DOCS'] as readonly [string, string];
    faults.push({ file, ...at(second.range[0]), message, cure });
  }
  if (faults.length === 0 && doc.contents === null)
    faults.push({ file, ...TOP, message: 'the file is empty', cure: 'write its content' });
  const position = (path: Path, key = false): Position => at(nodeAt(doc, path, key)?.range?.[0] ?? 0);
  return { raw: faults.length === 0 ? doc.toJS({ maxAliasCount: 0 }) : undefined, faults, position };
}
