// What a teacher changes about a class: its name, its code, how long it is kept, whether it is archived.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { taughtClass } from '../../rights.ts';
import type { Services } from '../../services.ts';
import * as classes from '../../stores/classes.ts';
import { withNewCode } from './new-code.ts';

export type ClassChange =
  | { readonly type: 'rename'; readonly name: string }
  | { readonly type: 'renew_code' }
  | { readonly type: 'close_code' }
  | { readonly type: 'archive' }
  | { readonly type: 'restore' }
  | { readonly type: 'keep'; readonly until: number };

export interface ChangeClass {
  readonly person: PersonId | null;
  readonly id: string;
  readonly change: ClassChange;
  readonly now: number;
}

/** False when this person does not teach the class. */
export async function changeClass(
  { db, commit }: Services,
  { person, id, change, now }: ChangeClass,
): Promise<boolean> {
  // 1 May they?
  const taught = await taughtClass(db, person, id);
  if (taught === null) return false;

  // 2 An archived class stays closed, and so does a sample; whatever else is done twice is as if it was done once.
  switch (change.type) {
    case 'rename':
      await commit((trx) => classes.rename(trx, id, change.name));
      break;
    case 'renew_code':
      if (taught.archivedAt === null && !taught.sample)
        await withNewCode((code) => commit((trx) => classes.setCode(trx, id, code)));
      break;
    case 'close_code':
      await commit((trx) => classes.setCode(trx, id, null));
      break;
    case 'archive':
      await commit((trx) => classes.setArchived(trx, id, now));
      break;
    case 'restore':
      if (taught.archivedAt !== null) await commit((trx) => classes.setArchived(trx, id, null));
      break;
    case 'keep':
      await commit((trx) => classes.keep(trx, id, change.until));
  }
  return true;
}
