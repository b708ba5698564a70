// Drives a server with sealed responses, as many at once as are asked for, and says how many it made durable per second.
import autocannon from 'autocannon';
import { begin, newId, type Running } from './app.ts';
import { sealedAnswers } from './answers.ts';
import { median } from './print.ts';

export const CONNECTIONS = 64;
export const SECONDS = 6;

export interface Rate {
  readonly perSecond: number;
  readonly p99: number;
  readonly failed: number;
}

/**
 * Drives `url` with so many connections; `next` gives the request each connection sends next, or null when it has no more.
 * With `perSecond`, they send no faster than that together.
 */
export async function drive(
  url: string,
  next: (connection: number) => { path: string; cookie: string; body: string } | null,
  { count = CONNECTIONS, perSecond }: { readonly count?: number; readonly perSecond?: number } = {},
): Promise<Rate> {
  let connections = 0;
  let ranOut = 0;
  const result = await autocannon({
    url,
    connections: count,
    duration: SECONDS,
    ...(perSecond === undefined ? {} : { overallRate: Math.round(perSecond) }),
    setupClient: (client) => {
      const mine = connections++;
      client.setRequests([
        {
          method: 'POST',
          setupRequest: (request) => {
            const answer = next(mine);
            if (answer === null) ranOut++;
            const { path, cookie, body } = answer ?? { path: '/healthz', cookie: '', body: '' };
            return {
              ...request,
              path,
              body,
              headers: { 'content-type': 'application/json', origin: url, cookie },
            };
          },
        },
      ]);
    },
  });
  if (ranOut > 0)
    throw new Error(`${ranOut} requests had no fresh answer left to send: prepare more attempts`);
  return {
    perSecond: result['2xx'] / result.duration,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors,
  };
}

/** Enough fresh sealed attempts for every connection, begun before the clock starts. */
export async function prepare(
  server: Running,
  each: number,
  count = CONNECTIONS,
): Promise<(connection: number) => ReturnType<Parameters<typeof drive>[1]>> {
  const { address, responses } = await sealedAnswers();
  const guests = await Promise.all(
    Array.from({ length: count }, async () => {
      let cookie = '';
      const attempts: string[] = [];
      for (let n = 0; n < each; n++) {
        const begun = await begin(server.url, address, 'sealed', cookie);
        cookie = begun.cookie;
        attempts.push(begun.attempt);
      }
      return { cookie, attempts, sent: 0 };
    }),
  );
  return (connection) => {
    const guest = guests[connection % count];
    if (guest === undefined) return null;
    const attempt = guest.attempts[Math.floor(guest.sent / responses.length)];
    const command = responses[guest.sent % responses.length];
    const position = (guest.sent % responses.length) + 1;
    guest.sent++;
    if (attempt === undefined || command === undefined) return null;
    return {
      path: `/api/attempts/${attempt}/commands`,
      cookie: guest.cookie,
      body: JSON.stringify({ id: newId(), position, command }),
    };
  };
}

export const rateOf = (rates: readonly Rate[]): number => median(rates.map((rate) => rate.perSecond));
