// Prints what the golden histories come to in this process, for a test that runs it in another zone and language.
import { readdirSync, readFileSync } from 'node:fs';
import { outcome, type Golden } from './golden.ts';

const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.json'));
const texts = files.map((file) =>
  JSON.stringify(outcome(JSON.parse(readFileSync(`${import.meta.dirname}/${file}`, 'utf8')) as Golden)),
);
console.log(JSON.stringify(texts));
