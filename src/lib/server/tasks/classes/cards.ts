// Cards: a link of its own for each pupil, printed by the teacher. Each new card puts an end to the one before.
import { keyWords, newKey, type Chance } from '#lib/domain/classes/code.ts';
import type { Card } from '#lib/domain/classes/pages.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { hashOfToken } from '../../auth/cookie.ts';
import { inOrder } from '../../db/by-name.ts';
import { taughtClass } from '../../rights.ts';
import type { Services } from '../../services.ts';
import * as members from '../../stores/members.ts';

export interface PrintCards {
  readonly person: PersonId | null;
  readonly class: string;
  /** `all`, those `without` a card, or the id of one pupil. */
  readonly whose: 'all' | 'without' | (string & {});
  readonly origin: string;
  readonly now: number;
  readonly below: Chance;
}

/** In the order of the list; the links are shown once and kept as hashes. Null when this person does not teach the class. */
export async function printCards(
  { db, commit }: Services,
  { person, class: of, whose, origin, now, below }: PrintCards,
): Promise<Card[] | null> {
  // 1 May they?
  if ((await taughtClass(db, person, of)) === null) return null;

  // 2 Whose? No card opens an account, and none an entry that is off the list.
  const all = inOrder(await members.ofClass(db, of)).filter(
    ({ removedAt, account }) => removedAt === null && !account,
  );
  const asked = all.filter(({ id, card }) => whose === 'all' || (whose === 'without' ? !card : id === whose));

  // 3 A new link for each, in place of the old one.
  const made = asked.map(({ id, name }) => ({ id, name, key: newKey(below) }));
  await commit(async (trx) => {
    for (const { id, key } of made) await members.setCard(trx, id, hashOfToken(key), now);
  });
  return made.map(({ name, key }) => ({ name, link: `${origin}/r/${keyWords(key)}` }));
}
