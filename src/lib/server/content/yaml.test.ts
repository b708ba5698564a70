// The limits of YAML reading, each with its position and cure, and where values stand.
import { expect, test } from 'vitest';
import { printFault } from '#lib/domain/content/fault.ts';
import { MAX_BYTES, readYaml } from './yaml.ts';

const read = (text: string) => readYaml('f.yaml', new TextEncoder().encode(text));
const faults = (text: string): string[] => read(text).faults.map(printFault);

test.each([
  ['an anchor', 'a: 1\nb: &x 2\n', 'f.yaml:2:7: "&x" is an anchor: remove it'],
  ['a tag', 'a: !!str 3\n', 'f.yaml:1:10: "tag:yaml.org,2002:str" is a tag: remove it'],
  ['infinity', 'a: .inf\n', 'f.yaml:1:4: .inf is not a finite number: write a whole number'],
  [
    'a number past all bounds',
    'a: 1e999\n',
    'f.yaml:1:4: 1e999 is not a finite number: write a whole number',
  ],
  [
    'a name used twice',
    'a: 1\na: 2\n',
    'f.yaml:2:1: this name is used twice in one entry (at "a: 2"): keep one of the two',
  ],
  ['a tab', 'a:\n\t- b\n', 'f.yaml:2:1: a tab stands where spaces must (at "\\t- b"): indent with spaces'],
  [
    'two documents',
    'a: 1\n---\nb: 2\n',
    'f.yaml:2:1: "---" begins a second document: keep one document in a file',
  ],
  ['nothing', '', 'f.yaml:1:1: the file is empty: write its content'],
  ['comments only', '# later\n', 'f.yaml:1:1: the file is empty: write its content'],
  [
    'a list as a name',
    '? [a]\n: b\n',
    'f.yaml:1:3: a list or map stands as a name: write a plain name before the colon',
  ],
  [
    'a deep nest',
    '['.repeat(20_000),
    'f.yaml:1:26: lists and maps stand more than 24 deep in one another: write them flatter',
  ],
  [
    'a deep nest of lists',
    `${'- '.repeat(20_000)}x`,
    'f.yaml:1:51: lists and maps stand more than 24 deep in one another: write them flatter',
  ],
  [
    'a file too large',
    `a: ${'x'.repeat(MAX_BYTES)}`,
    'f.yaml:1:1: the file has 257 KB, and 256 KB is the most: split it in two',
  ],
])('%s is refused', (_what, text, fault) => {
  expect(faults(text)).toEqual([fault]);
  expect(read(text).raw).toBeUndefined();
});

test('an alias is refused with its anchor', () => {
  expect(faults('b: &x 2\nc: *x\n')).toEqual([
    'f.yaml:1:7: "&x" is an anchor: remove it',
    'f.yaml:2:4: "*x" is an alias: write the value out',
  ]);
});

test('bytes that are not UTF-8 are refused', () => {
  expect(readYaml('f.yaml', Uint8Array.of(0x61, 0x3a, 0x20, 0xff)).faults.map(printFault)).toEqual([
    'f.yaml:1:1: the file is not UTF-8: save it as UTF-8',
  ]);
});

test('independent slips are all said, and what only follows from one is not', () => {
  expect(faults('a: one: two\nb: three: four\n').map((fault) => fault.split(': ')[0])).toEqual([
    'f.yaml:1:4',
    'f.yaml:2:4',
  ]);
  expect(faults('- { a: b [c] }\n- { d: e }\n- f\n')).toHaveLength(1);
});

test('values, keys, empty values and missing ones have a position', () => {
  const { position } = read(
    'items:\n  - id: x\n    options:\n      - { id: a, text: b }\n      - id: c\n        why:\n',
  );
  expect(position(['items', 0, 'options', 0, 'text'])).toEqual({ line: 4, column: 24 });
  expect(position(['items', 0, 'options'], true)).toEqual({ line: 3, column: 5 });
  expect(position(['items', 0, 'options', 1, 'why'])).toEqual({ line: 6, column: 9 });
  expect(position(['items', 0, 'options', 1, 'text'])).toEqual({ line: 5, column: 9 });
  expect(position([])).toEqual({ line: 1, column: 1 });
});
