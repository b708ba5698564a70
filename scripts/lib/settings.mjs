// The server's settings: environment variables, all optional, checked before anything starts.
import { accessSync, constants, mkdirSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { resolve } from 'node:path';

/** Reads and checks the settings; throws an Error whose message says which one is wrong and how to mend it. */
export function readSettings(env) {
  // An empty value means "not set": that is how a compose file or a service unit leaves a variable out.
  if (!env.ORIGIN) delete env.ORIGIN;
  const port = Number(env.PORT || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`PORT=${env.PORT} is not a port: give a number from 1 to 65535, for example PORT=3000`);
  }
  if (!env.ADDRESS_HEADER) delete env.ADDRESS_HEADER;
  const proxies = Number(env.XFF_DEPTH || 1);
  if (!Number.isInteger(proxies) || proxies < 1) {
    throw new Error(
      `XFF_DEPTH=${env.XFF_DEPTH} is no number of proxies: give 1, or one more for each further proxy`,
    );
  }
  env.XFF_DEPTH = String(proxies);
  if (env.SMTP_URL) checkMail(env.SMTP_URL, env.ORIGIN);
  const dataDir = resolve(env.DATA_DIR || 'data');
  env.DATA_DIR = dataDir;
  if (env.DATABASE_URL) checkDatabaseUrl(env.DATABASE_URL);
  else checkWritable(dataDir);
  return {
    port,
    host: env.HOST || '0.0.0.0',
    origin: env.ORIGIN,
    addressHeader: env.ADDRESS_HEADER?.toLowerCase(),
    proxies,
    dataDir,
    databaseUrl: env.DATABASE_URL,
  };
}

function checkMail(url, origin) {
  if (!/^smtps?:/.test(url) || !URL.canParse(url)) {
    throw new Error(
      'SMTP_URL is not the address of a mail server: give smtps://user:password@host:465, or leave it away to send no e-mail',
    );
  }
  // A link built from what a request says of its host would lead where the sender of the request wants it to.
  if (!origin) {
    throw new Error(
      'SMTP_URL needs ORIGIN, for the links in e-mails: set it to the address people use, for example ORIGIN=https://learn.example.org',
    );
  }
}

/** The address without its socket: with `?host=/folder` it names no host, which is no URL. */
const withHost = (url) => url.replace('@/', '@localhost/');

function checkDatabaseUrl(url) {
  if (!/^postgres(ql)?:/.test(url) || !URL.canParse(withHost(url))) {
    throw new Error(
      'DATABASE_URL is not the address of a PostgreSQL database: give postgres://user:password@host:5432/name, or leave it away to keep the data in a folder',
    );
  }
}

function checkWritable(dataDir) {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Error(
      `Cannot write to the data folder ${dataDir} (${error.code}): make it writable for this user, or choose another with DATA_DIR=...`,
    );
  }
}

/** Says where the app can be reached and where its data lies. */
export function printAddresses({ host, origin, dataDir, databaseUrl }, port) {
  const everywhere = host === '0.0.0.0' || host === '::';
  const named = (address) => `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
  const lan = Object.values(networkInterfaces())
    .flat()
    .filter(({ family, internal }) => everywhere && family === 'IPv4' && !internal);
  const lines = [
    'Demarche is running. Ctrl-C stops it.',
    ...(origin ? [`  For everyone      ${origin}`] : []),
    `  On this machine   ${named(everywhere ? 'localhost' : host)}`,
    ...lan.map(({ address }) => `  On your network   ${named(address)}`),
    `  Data              ${databaseUrl ? databaseWithoutPassword(databaseUrl) : dataDir}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function databaseWithoutPassword(url) {
  const { protocol, host, pathname } = new URL(withHost(url));
  return `${protocol}//${host}${pathname}`;
}
