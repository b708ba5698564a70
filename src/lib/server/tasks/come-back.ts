// Coming back as the guest one was, by what the device has kept: for a browser that died before its cookie was on the disk.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { ComeBack } from '#lib/domain/sync/messages.ts';
import { hashOfToken } from '../auth/cookie.ts';
import type { Db } from '../db/tables.ts';
import type { Services } from '../services.ts';
import * as members from '../stores/members.ts';
import * as people from '../stores/people.ts';
import * as sessions from '../stores/sessions.ts';

/**
 * A way back leads to a session that is younger than this. A browser has its cookie on the disk within a minute; whoever
 * had no power for a week is still let in, and what lies on a device for longer opens nothing.
 */
export const WAY_BACK_DAYS = 7;
const DAY = 86_400_000;

/** Whoever has an account signs in again, and who is or was in a class has a card: for them it leads nowhere. */
async function isGuest(db: Db, person: PersonId): Promise<boolean> {
  const { account, entries, teaches } = await members.tiesOf(db, person);
  return !account && entries === 0 && !teaches;
}

/**
 * The guest again, with a session in place of the one that the way back led to; null where it leads nowhere. Asked a
 * second time with the same two, it is done a second time: the reply may have been lost on the way.
 */
export async function comeBack(
  services: Services,
  { wayBack, next, now }: ComeBack & { readonly now: number },
): Promise<{ readonly person: PersonId; readonly cookie: string } | null> {
  const age = { now, since: now - WAY_BACK_DAYS * DAY };
  const led = async (db: Db) => {
    const found =
      (await sessions.byWayBack(db, hashOfToken(next), age)) ??
      (await sessions.byWayBack(db, hashOfToken(wayBack), age));
    return found !== null && (await isGuest(db, found.person)) ? found : null;
  };

  // 1 Does it lead to anybody? A guess must not make every process forget whom it knows.
  const first = await led(services.db);
  if (first === null) return null;

  // 2 Once: whoever came at the same time, or made an account of it, has had their turn.
  const { person } = first;
  return services.sessions.change(async (trx) => {
    await people.hold(trx, [person]);
    const still = await led(trx);
    if (still?.person !== person) return null;
    await sessions.end(trx, still.tokenHash);
    return { person, cookie: await services.sessions.begin(trx, person, now, next) };
  });
}
