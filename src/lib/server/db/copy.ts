// Moves an installation from one database to another: every table in pages by its key, then compared row by row.
import { sql, type RawBuilder } from 'kysely';
import type { Db } from './tables.ts';

export interface CopyProgress {
  readonly table: string;
  readonly phase: 'copying' | 'comparing';
  readonly done: number;
  /** Rows of the source when the table was begun. */
  readonly of: number;
}

/** Something whoever moves an installation can mend; its message is one line that says how. */
export class CopyFault extends Error {}

/** One side: `sqlite` says which of the two it is. */
export interface Side {
  readonly db: Db;
  readonly sqlite: boolean;
}

interface Column {
  readonly name: string;
  readonly isText: boolean;
}
interface Table {
  readonly name: string;
  readonly key: readonly Column[];
  readonly columns: readonly string[];
  readonly refersTo: readonly string[];
  /** Columns that name another row of the same table. */
  readonly own: readonly string[];
}
type Row = Readonly<Record<string, string | number | null>>;

const PAGE = 500;
/** The migrator's own: the target has made them for itself. */
const LEDGER = /^kysely_/;

/** The tables as SQLite tells of itself; the other side was made by the same migrations. */
async function tablesOf(sqlite: Db): Promise<Table[]> {
  const tables: Table[] = [];
  for (const { name } of await sqlite.introspection.getTables()) {
    if (LEDGER.test(name)) continue;
    const { rows: columns } = await sql<{ name: string; type: string; pk: number }>`
      select name, type, pk from pragma_table_info(${name})`.execute(sqlite);
    const { rows: foreign } = await sql<{ table: string; from: string }>`
      select "table", "from" from pragma_foreign_key_list(${name})`.execute(sqlite);
    const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
    if (key.length === 0) throw new Error(`the table ${name} has no primary key`);
    tables.push({
      name,
      key: key.map((column) => ({ name: column.name, isText: column.type.toLowerCase() === 'text' })),
      columns: columns.map((column) => column.name),
      refersTo: foreign.map(({ table }) => table).filter((table) => table !== name),
      own: foreign.flatMap((one) => (one.table === name ? [one.from] : [])),
    });
  }
  return tables;
}

/** What is referred to comes before what refers to it. */
function inOrder(tables: readonly Table[]): Table[] {
  const ordered: Table[] = [];
  const names = new Set<string>();
  while (ordered.length < tables.length) {
    const next = tables.filter(
      ({ name, refersTo }) => !names.has(name) && refersTo.every((other) => names.has(other)),
    );
    if (next.length === 0) throw new Error('tables refer to each other in a circle');
    for (const table of next) names.add(table.name);
    ordered.push(...next);
  }
  return ordered;
}

/** Text is sorted byte by byte on both sides: PostgreSQL would otherwise follow the rules of a language. */
const sortable = ({ sqlite }: Side, { name, isText }: Column): RawBuilder<unknown> =>
  isText && !sqlite ? sql`${sql.ref(name)} collate "C"` : sql`${sql.ref(name)}`;

async function pageAfter(side: Side, { name, key, columns }: Table, after: Row | null): Promise<Row[]> {
  const sorted = sql.join(key.map((column) => sortable(side, column)));
  const bound =
    after === null ? sql`` : sql`where (${sorted}) > (${sql.join(key.map((column) => after[column.name]))})`;
  const { rows } = await sql<Row>`
    select ${sql.join(columns.map((column) => sql.ref(column)))} from ${sql.table(name)}
    ${bound} order by ${sorted} limit ${PAGE}`.execute(side.db);
  return rows;
}

/** The row with the greatest key: whatever is copied later comes after it. */
async function lastOf(side: Side, { name, key }: Table): Promise<Row | null> {
  const { rows } = await sql<Row>`
    select ${sql.join(key.map((column) => sql.ref(column.name)))} from ${sql.table(name)}
    order by ${sql.join(key.map((column) => sql`${sortable(side, column)} desc`))} limit 1`.execute(side.db);
  return rows[0] ?? null;
}

async function countOf({ db }: Side, { name }: Table): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(db);
  return Number(rows[0]?.n ?? 0);
}

/** The rows, without what names other rows of the table: those may come later. */
const insert = ({ db }: Side, { name, columns, own }: Table, rows: readonly Row[]): Promise<unknown> =>
  sql`insert into ${sql.table(name)} (${sql.join(columns.map((column) => sql.ref(column)))})
    values ${sql.join(rows.map((row) => sql`(${sql.join(columns.map((column) => (own.includes(column) ? null : (row[column] ?? null))))})`))}`.execute(
    db,
  );

/** Every row from one side read in the order of its key. */
async function* rowsOf(side: Side, table: Table): AsyncGenerator<Row, undefined> {
  for (let page = await pageAfter(side, table, null); page.length > 0;) {
    yield* page;
    page = page.length < PAGE ? [] : await pageAfter(side, table, page.at(-1) ?? null);
  }
}

const keyOf = ({ key }: Table, row: Row): string => key.map(({ name }) => String(row[name])).join(' ');

/** What names other rows of the table, once all of them are there. */
async function link(from: Side, to: Side, table: Table): Promise<void> {
  for (const column of table.own)
    for await (const row of rowsOf(from, table)) {
      if (row[column] === null) continue;
      const here = table.key.map(({ name }) => sql`${sql.ref(name)} = ${row[name]}`);
      await sql`update ${sql.table(table.name)} set ${sql.ref(column)} = ${row[column]}
        where ${sql.join(here, sql` and `)}`.execute(to.db);
    }
}

/** Both sides read at once; the first row that is not equal is named. */
async function compare(from: Side, to: Side, table: Table, tell: (done: number) => void): Promise<number> {
  const theirs = rowsOf(to, table);
  let done = 0;
  for await (const row of rowsOf(from, table)) {
    const { value: other } = await theirs.next();
    const differs = other === undefined ? undefined : table.columns.find((name) => row[name] !== other[name]);
    if (other === undefined || differs !== undefined)
      throw new CopyFault(
        `${table.name} differs at ${keyOf(table, row)}${differs === undefined ? '' : ` in ${differs}`}: stop the server that writes to either database, empty the target, and copy again.`,
      );
    if (++done % PAGE === 0) tell(done);
  }
  const { value: more } = await theirs.next();
  if (more !== undefined)
    throw new CopyFault(
      `${table.name} of the target has ${keyOf(table, more)}, which the source has not: give an empty database.`,
    );
  return done;
}

/**
 * Copies every row of `from` to `to`; both have the tables of this release. A copy that was broken off goes on where it
 * was. One of the two sides is SQLite. Gives the rows of each table, after comparing them one by one; throws a
 * CopyFault when a row differs, and when the target holds another installation.
 */
export async function copyDatabase(
  from: Side,
  to: Side,
  tell: (progress: CopyProgress) => void = () => {},
): Promise<Readonly<Record<string, number>>> {
  const sqlite = [from, to].find((side) => side.sqlite);
  if (sqlite === undefined)
    throw new CopyFault('One of the two must be SQLite: for PostgreSQL use npm run backup.');
  const tables = inOrder(await tablesOf(sqlite.db));

  // 1 Each table in pages, a page at a time for good.
  for (const table of tables) {
    const of = await countOf(from, table);
    let after = await lastOf(to, table);
    let done = await countOf(to, table);
    tell({ table: table.name, phase: 'copying', done, of });
    for (let page = await pageAfter(from, table, after); page.length > 0;) {
      await insert(to, table, page);
      done += page.length;
      after = page.at(-1) ?? null;
      tell({ table: table.name, phase: 'copying', done, of });
      page = await pageAfter(from, table, after);
    }
    await link(from, to, table);
  }

  // 2 Row by row.
  const rows: Record<string, number> = {};
  for (const table of tables) {
    const of = await countOf(from, table);
    rows[table.name] = await compare(from, to, table, (done) =>
      tell({ table: table.name, phase: 'comparing', done, of }),
    );
  }
  return rows;
}
