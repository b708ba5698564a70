// Queries on the way of every answer are built and compiled once, then run again with other values.
import type { CompiledQuery, InsertQueryBuilder, InsertResult } from 'kysely';
import type { Db, Tables } from './tables.ts';

type Insert<T extends keyof Tables> = InsertQueryBuilder<Tables, T, InsertResult>;

/**
 * An INSERT of one row whose only values are those of the row, in the order of its keys.
 * Building such a query with Kysely costs several times what SQLite needs to run it.
 */
export function preparedInsert<T extends keyof Tables, Row extends Tables[T]>(
  build: (db: Db, row: Row) => Insert<T>,
): (db: Db, row: Row) => Promise<void> {
  // The SQL differs between databases; the adapter is one object for each database opened.
  const compiled = new WeakMap<object, CompiledQuery<InsertResult>>();
  return async (db, row) => {
    const { adapter } = db.getExecutor();
    const parameters = Object.values(row);
    let query = compiled.get(adapter);
    if (query === undefined) {
      query = build(db, row).compile();
      if (
        query.parameters.some((value, i) => value !== parameters[i]) ||
        query.parameters.length !== parameters.length
      )
        throw new Error(`a prepared insert has values that are not those of its row: ${query.sql}`);
      compiled.set(adapter, query);
    }
    await db.executeQuery({ ...query, parameters });
  };
}
