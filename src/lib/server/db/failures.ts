// Reads the errors of both databases: what is a lost race, and what is a store that cannot be reached or written just now.

const codeOf = (error: unknown): string => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
};

/** A row with this key is already there: somebody else was first, or the same command came twice. */
export const isConflict = (error: unknown): boolean =>
  ['SQLITE_CONSTRAINT_PRIMARYKEY', 'SQLITE_CONSTRAINT_UNIQUE', '23505'].includes(codeOf(error));

/** SQLite: full, locked, read-only or unreadable. PostgreSQL: connection, resources, shutdown, deadlock. Sockets. */
const UNAVAILABLE =
  /^(SQLITE_(FULL|BUSY|LOCKED|IOERR|READONLY|CANTOPEN|NOMEM|PROTOCOL)|08|53|57P|40(001|P01)|E(CONN|PIPE|TIMEDOUT|NOTFOUND|HOSTUNREACH|NETUNREACH|AI_AGAIN))/;
/** What the PostgreSQL driver says without a code when a connection ends or none can be had. */
const LOST =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Query read timeout)/;

/** Nothing is wrong with the request: the same one may well succeed later. */
export const isUnavailable = (error: unknown): boolean =>
  UNAVAILABLE.test(codeOf(error)) ||
  (error instanceof Error && (error.name === 'AbortedTransactionError' || LOST.test(error.message))) ||
  (error instanceof AggregateError && error.errors.some(isUnavailable));
