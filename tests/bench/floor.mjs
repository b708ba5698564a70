// The floors: a bare node:http server that makes each request durable with one SQLite insert of its own, or, with
// GROUP=1, those that arrive together with one transaction.
import { createServer } from 'node:http';
import { openInserts } from './inserts.mjs';

const inserts = openInserts(process.env.DATA_DIR);
const store = process.env.GROUP ? inserts.grouped : inserts.alone;

createServer((request, response) => {
  if (request.method !== 'POST') return response.end('ready');
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (part) => (body += part));
  request.on('end', async () => {
    await store(JSON.stringify(JSON.parse(body)));
    response.setHeader('content-type', 'application/json');
    response.end('{"ok":true}');
  });
}).listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
