// Checks that every package of the lock has a licence that this project may use, and lists them: npm run lint:licences
import { readFileSync } from 'node:fs';

/** What may be given on with the app, or run in it. All are permissive; OFL is that of fonts. */
const RUN = [
  'MIT',
  'MIT-0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'BlueOak-1.0.0',
  'OFL-1.1',
];
/** Tools that build and test it, and of which nothing is given on: MPL asks for the sources of its own files alone. */
const BUILD = [...RUN, 'MPL-2.0', '(MIT AND Zlib)'];

const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));

/** "node_modules/a/node_modules/@b/c" is the package "@b/c". */
const nameOf = (entry) => entry.slice(entry.lastIndexOf('node_modules/') + 'node_modules/'.length);

const found = new Map();
const faults = [];
for (const [entry, { license, dev }] of Object.entries(packages)) {
  if (entry === '') continue;
  const name = nameOf(entry);
  const allowed = dev ? BUILD : RUN;
  if (license === undefined)
    faults.push(`${name} names no licence: read its own files, or choose another package`);
  else if (!allowed.includes(license))
    faults.push(
      `${name} has the licence ${license}, which is not on the list for what ${dev ? 'builds' : 'runs'}: choose another package, or weigh it in docs/decisions`,
    );
  const line = `${license} (${dev ? 'builds and tests' : 'runs'})`;
  found.set(line, [...(found.get(line) ?? []), name]);
}

for (const [licence, names] of [...found].sort(([, a], [, b]) => b.length - a.length))
  console.log(
    `${licence}: ${new Set(names).size}${process.argv.includes('--names') ? `\n  ${[...new Set(names)].sort().join(', ')}` : ''}`,
  );
for (const fault of faults) console.error(fault);
process.exit(faults.length === 0 ? 0 : 1);
