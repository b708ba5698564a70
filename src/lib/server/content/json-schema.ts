// JSON Schemas for editors, generated from the very schemas that content is read against. Not part of the server.
import { toJsonSchema } from '@valibot/to-json-schema';
import { FILE_KINDS } from '#lib/domain/content/authored.ts';
import { SCHEMAS } from './schemas.ts';

/** Where the generated files lie, from the project's root; authored files name them in their first line. */
export const SCHEMA_DIR = 'src/content/schema';

/** File name and text of each JSON Schema. */
export const jsonSchemas = (): ReadonlyMap<string, string> =>
  new Map(
    FILE_KINDS.map((kind) => {
      // An author writes the input; trimming is the only step that JSON Schema cannot say, and it refuses nothing.
      const { $schema, ...schema } = toJsonSchema(SCHEMAS[kind], {
        typeMode: 'input',
        ignoreActions: ['trim'],
      });
      const text = JSON.stringify({ $schema, title: `Demarche: ${kind}`, ...schema }, null, 2);
      return [`${kind}.schema.json`, `${text}\n`];
    }),
  );
