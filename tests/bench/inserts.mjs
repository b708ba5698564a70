// What the floors store: one insert for each request, durable alone or together with those that arrive beside it.
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Opens a database of its own in `folder`; both kinds of insert give back when `body` is on the disk. */
export function openInserts(folder) {
  const db = new Database(join(folder, 'floor.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('create table response (id integer primary key, at integer, json text)');
  const insert = db.prepare('insert into response (at, json) values (?, ?)');
  const commit = db.transaction((bodies) => {
    for (const body of bodies) insert.run(Date.now(), body);
  });
  /** Requests that wait for the next transaction. */
  let waiting = [];
  const flush = () => {
    const group = waiting;
    waiting = [];
    commit(group.map(({ body }) => body));
    for (const { done } of group) done();
  };
  return {
    alone: async (body) => void insert.run(Date.now(), body),
    grouped: (body) =>
      new Promise((done) => {
        if (waiting.push({ body, done }) === 1) setImmediate(flush);
      }),
  };
}
