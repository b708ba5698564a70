// Tables as CSV that spreadsheets open right and cannot be made to calculate with. See decision 15.
import papa from 'papaparse';

export type CellValue = string | number | null;

/**
 * What a spreadsheet would take for a formula (OWASP, "CSV Injection"), spaces before it or not, and the same with
 * apostrophes before it, so that taking one away gives the cell back. Plain numbers and telephone numbers are left as
 * they are: calculated or not, they can do nothing.
 */
export const FORMULA =
  /^(?!(?:[+-]?\d+(?:[.,]\d+)?|\+(?=(?:\D*\d){7})[\d\s()-]+)$)'*\s*[=+\-@＝＋－＠]|^'*[\t\r\n\0]/;

/**
 * How a spreadsheet reads: by commas with decimal points, or, where the decimal sign is a comma, by semicolons. Read in
 * the other way, a score with a fraction is text, or a date.
 */
export type Dialect = 'point' | 'comma';
const DELIMITERS: Readonly<Record<Dialect, string>> = { point: ',', comma: ';' };

/** The dialect that an address asks for. */
export const dialectIn = ({ searchParams }: URL): Dialect =>
  searchParams.has('semicolons') ? 'comma' : 'point';

/** Excel takes a file without this mark for one in an old encoding. */
const BOM = '\ufeff';
const NEWLINE = '\r\n';

/** A table in portions, ready to be sent: the head, then the rows as they come. */
export async function* csv(
  head: readonly string[],
  rows: AsyncIterable<readonly CellValue[]> | Iterable<readonly CellValue[]>,
  dialect: Dialect = 'point',
): AsyncGenerator<string> {
  const told = (cell: CellValue): CellValue =>
    dialect === 'comma' && typeof cell === 'number' ? String(cell).replace('.', ',') : cell;
  const format = { newline: NEWLINE, delimiter: DELIMITERS[dialect], escapeFormulae: FORMULA };
  const lines = (some: readonly (readonly CellValue[])[]): string =>
    papa.unparse(
      some.map((row) => row.map(told)),
      format,
    ) + NEWLINE;
  yield BOM + lines([head]);
  let portion: (readonly CellValue[])[] = [];
  for await (const row of rows) {
    portion.push(row);
    if (portion.length < PORTION) continue;
    yield lines(portion);
    portion = [];
  }
  if (portion.length > 0) yield lines(portion);
}

/** Rows written at once. */
const PORTION = 200;
