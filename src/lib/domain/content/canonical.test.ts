// Canonical JSON: one spelling for equal data, and still JSON.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical.ts';

test('keys are sorted, undefined fields are left out, lists keep their order', () => {
  expect(canonicalJson({ b: [2, 1, undefined], a: { d: undefined, c: 'x"y' } })).toBe(
    '{"a":{"c":"x\\"y"},"b":[2,1,null]}',
  );
  expect(canonicalJson(undefined)).toBe('null');
});

test('whatever the data, it reads back as the same and is the same when written again', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }),
  );
});
