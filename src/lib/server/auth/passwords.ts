// Passwords: hashed by scrypt away from the main path, a few at a time, and compared in constant time.
import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { queue } from '../queue.ts';

export interface Passwords {
  /** What the database keeps of a password. */
  readonly hash: (password: string) => Promise<string>;
  /** Whether the password is the one hashed. Nobody's (`null`) takes as long, and is never right. */
  readonly verify: (password: string, stored: string | null) => Promise<boolean>;
}

export interface Cost {
  /** The logarithm of N to base 2. */
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}

/**
 * scrypt with N = 2^14, r = 8, p = 5: one of the equally strong settings of the OWASP Password Storage Cheat Sheet
 * (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#scrypt). It takes 16 MiB for a
 * password where N = 2^17, p = 1 takes 128 MiB, which is much for a school's small machine.
 */
const COST: Cost = { ln: 14, r: 8, p: 5 };
const SALT_BYTES = 16;
const KEY_BYTES = 32;
/** Waiting beyond these would be longer than anybody waits. */
const MOST_WAITING = 200;

interface Hashed extends Cost {
  readonly salt: Buffer;
  readonly key: Buffer;
}

const encode = ({ ln, r, p, salt, key }: Hashed): string =>
  `$scrypt$ln=${ln},r=${r},p=${p}$${salt.toString('base64url')}$${key.toString('base64url')}`;

function decode(stored: string): Hashed {
  const parts = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/.exec(stored);
  if (parts === null) throw new Error('a password hash in the database is not one of ours');
  const [, ln, r, p, salt = '', key = ''] = parts;
  return {
    ln: Number(ln),
    r: Number(r),
    p: Number(p),
    salt: Buffer.from(salt, 'base64url'),
    key: Buffer.from(key, 'base64url'),
  };
}

/** Node's asynchronous scrypt runs on its thread pool. The same letters typed in another way are the same password. */
function derive(password: string, { ln, r, p, salt, key }: Hashed): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** ln, r, p, maxmem: 2 ** ln * r * 256 };
  return new Promise((resolve, reject) =>
    scrypt(password.normalize('NFKC'), salt, key.length, options, (error, derived) =>
      error === null ? resolve(derived) : reject(error),
    ),
  );
}

/** One core is left to the answers that come in meanwhile. */
export function createPasswords(
  cost: Cost = COST,
  atOnce: number = Math.min(4, Math.max(1, availableParallelism() - 1)),
): Passwords {
  const inTurn = queue(atOnce, MOST_WAITING, 'too many passwords are waiting to be hashed');
  const fresh = (): Hashed => ({ ...cost, salt: randomBytes(SALT_BYTES), key: randomBytes(KEY_BYTES) });
  const nobodys = fresh();
  return {
    hash: (password) =>
      inTurn(async () => {
        const made = fresh();
        return encode({ ...made, key: await derive(password, made) });
      }),
    verify: (password, stored) =>
      inTurn(async () => {
        const right = stored === null ? nobodys : decode(stored);
        return timingSafeEqual(await derive(password, right), right.key) && stored !== null;
      }),
  };
}
