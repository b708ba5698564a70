// How many answers a guest of this browser could take along into an account.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Services } from '../services.ts';
import * as accounts from '../stores/accounts.ts';
import * as attempts from '../stores/attempts.ts';

export async function keepable({ db }: Services, person: PersonId | null): Promise<number> {
  return person !== null && (await accounts.isGuest(db, person)) ? attempts.answersOf(db, person) : 0;
}
