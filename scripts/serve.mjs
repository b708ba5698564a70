// Serves the built app: settings, request headers, compression, and an orderly stop. Started by start.mjs.
import compression from 'compression';
import { constants as zlib } from 'node:zlib';
import { createServer } from 'node:http';
import { printAddresses, readSettings } from './lib/settings.mjs';
import { stopOnSignals } from './lib/stop.mjs';

/** Ends the process with the message alone: the faults that come here are for the person who runs the server. */
function refuse(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

const PROTOCOL = 'x-demarche-protocol';

// Static files and prerendered pages never pass the app's hooks, so what every response must carry is set here.
const HEADERS = Object.entries({
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
});

const compress = compression({
  // A flush after each write lets a streamed page show its first part at once; a page written in one go pays a few bytes.
  flush: zlib.Z_SYNC_FLUSH,
  brotli: { flush: zlib.BROTLI_OPERATION_FLUSH },
  // An event stream is not to wait for a buffer to fill, and a byte range of a file is a range of its plain bytes.
  filter: (req, res) =>
    res.statusCode !== 206 &&
    !String(res.getHeader('Content-Type')).startsWith('text/event-stream') &&
    compression.filter(req, res),
});

let settings;
let handler;
try {
  settings = readSettings(process.env);
  // Without ORIGIN the adapter takes every request for https, and its cross-site check would refuse the forms of a plain
  // http page. It believes this header instead, and the header is ours: it is overwritten on every request below.
  if (!settings.origin) process.env.PROTOCOL_HEADER = PROTOCOL;
  // Importing the handler starts the app: it migrates the database, checks the content and refuses faults by throwing.
  ({ handler } = await import('../build/handler.js'));
} catch (error) {
  refuse(process.env.LOG_LEVEL === 'debug' ? error.stack : error.message);
}

const server = createServer((req, res) => {
  req.headers[PROTOCOL] = 'http';
  for (const [name, value] of HEADERS) res.setHeader(name, value);
  compress(req, res, () =>
    handler(req, res, () => {
      res.statusCode = 404;
      res.end('Not found');
    }),
  );
});

// A learner thinks for a minute between two answers. On a phone, opening a new connection would double the wait.
server.keepAliveTimeout = 120_000;

server.on('error', (error) => {
  const { host, port } = settings;
  if (error.code === 'EADDRINUSE') {
    refuse(
      `Port ${port} is in use: stop the program that uses it, or choose another, for example PORT=${port + 1} npm start`,
    );
  }
  if (error.code === 'EACCES')
    refuse(`Port ${port} may not be opened by this user: choose one from 1024 on, for example PORT=3000`);
  refuse(
    `Cannot listen on HOST=${host} PORT=${port} (${error.code}): leave HOST away, or give an address of this machine.`,
  );
});

server.listen(settings.port, settings.host, () => printAddresses(settings, server.address().port));
stopOnSignals(server);
