// Serves the bare page, its script and its worker: the app's own server lets no file bring a script of its own.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const TYPES = { 'page.html': 'text/html', 'page.js': 'text/javascript', 'worker.js': 'text/javascript' };

createServer(({ url }, response) => {
  const name = url.slice(1);
  if (!(name in TYPES)) return response.writeHead(404).end();
  response.setHeader('content-type', TYPES[name]);
  response.end(readFileSync(new URL(name, import.meta.url)));
}).listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
