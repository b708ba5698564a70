// What the tasks work with, made once when the server starts: database, library, and what is remembered between requests.
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import type { Course } from '#lib/domain/content/compiled.ts';
import type { AttemptId } from '#lib/domain/kernel/ids.ts';
import { createGuesses, type Guesses } from './auth/guesses.ts';
import { createPasswords, type Passwords } from './auth/passwords.ts';
import { createSessions, type Sessions } from './auth/sessions.ts';
import { contentDir, loadCourses } from './content/load.ts';
import { connect, type Connection } from './db/connect.ts';
import { createHub, type Hub } from './live-hub.ts';
import { createLibrary, type Library } from './library.ts';
import { createLog, type Log } from './log.ts';
import { createMail, type Mail } from './mail.ts';
import { lru, type Lru } from './lru.ts';
import type { Live } from './tasks/live.ts';

export interface Services extends Connection {
  readonly library: Library;
  readonly sessions: Sessions;
  readonly passwords: Passwords;
  readonly guesses: Guesses;
  /** Null where no e-mail is sent. */
  readonly mail: Mail | null;
  /** Attempts as of the last event this process knows of; another process may be further on. */
  readonly live: Lru<AttemptId, Live>;
  /** Tells teachers who watch a class what happens in it. */
  readonly hub: Hub;
  readonly log: Log;
}

export interface Settings {
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  readonly contentDir: string;
  readonly logLevel?: string | undefined;
  readonly smtpUrl?: string | undefined;
  /** The address people use, where one is set. */
  readonly origin?: string | undefined;
}

/** All settings are optional; an empty value means that it is not set. */
export const settingsOf = (env: Readonly<Record<string, string | undefined>>): Settings => ({
  dataDir: resolve(env.DATA_DIR || 'data'),
  databaseUrl: env.DATABASE_URL || undefined,
  contentDir: contentDir(),
  logLevel: env.LOG_LEVEL || undefined,
  smtpUrl: env.SMTP_URL || undefined,
  origin: env.ORIGIN || undefined,
});

/** Attempts under way at once in one process before the least recent is read from the database again. */
const LIVE_ATTEMPTS = 5000;

/**
 * A fresh id: the time, then 96 random bits. Attempts begun together lie together in the tables, so that the answers
 * of a class touch few pages of the file: a third of the cost of a commit with ids in random order.
 */
export const newId = (): string => Date.now().toString(36) + randomBytes(12).toString('base64url');

export async function assemble(
  connection: Connection,
  courses: readonly Course[],
  log: Log,
  mail: Mail | null = null,
): Promise<Services> {
  return {
    ...connection,
    library: createLibrary(courses),
    sessions: await createSessions(connection),
    passwords: createPasswords(),
    guesses: createGuesses(),
    mail,
    live: lru(LIVE_ATTEMPTS),
    hub: createHub(),
    log,
  };
}

/** Throws when the content has a fault (the message is the check's whole answer) or the database cannot be used. */
export async function start(settings: Settings): Promise<Services> {
  const log = createLog(settings.logLevel);
  // Content first: a fault in it leaves the database as it was.
  const courses = loadCourses(settings.contentDir);
  const mail = createMail(settings.smtpUrl, settings.origin);
  const onLost = (error: Error): void => log.error({ reason: error.message }, 'a database connection broke');
  return assemble(await connect({ ...settings, onLost }), courses, log, mail);
}
