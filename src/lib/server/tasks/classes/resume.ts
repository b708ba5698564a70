// A pupil comes back on another device: the card's link is shown, then redeemed into a session.
import { readKey } from '#lib/domain/classes/code.ts';
import type { ResumePage } from '#lib/domain/classes/pages.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { hashOfToken } from '../../auth/cookie.ts';
import type { Db } from '../../db/tables.ts';
import type { Services } from '../../services.ts';
import * as attempts from '../../stores/attempts.ts';
import * as members from '../../stores/members.ts';
import { bringAlong } from '../bring-along.ts';
import type { Before } from '../sign-in.ts';
import { seatsOf } from './join-class.ts';

type Card = NonNullable<Awaited<ReturnType<typeof members.byCard>>>;

/** Who the device is taken for, and whether what they did may go along. A teacher's trial class is no pupil's. */
async function otherOf(
  services: Services,
  person: PersonId | null,
): Promise<Extract<ResumePage, { other: unknown }>['other']> {
  if (person === null) return { kind: 'none' };
  const ties = await members.tiesOf(services.db, person);
  if (ties.account || ties.teaches) return { kind: 'account' };
  if (ties.entries > 0) return { kind: 'pupil', seats: await seatsOf(services, person) };
  return { kind: 'guest', answers: await attempts.answersOf(services.db, person) };
}

/** The entry that a key opens, however it was typed from the card. */
async function opens(db: Db, token: string): Promise<Card | null> {
  const key = readKey(token);
  return key === null ? null : members.byCard(db, hashOfToken(key));
}

export interface Resume {
  readonly token: string;
  readonly before: Before;
}

/** What the card's page shows; looking at it changes nothing. */
export async function resumePage(services: Services, { token, before }: Resume): Promise<ResumePage> {
  const card = await opens(services.db, token);
  if (card === null) return { state: 'gone' };
  const { member, className } = card;
  const about = { name: member.name, className };
  if (member.removedAt !== null) return { state: 'removed', ...about };
  if ((await members.tiesOf(services.db, member.person)).account) return { state: 'account', ...about };
  const here = before.person === member.person;
  return {
    state: here ? 'here' : 'open',
    ...about,
    other: here ? { kind: 'none' } : await otherOf(services, before.person),
  };
}

export interface Redeem extends Resume {
  /** What was done in this browser is somebody else's: it stays behind. */
  readonly leave: boolean;
  readonly now: number;
  readonly newId: () => string;
}

/** The cookie of a session as the card's pupil; null when the page has something else to say first. */
export async function redeem(
  services: Services,
  { token, before, leave, now, newId }: Redeem,
): Promise<string | null> {
  // 1 Does the card open anything here? An account has to be left first.
  const page = await resumePage(services, { token, before });
  if (page.state !== 'open' && page.state !== 'here') return null;
  if (page.other.kind === 'account') return null;
  const guest = page.other.kind === 'guest' && !leave ? before.person : null;

  // 2 A guest's own answers go along; another pupil's never do. A new session takes the place of the old one.
  return services.sessions.change(async (trx) => {
    const card = await opens(trx, token);
    if (card === null) return null;
    await bringAlong(trx, { guest, into: card.member.person, newId });
    await services.sessions.end(trx, before.cookie);
    await members.joined(trx, card.member.id, now);
    return services.sessions.begin(trx, card.member.person, now);
  });
}
