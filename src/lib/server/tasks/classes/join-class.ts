// A pupil finds a class by its code and takes an entry in it. A name never opens an entry that is there already.
import { readCode } from '#lib/domain/classes/code.ts';
import type { JoinPage, Seat } from '#lib/domain/classes/pages.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { isConflict } from '../../db/failures.ts';
import type { Services } from '../../services.ts';
import * as classes from '../../stores/classes.ts';
import * as members from '../../stores/members.ts';
import * as limits from '../../stores/rate-limits.ts';
import { guess } from '../guess.ts';

/** Wrong codes from one address before each further answer takes its time. Right ones count for nothing. */
export const WRONG_CODES: limits.Limit = { most: 20, per: 10 * 60_000 };

export interface Looks {
  readonly person: PersonId | null;
  /** As it was typed. */
  readonly code: string;
  readonly address: string;
  readonly now: number;
}
/** `unknown`: no class takes in pupils under this code. `wait`: too many guesses, so this one was not looked at. */
export type NoClass = 'unknown' | 'wait';

async function find(
  services: Services,
  { code: typed, address, now }: Looks,
): Promise<classes.Class | NoClass> {
  // 1 What can be no code is no guess either.
  const code = readCode(typed);
  if (code === null) return 'unknown';

  // 2 Looked up; at an address of many wrong codes, one after the other.
  const key = limits.limitKey('class-code', address);
  const look = (): Promise<classes.Class | null> => classes.byCode(services.db, code);
  const found = await guess(services, { key, limit: WRONG_CODES, now, look });
  return found === 'full' ? 'wait' : (found ?? 'unknown');
}

/** What the page shows of the class before anybody joins. */
export async function joinPage(services: Services, looks: Looks): Promise<JoinPage | NoClass> {
  const { db } = services;
  const found = await find(services, looks);
  if (typeof found === 'string') return found;
  const teachers = await classes.teachers(db, found.id);
  const entry = looks.person === null ? null : await classes.memberOf(db, found.id, looks.person);
  return {
    code: found.code ?? '',
    name: found.name,
    teacher: teachers[0]?.name ?? null,
    teaches: teachers.some(({ person }) => person === looks.person),
    entry: entry === null ? null : { name: entry.name, removed: entry.removedAt !== null },
  };
}

/** The classes that the person of this device is in. */
export const seatsOf = async ({ db }: Services, person: PersonId | null): Promise<Seat[]> =>
  person === null
    ? []
    : (await members.seatsOf(db, person)).map(({ className, name }) => ({ className, name }));

export interface JoinClass extends Looks {
  readonly person: PersonId;
  readonly name: string;
  readonly newId: () => string;
}

/** What the person is to the class now: `removed` when a teacher took their entry off the list. */
export async function joinClass(
  services: Services,
  { name, newId, ...looks }: JoinClass,
): Promise<'joined' | 'removed' | 'teaches' | NoClass> {
  const { db, hub } = services;
  const { person, now } = looks;

  // 1 The class. Who teaches it is not in it.
  const found = await find(services, looks);
  if (typeof found === 'string') return found;
  if ((await classes.taughtBy(db, found.id, person)) !== null) return 'teaches';

  // 2 The same person keeps the entry they have, with its name.
  const entry = await classes.memberOf(db, found.id, person);
  if (entry !== null) return entry.removedAt === null ? 'joined' : 'removed';

  // 3 A new entry; of two sent at once the second finds the first.
  const member = {
    id: newId(),
    class: found.id,
    person,
    name,
    createdAt: now,
    joinedAt: now,
    removedAt: null,
  };
  try {
    // A change of sessions: the head of the very next page leads to what is to do.
    await services.sessions.change((trx) => members.add(trx, [member]));
    hub.publish(found.id, { type: 'roster' });
  } catch (error) {
    if (!isConflict(error)) throw error;
  }
  return 'joined';
}
