// A pasted or uploaded list as rows of cells, whatever separates them.
import papa from 'papaparse';

/** In this order: a tab is never part of a name, a semicolon hardly, a comma may stand between surname and first name. */
const SEPARATORS = ['\t', ';', ','] as const;

/** The first separator that stands in at least half of the rows that are not empty. */
function separatorOf(lines: readonly string[]): string {
  const full = lines.filter((line) => line.trim() !== '');
  const found = SEPARATORS.find(
    (separator) => full.filter((line) => line.trim().includes(separator)).length * 2 >= full.length,
  );
  return found ?? '\t';
}

/** A separator within quotation marks belongs to its cell. */
const unquoted = (text: string): string => text.replaceAll(/"[^"\n]*"/g, '');

/** Rows of trimmed cells. Quotation marks that do not pair are taken as they stand, so that they swallow no rows. */
export function tableOf(text: string): string[][] {
  const plain = text.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n');
  const delimiter = separatorOf(unquoted(plain).split('\n'));
  const quoted = papa.parse(plain, { delimiter });
  const { data } = quoted.errors.some(({ type }) => type === 'Quotes')
    ? papa.parse(plain, { delimiter, quoteChar: '\0' })
    : quoted;
  return data.map((row) => row.map((cell) => cell.trim()));
}
