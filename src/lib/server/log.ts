// The server's log: JSON lines without ids of people or attempts, cookies, addresses or query strings.
import { destination, pino, type Logger } from 'pino';

export type Log = Logger;

/** LOG_LEVEL is one of pino's levels; an unknown one would keep the server from starting, so it counts as `warn`. */
export function createLog(level: string | undefined): Log {
  const known = level !== undefined && (level === 'silent' || level in pino.levels.values);
  return pino(
    { level: known ? level : 'warn', base: null },
    // Lines are collected for at most half a second: a write for each request would cost as much as the request.
    destination({ fd: 1, sync: false, minLength: 4096, periodicFlush: 500 }),
  );
}
