// Uploads are read apart: what is in them comes back, and a file that would take the server with it does not.
import { expect, it } from 'vitest';
import { apart, inWorker } from './apart.ts';

const endless = 'tests/fixtures/endless.ts';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

it('a list of names is read as it would be here, with its text', async () => {
  const read = await apart('roster', { list: bytes('Name\nAles K.\nDaria M.\n'), known: ['Daria M.'] });
  expect(read).toMatchObject({
    ok: true,
    value: {
      text: 'Name\nAles K.\nDaria M.\n',
      roster: { fresh: [{ row: 2, name: 'Ales K.' }], doubles: [{ row: 3 }], faults: [] },
    },
  });
});

it('an archive or a spreadsheet is no text, whatever its name', async () => {
  for (const file of ['PK\u0003\u0004\u0014', '\u001f\u008b\b\0\0'])
    expect(await apart('roster', { list: bytes(file), known: [] })).toEqual({ ok: true, value: null });
});

it('an answer file is any JSON, and nothing else', async () => {
  expect(await apart('answers', bytes('{"owner":null}'))).toEqual({ ok: true, value: { owner: null } });
  expect(await apart('answers', bytes('PK\u0003\u0004'))).toEqual({ ok: true, value: null });
});

it.each([
  ['never ends', 'time', { milliseconds: 500, megabytes: 64 }],
  ['asks for more and more memory', 'memory', { milliseconds: 30_000, megabytes: 32 }],
])('a job that %s is ended, and refused in plain words', async (_, kind, bounds) => {
  expect(await inWorker(endless, kind, bounds)).toMatchObject({
    ok: false,
    error: { code: 'malformed_command', message: expect.stringMatching(/too long to read/) as string },
  });
});

/** 256 KB, as much as may be sent. */
const LARGEST = 262_144;

it.each([
  ['of commas alone', ','.repeat(LARGEST)],
  ['of one endless line', 'a'.repeat(LARGEST)],
  ['of empty rows', '\n'.repeat(LARGEST)],
  ['of rows of one letter', 'a\n'.repeat(LARGEST / 2)],
  [
    'with one row of very many cells before very many rows',
    `${'a;'.repeat(LARGEST / 4)}${'\na'.repeat(LARGEST / 4)}`,
  ],
  ['of quotation marks', '"'.repeat(LARGEST)],
  ['of quotation marks that do not pair', '"a\n'.repeat(LARGEST / 3)],
  ['of zero bytes', '\0'.repeat(LARGEST)],
])(
  'a list %s is read to its end or refused',
  async (_, text) => {
    const read = await apart('roster', { list: bytes(text), known: [] });
    if (!read.ok) expect(read.error.code).toBe('malformed_command');
    else expect(read.value === null || read.value.roster.fresh.length <= 1).toBe(true);
  },
  30_000,
);

it.each([
  ['of a hundred thousand brackets', '['.repeat(100_000) + ']'.repeat(100_000)],
  ['of objects in objects', '{"a":'.repeat(40_000) + '1' + '}'.repeat(40_000)],
  ['of numbers without end', `[${'9'.repeat(200_000)}]`],
])('an answer file %s is read or refused', async (_, text) => {
  const read = await apart('answers', bytes(text));
  expect(read.ok ? 'read' : read.error.code).toMatch(/^(read|malformed_command)$/);
});
