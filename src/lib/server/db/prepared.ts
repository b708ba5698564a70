// Queries on the way of every answer are built and compiled once, then run again with other values.
import type { CompiledQuery, InsertQueryBuilder, InsertResult } from 'kysely';
import type { Db, Tables } from './tables.ts';

type Insert<T extends keyof Tables> = InsertQueryBuilder<Tables, T, InsertResult>;

/** Rows of one statement; a longer list goes in several, whose lengths are powers of two, so that there are few of them. */
const MOST_ROWS = 64;

/**
 * An INSERT of any number of rows, whose only values are those of the rows, in the order of their keys.
 * Building such a query with Kysely costs several times what SQLite needs to run it.
 */
export function preparedInsert<T extends keyof Tables, Row extends Tables[T]>(
  build: (db: Db, rows: readonly Row[]) => Insert<T>,
): (db: Db, rows: readonly Row[]) => Promise<void> {
  // The SQL differs between databases; the adapter is one object for each database opened.
  const compiled = new WeakMap<object, Map<number, CompiledQuery<InsertResult>>>();

  async function insert(db: Db, rows: readonly Row[]): Promise<void> {
    const { adapter } = db.getExecutor();
    const parameters = rows.flatMap((row) => Object.values(row) as unknown[]);
    const queries = compiled.get(adapter) ?? new Map<number, CompiledQuery<InsertResult>>();
    compiled.set(adapter, queries);
    let query = queries.get(rows.length);
    if (query === undefined) {
      query = build(db, rows).compile();
      if (
        query.parameters.some((value, i) => value !== parameters[i]) ||
        query.parameters.length !== parameters.length
      )
        throw new Error(`a prepared insert has values that are not those of its rows: ${query.sql}`);
      queries.set(rows.length, query);
    }
    await db.executeQuery({ ...query, parameters });
  }

  return async (db, rows) => {
    let size = MOST_ROWS;
    for (let from = 0; from < rows.length; from += size) {
      while (size > rows.length - from) size /= 2;
      await insert(db, rows.slice(from, from + size));
    }
  };
}
