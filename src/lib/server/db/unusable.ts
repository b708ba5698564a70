// Why a database cannot be used at the start: one line that says what is wrong and how to mend it.
import { join } from 'node:path';
import { SQLITE_FILE } from './sqlite.ts';

export interface Place {
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
}

/** The message is the whole answer; what was thrown is its cause. */
export class DatabaseFault extends Error {}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** Each name of a host is tried at several addresses; the errors of all are one then. */
const firstOf = (error: unknown): unknown =>
  error instanceof AggregateError && error.errors.length > 0 ? error.errors[0] : error;

const CURE = 'correct DATABASE_URL (postgres://user:password@host:5432/name)';

const NO_ADDRESS =
  'DATABASE_URL is not the address of a PostgreSQL database: give postgres://user:password@host:5432/name, and write signs in the password as codes (@ as %40).';

/** The address in parts; null when it is none. One that names a socket has no host, and is no URL without one. */
function partsOf(address: string) {
  const named = address.replace('@/', '@localhost/');
  if (!/^postgres(ql)?:/.test(named) || !URL.canParse(named)) return null;
  const { host, hostname, pathname, username, password, searchParams } = new URL(named);
  try {
    decodeURIComponent(password);
    const [name, user] = [decodeURIComponent(pathname.slice(1)), decodeURIComponent(username)];
    return { where: searchParams.get('host') ?? host, hostname, name, user };
  } catch {
    return null;
  }
}

/** What goes wrong before PostgreSQL does anything, by code. The password is in none of it. */
function onPostgres(url: string, code: string, message: string): string | null {
  const parts = partsOf(url);
  if (parts === null) return NO_ADDRESS;
  const { where, hostname, name, user } = parts;
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `There is no host "${hostname}" on this network: ${CURE}.`;
    case 'ECONNREFUSED':
    case 'ENOENT':
      return `No PostgreSQL answers at ${where}: start it, or ${CURE}.`;
    case '28P01':
    case '28000':
      return `PostgreSQL at ${where} does not let "${user}" in with this password: ${CURE}.`;
    case '3D000':
      return `PostgreSQL at ${where} has no database "${name}": create it (createdb ${name}), or ${CURE}.`;
    case '42501':
      return `"${user}" may not make tables in "${name}": make it the owner of that database, or ${CURE}.`;
    case '25006':
      return `PostgreSQL at ${where} takes no writes (it is a standby, or read-only): give the address of the primary.`;
    case '53300':
      return `PostgreSQL at ${where} has no connection left: raise max_connections (each process takes eleven), or run fewer processes.`;
    case '57P03':
      return `PostgreSQL at ${where} is still starting: try again in a moment.`;
    default:
      return /timeout|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/.test(`${message} ${code}`)
        ? `PostgreSQL at ${where} cannot be reached: see that the network lets this machine through, or ${CURE}.`
        : /password must be a string/.test(message)
          ? `PostgreSQL at ${where} asks "${user}" for a password, and there is none: ${CURE}.`
          : /SSL/.test(message)
            ? `PostgreSQL at ${where} and DATABASE_URL do not agree on TLS (${message}): correct sslmode in the address.`
            : null;
  }
}

function onSqlite(dataDir: string, code: string): string | null {
  const file = join(dataDir, SQLITE_FILE);
  if (/^SQLITE_(CANTOPEN|READONLY|PERM|AUTH)|^E(ACCES|PERM|ROFS|NOTDIR|EXIST)$/.test(code))
    return `Cannot write to ${file} (${code}): make it and its folder writable for this user, or choose another folder with DATA_DIR=...`;
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code))
    return `${file} is not a whole database (${code}): put a backup in its place (npm run restore -- FILE).`;
  if (/^SQLITE_FULL|^ENOSPC$/.test(code))
    return `The disk with ${dataDir} is full: make room, or choose another folder with DATA_DIR=...`;
  if (/^SQLITE_(BUSY|LOCKED)/.test(code))
    return `${file} is held by another program: is the server running already? Stop that one first.`;
  return null;
}

/** The same error where there is no better word for it. */
export function whyUnusable({ dataDir, databaseUrl }: Place, thrown: unknown): unknown {
  const error = firstOf(thrown);
  const message = error instanceof Error ? error.message : '';
  const line = databaseUrl
    ? onPostgres(databaseUrl, codeOf(error), message)
    : onSqlite(dataDir, codeOf(error));
  return line === null ? thrown : new DatabaseFault(line, { cause: thrown });
}
