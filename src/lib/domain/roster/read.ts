// Reads a list of names: what is new, what is there already, and what is wrong, row by row; nothing is decided here.
import { nameKey, readName } from '../classes/names.ts';
import { err, type Result } from '../kernel/result.ts';
import { columnsOf } from './columns.ts';
import { tableOf } from './table.ts';

/** Pupils that one list may bring. */
export const MOST_NEW = 500;

export interface RosterRow {
  /** Counted from 1, headings and empty rows included, as a spreadsheet counts. */
  readonly row: number;
  readonly name: string;
}
export interface RosterDouble extends RosterRow {
  /** Where the name stands already: in the class, or in an earlier row of the list. */
  readonly where: 'class' | 'list';
}
export interface RosterFault {
  readonly row: number;
  /** The row as it came, cut short. */
  readonly text: string;
  readonly says: string;
}
export interface Roster {
  readonly fresh: readonly RosterRow[];
  readonly doubles: readonly RosterDouble[];
  readonly faults: readonly RosterFault[];
}

const SHOWN = 80;
const cut = (text: string): string =>
  [...text].length > SHOWN ? `${[...text].slice(0, SHOWN).join('')}…` : text;

function nameIn(text: string): Result<string, string> {
  if (text.trim() === '') return err('There is no name in this row.');
  if (text.includes('@')) return err('This is an e-mail address. Only a name is needed.');
  if (text.includes('\ufffd')) return err('Some letters could not be read. Save the file as UTF-8.');
  return /\p{L}/u.test(text) ? readName(text) : err('A name has at least one letter.');
}

/** `known`: the names of the class as it is. */
export function readRoster(text: string, known: readonly string[]): Roster {
  const table = tableOf(text);
  const { headed, nameOf } = columnsOf(table);
  // An empty line is no row; one with separators alone is.
  const rows = table
    .map((cells, i) => ({ cells, row: i + 1 }))
    .filter(({ cells }) => cells.length > 1 || (cells[0] ?? '') !== '')
    .slice(headed ? 1 : 0);
  const inClass = new Set(known.map(nameKey));
  const inList = new Set<string>();
  const fresh: RosterRow[] = [];
  const doubles: RosterDouble[] = [];
  const faults: RosterFault[] = [];
  for (const { cells, row } of rows) {
    const name = nameIn(nameOf(cells));
    if (!name.ok) {
      faults.push({ row, text: cut(cells.join(' · ')), says: name.error });
      continue;
    }
    const key = nameKey(name.value);
    if (inClass.has(key)) doubles.push({ row, name: name.value, where: 'class' });
    else if (inList.has(key)) doubles.push({ row, name: name.value, where: 'list' });
    else fresh.push({ row, name: name.value });
    inList.add(key);
  }
  return { fresh, doubles, faults };
}
