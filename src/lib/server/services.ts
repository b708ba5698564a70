// What the tasks work with, made once when the server starts: database, library, and what is remembered between requests.
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import type { Course } from '#lib/domain/content/compiled.ts';
import type { AttemptId } from '#lib/domain/kernel/ids.ts';
import { createGuesses, type Guesses, type Turns } from './auth/guesses.ts';
import { createPasswords, type Passwords } from './auth/passwords.ts';
import { createSessions, REMEMBERED_SESSIONS, type Known, type Sessions } from './auth/sessions.ts';
import { contentDir, loadCourses } from './content/load.ts';
import { connect, type Connection } from './db/connect.ts';
import { createHub, type Hub } from './live-hub.ts';
import { createLibrary, type Library } from './library.ts';
import { createLog, type Log } from './log.ts';
import { createMail, type Mail } from './mail.ts';
import { createPeers, type Peers } from './peers.ts';
import { createPresence, type Presence } from './presence.ts';
import { lru, type Lru } from './lru.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import * as limits from './stores/rate-limits.ts';
import type { Live } from './tasks/live.ts';
import { earsOf } from './tasks/watching/hear.ts';

export interface Services extends Connection {
  readonly library: Library;
  readonly sessions: Sessions;
  readonly passwords: Passwords;
  readonly guesses: Guesses;
  /** Null where no e-mail is sent. */
  readonly mail: Mail | null;
  /** Attempts as of the last event this process knows of; another process may be further on. */
  readonly live: Lru<AttemptId, Live>;
  /** The other processes on the same database. */
  readonly peers: Peers;
  /** Tells teachers who watch a class what happens in it. */
  readonly hub: Hub;
  /** Which pages of assigned work are open, as far as this process knows. */
  readonly presence: Presence;
  readonly log: Log;
  readonly metrics: Metrics;
  /** What may read the metrics from elsewhere; undefined where only this machine may. */
  readonly metricsToken?: string | undefined;
}

export interface Settings {
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  readonly contentDir: string;
  readonly logLevel?: string | undefined;
  readonly smtpUrl?: string | undefined;
  /** The address people use, where one is set. */
  readonly origin?: string | undefined;
  readonly metricsToken?: string | undefined;
}

/** All settings are optional; an empty value means that it is not set. */
export const settingsOf = (env: Readonly<Record<string, string | undefined>>): Settings => ({
  dataDir: resolve(env.DATA_DIR || 'data'),
  databaseUrl: env.DATABASE_URL || undefined,
  contentDir: contentDir(),
  logLevel: env.LOG_LEVEL || undefined,
  smtpUrl: env.SMTP_URL || undefined,
  origin: env.ORIGIN || undefined,
  metricsToken: env.METRICS_TOKEN || undefined,
});

/** Attempts under way at once in one process before the least recent is read from the database again. */
const LIVE_ATTEMPTS = 5000;

/**
 * A fresh id: the time, then 96 random bits. Attempts begun together lie together in the tables, so that the answers
 * of a class touch few pages of the file: a third of the cost of a commit with ids in random order.
 */
export const newId = (): string => Date.now().toString(36) + randomBytes(12).toString('base64url');

/** Where other processes may be, whoever guesses takes turns with what reaches those. */
export const turnsOf = ({ commit }: Pick<Connection, 'commit'>): Turns => ({
  take: (address, forMs) => commit((trx) => limits.takeTurn(trx, address, forMs, Date.now())),
  end: (address) => commit((trx) => limits.endTurn(trx, address)),
});

export async function assemble(
  connection: Connection,
  courses: readonly Course[],
  log: Log,
  mail: Mail | null = null,
  metrics: Metrics = createMetrics(),
): Promise<Services> {
  const peers = createPeers(connection.channel);
  const services: Services = {
    ...connection,
    library: createLibrary(courses),
    sessions: await createSessions(
      connection,
      metrics.counted('sessions', lru<string, Known>(REMEMBERED_SESSIONS)),
      () => peers.changedSessions(),
    ),
    passwords: createPasswords(),
    guesses: createGuesses(undefined, connection.channel === null ? undefined : turnsOf(connection)),
    mail,
    live: metrics.counted('attempts', lru<AttemptId, Live>(LIVE_ATTEMPTS)),
    peers,
    hub: createHub(peers),
    presence: createPresence(),
    log,
    metrics,
  };
  peers.listen(earsOf(services));
  return services;
}

/** Throws when the content has a fault (the message is the check's whole answer) or the database cannot be used. */
export async function start(settings: Settings): Promise<Services> {
  const log = createLog(settings.logLevel);
  // Content first: a fault in it leaves the database as it was.
  const courses = loadCourses(settings.contentDir);
  const mail = createMail(settings.smtpUrl, settings.origin);
  const onLost = (error: Error): void => log.error({ reason: error.message }, 'a database connection broke');
  const metrics = createMetrics();
  const connection = await connect({ ...settings, onLost, onGroup: metrics.committed });
  return {
    ...(await assemble(connection, courses, log, mail, metrics)),
    metricsToken: settings.metricsToken,
  };
}
