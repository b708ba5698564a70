// Serves the built app: settings, request headers, compression, and an orderly stop. Started by start.mjs.
import compression from 'compression';
import { constants as zlib } from 'node:zlib';
import { createServer } from 'node:http';
import { secure } from './lib/headers.mjs';
import { printAddresses, readSettings } from './lib/settings.mjs';
import { stopOnSignals } from './lib/stop.mjs';

/** Ends the process with the message alone: the faults that come here are for the person who runs the server. */
function refuse(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

const PROTOCOL = 'x-demarche-protocol';

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
try {
  settings = readSettings(process.env);
} catch (error) {
  refuse(error.message);
}
// Without ORIGIN the adapter takes every request for https, and its cross-site check would refuse the forms of a plain
// http page. It believes this header instead, and the header is ours: it is overwritten on every request below.
if (!settings.origin) process.env.PROTOCOL_HEADER = PROTOCOL;

/** A request that comes past the proxy, as a health check does, is from the other end of its connection. */
function nameSender({ headers, socket }) {
  const { addressHeader, proxies } = settings;
  if (addressHeader && !(addressHeader in headers))
    headers[addressHeader] = Array(proxies).fill(socket.remoteAddress).join(', ');
}

/** Null until the app has started: then its database is up to date. */
let handler = null;

/**
 * What a request brings beyond what was needed to refuse it. The framework stops reading such a body in the middle, and
 * the next request on the same connection would wait for its end for ever.
 */
function throwAway(req) {
  if (req.readableEnded) return;
  req.removeAllListeners('data');
  req.resume();
}

const https = settings.origin?.startsWith('https:') === true;
const server = createServer((req, res) => {
  req.headers[PROTOCOL] = 'http';
  nameSender(req);
  // Static files never pass the app's hooks, and an answer of the framework's own may not either.
  secure(req, res, https);
  res.once('finish', () => throwAway(req));
  if (handler === null) {
    res.writeHead(503, { 'Retry-After': '1', 'Content-Type': 'text/plain' }).end('starting\n');
    return;
  }
  compress(req, res, () =>
    handler(req, res, () => {
      res.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found');
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

// The port comes first: where it is taken, the database is left as it was.
server.listen(settings.port, settings.host, async () => {
  try {
    // Importing the handler starts the app: it migrates the database, checks the content and refuses faults by throwing.
    ({ handler } = await import('../build/handler.js'));
  } catch (error) {
    refuse(process.env.LOG_LEVEL === 'debug' ? error.stack : error.message);
  }
  printAddresses(settings, server.address().port);
});
stopOnSignals(server);
