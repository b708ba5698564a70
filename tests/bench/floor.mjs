// The floor: a bare node:http server that makes each request durable with one SQLite insert of its own.
import { createServer } from 'node:http';
import { join } from 'node:path';
import Database from 'better-sqlite3';

const db = new Database(join(process.env.DATA_DIR, 'floor.sqlite'));
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec('create table response (id integer primary key, at integer, json text)');
const insert = db.prepare('insert into response (at, json) values (?, ?)');

createServer((request, response) => {
  if (request.method !== 'POST') return response.end('ready');
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (part) => (body += part));
  request.on('end', () => {
    insert.run(Date.now(), JSON.stringify(JSON.parse(body)));
    response.setHeader('content-type', 'application/json');
    response.end('{"ok":true}');
  });
}).listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
