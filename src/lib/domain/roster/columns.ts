// Which columns of a list hold the names: by their headings, else by what stands in them.

/** How the name of a row is put together from its cells. */
export interface Columns {
  /** The first row holds headings, not a pupil. */
  readonly headed: boolean;
  readonly nameOf: (row: readonly string[]) => string;
}

/** Headings in the languages of the schools this is made for; compared in small letters. */
const SURNAME = [
  'surname',
  'last name',
  'lastname',
  'family name',
  'прозвішча',
  'фамилия',
  'nazwisko',
  'proźvišča',
];
const FIRST = ['first name', 'firstname', 'given name', 'forename', 'імя', 'имя', 'imię', 'imia'];
const WHOLE = ['name', 'full name', 'pupil', 'student', 'вучань', 'вучні', 'ученик', 'фио', 'піб', 'uczeń'];

const join = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' ');

/** “Surname, First name” in one cell is turned round; any other text stays as it is. */
function turned(cell: string): string {
  const [surname = '', first = '', ...more] = cell.split(',').map((part) => part.trim());
  return first !== '' && surname !== '' && more.length === 0 ? join(first, surname) : cell;
}

const isHeading = (cell: string): boolean => {
  const heading = cell.toLowerCase();
  return [SURNAME, FIRST, WHOLE].some((words) => words.includes(heading));
};

/** A number, a class such as 8B, an e-mail address or nothing: a column of these holds no names. */
const isNoName = (cell: string): boolean => !/\p{L}/u.test(cell) || /^\d/.test(cell) || cell.includes('@');

function byHeadings(headings: readonly string[]): Columns['nameOf'] {
  const at = (words: readonly string[]): number =>
    headings.findIndex((heading) => words.includes(heading.toLowerCase()));
  const [surname, first, whole] = [at(SURNAME), at(FIRST), at(WHOLE)];
  // Beside a column of surnames, one that says "Name" holds first names.
  if (surname !== -1) return (row) => join(row[first === -1 ? whole : first], row[surname]);
  return (row) => turned(row[whole === -1 ? first : whole] ?? '');
}

/** Further to the right no list has its names; a row of a hundred thousand cells would be looked at for minutes. */
const MOST_COLUMNS = 50;

/** Of the columns with names: one holds whole names; of several the first is the surname, the second the first name. */
function byContents(table: readonly (readonly string[])[]): Columns['nameOf'] {
  const width = table.reduce((most, row) => Math.min(MOST_COLUMNS, Math.max(most, row.length)), 0);
  const named = Array.from({ length: width }, (_, i) => i).filter(
    (i) => table.filter((row) => !isNoName(row[i] ?? '')).length * 2 >= table.length,
  );
  const [surname = 0, first] = named;
  return first === undefined ? (row) => turned(row[surname] ?? '') : (row) => join(row[first], row[surname]);
}

export function columnsOf(table: readonly (readonly string[])[]): Columns {
  const full = table.filter((row) => row.some((cell) => cell !== ''));
  const [head = []] = full;
  return head.some(isHeading)
    ? { headed: true, nameOf: byHeadings(head) }
    : { headed: false, nameOf: byContents(full) };
}
