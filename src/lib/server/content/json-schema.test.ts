// The committed JSON Schemas are those that the valibot schemas give today.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jsonSchemas, SCHEMA_DIR } from './json-schema.ts';

test('npm run content:schema was run after the last change of a schema', () => {
  const committed = readdirSync(SCHEMA_DIR).map((name) => [
    name,
    readFileSync(join(SCHEMA_DIR, name), 'utf8'),
  ]);
  expect(new Map(committed as [string, string][])).toEqual(new Map([...jsonSchemas()].sort()));
});
