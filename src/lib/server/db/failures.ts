// Reads the errors of both databases: what is a lost race, and what is a store that cannot be reached or written just now.

const codeOf = (error: unknown): string => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
};

/** A row with this key is already there: somebody else was first, or the same command came twice. */
export const isConflict = (error: unknown): boolean =>
  ['SQLITE_CONSTRAINT_PRIMARYKEY', 'SQLITE_CONSTRAINT_UNIQUE', '23505'].includes(codeOf(error));

/** A row refers to one that is gone: while this was under way, the guest who asked has become somebody else. */
export const isOrphaned = (error: unknown): boolean =>
  ['SQLITE_CONSTRAINT_FOREIGNKEY', '23503'].includes(codeOf(error));

/** PostgreSQL ended one of two transactions that waited for each other, or could not put them in an order. */
export const isCollision = (error: unknown): boolean => ['40P01', '40001'].includes(codeOf(error));

/** SQLite: full, locked, read-only or unreadable. PostgreSQL: connection, resources, locks, shutdown, deadlock. Sockets. */
const UNAVAILABLE =
  /^(SQLITE_(FULL|BUSY|LOCKED|IOERR|READONLY|CANTOPEN|NOMEM|PROTOCOL)|08|53|55P03|57P|40(001|P01)|E(CONN|PIPE|TIMEDOUT|NOTFOUND|HOSTUNREACH|NETUNREACH|AI_AGAIN))/;
/** What the PostgreSQL driver says without a code when a connection ends or none can be had. */
const LOST =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Query read timeout)/;

/** A connection that could not be made, for whatever reason: a server behind a socket that is down has no socket. */
const isUnconnected = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'syscall' in error && error.syscall === 'connect';

/** Nothing is wrong with the request: the same one may well succeed later. */
export const isUnavailable = (error: unknown): boolean =>
  UNAVAILABLE.test(codeOf(error)) ||
  isUnconnected(error) ||
  (error instanceof Error && (error.name === 'AbortedTransactionError' || LOST.test(error.message))) ||
  (error instanceof AggregateError && error.errors.some(isUnavailable));
