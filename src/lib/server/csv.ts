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

/** Excel takes a file without this mark for one in an old encoding. */
const BOM = '\ufeff';
const NEWLINE = '\r\n';

/** A table in portions, ready to be sent: the head, then the rows as they come. */
export async function* csv(
  head: readonly string[],
  rows: AsyncIterable<readonly CellValue[]> | Iterable<readonly CellValue[]>,
): AsyncGenerator<string> {
  const lines = (some: readonly (readonly CellValue[])[]): string =>
    papa.unparse(some, { newline: NEWLINE, escapeFormulae: FORMULA }) + NEWLINE;
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
