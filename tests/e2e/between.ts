// A server between the browser and the app, so that the network can be cut at its root and a new version can come out.
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Between {
  readonly url: string;
  /** Nothing is answered any more, and what is open is broken off. */
  readonly cut: () => Promise<void>;
  readonly mend: () => Promise<void>;
  /** From now on the app calls itself by another version; its files are the same. */
  readonly renew: () => void;
  readonly close: () => Promise<void>;
}

const NEW = 'f'.repeat(16);

/** `version` is the app's own, as its script addresses name it. */
export async function between(app: string, version: string): Promise<Between> {
  let renewed = false;
  const forward = (asked: IncomingMessage, answer: ServerResponse): void => {
    // Another version has other entity tags: what the browser knows of this one is not passed on.
    const { 'if-none-match': _tag, 'if-modified-since': _since, ...own } = asked.headers;
    const headers = { ...own, 'accept-encoding': 'identity' };
    const path = renewed ? (asked.url ?? '/').replaceAll(NEW, version) : (asked.url ?? '/');
    const sent = request(app + path, { method: asked.method, headers }, (got) => {
      const chunks: Buffer[] = [];
      got.on('data', (chunk: Buffer) => chunks.push(chunk));
      got.on('end', () => {
        const body = Buffer.concat(chunks);
        const isText = /text|javascript|json/.test(String(got.headers['content-type']));
        const { 'content-length': _length, 'transfer-encoding': _parts, ...rest } = got.headers;
        answer.writeHead(got.statusCode ?? 500, rest);
        answer.end(renewed && isText ? body.toString().replaceAll(version, NEW) : body);
      });
    });
    sent.on('error', () => answer.destroy());
    asked.pipe(sent);
  };
  const server = createServer(forward);
  const listen = (port: number): Promise<void> =>
    new Promise((resolve) => void server.listen(port, '127.0.0.1', resolve));
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    cut: stop,
    mend: () => listen(port),
    renew: () => void (renewed = true),
    close: () => (server.listening ? stop() : Promise.resolve()),
  };
}
