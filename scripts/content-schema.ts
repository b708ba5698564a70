// npm run content:schema: writes the JSON Schemas that give editors completion in content files.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemas, SCHEMA_DIR } from '#lib/server/content/json-schema.ts';

mkdirSync(SCHEMA_DIR, { recursive: true });
for (const [name, text] of jsonSchemas()) {
  writeFileSync(join(SCHEMA_DIR, name), text);
  console.log(join(SCHEMA_DIR, name));
}
