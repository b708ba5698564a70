// Tables that open right: what is made harmless, what is left alone, and that all of it parses back equal.
import fc from 'fast-check';
import papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { csv, FORMULA } from './csv.ts';

const written = async (rows: readonly (readonly (string | number | null)[])[]): Promise<string> =>
  (await Array.fromAsync(csv(['name', 'points'], rows))).join('');
const cell = async (text: string): Promise<string> =>
  papa.parse(await written([[text, 1]]), { delimiter: ',' }).data[1]?.[0] ?? '';
/** What a reader does who wants the cell as it was. */
const asItWas = (text: string): string => (text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text);

describe('a cell', () => {
  it('that a spreadsheet would calculate gets an apostrophe', async () => {
    for (const text of [
      '=1+1',
      '=HYPERLINK("http://example.test";"Ales")',
      '+cmd|calc',
      '-2+3+cmd|calc',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      '\n=1',
      '  =1+1',
      '＝1+1',
      '-',
      '+375 29 =1',
    ])
      expect(await cell(text), JSON.stringify(text)).toBe(`'${text}`);
  });
  it('with a name, a telephone number or a plain number is left as it is', async () => {
    for (const text of [
      "O'Brien",
      "'t Hooft",
      'Łucja',
      'Катерина Ш.',
      '+375291234567',
      '+375 (29) 123-45-67',
      '-7',
      '-0,5',
      '+3.25',
      '',
      'a=b',
      '5 - 3',
    ])
      expect(await cell(text), text).toBe(text);
  });
  it('whatever it holds, parses back equal', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^['\s]{0,3}[=+@-][\s\S]{0,5}$/),
      fc.constantFrom('a"b', 'a,b', 'a\r\nb', ' a ', '""', "''=x", '\ufeffx'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 20 }), async (rows) => {
        const { data, errors } = papa.parse(await written(rows), {
          newline: '\r\n',
          delimiter: ',',
        });
        expect(errors).toEqual([]);
        expect(data.slice(1, -1).map((row) => row.map(asItWas))).toEqual(rows);
        for (const row of data) for (const one of row) expect(/^[=@]/.test(one)).toBe(false);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a table', () => {
  it('begins with the mark that tells Excel its encoding, and ends each line as RFC 4180 has it', async () => {
    expect(
      await written([
        ['Jan', 7.5],
        ['Zoya', null],
      ]),
    ).toBe('\ufeffname,points\r\nJan,7.5\r\nZoya,\r\n');
  });
  it('keeps numbers, negative ones too, as numbers', async () => {
    expect(await written([['x', -0.35]])).toContain('\r\nx,-0.35\r\n');
  });
  it('is written in portions, and each row once', async () => {
    const rows = Array.from({ length: 450 }, (_, i) => [`row ${i}`, i]);
    const portions = await Array.fromAsync(csv(['name', 'points'], rows));
    expect(portions).toHaveLength(4);
    expect(papa.parse(portions.join(''), { delimiter: ',' }).data).toHaveLength(452);
  });
});

describe('where the decimal sign is a comma', () => {
  it('columns are parted by semicolons, and numbers have commas; text stays as it is', async () => {
    const rows = [
      ['Piotr O’Brien', 7.25],
      ['a;b, c', -0.5],
      ['1.5', null],
    ] as const;
    const text = (await Array.fromAsync(csv(['name', 'points'], rows, 'comma'))).join('');
    expect(text).toBe('\ufeffname;points\r\nPiotr O’Brien;7,25\r\n"a;b, c";-0,5\r\n1.5;\r\n');
  });
});
