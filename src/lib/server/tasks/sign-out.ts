// Signing out: here, or on every device.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Services } from '../services.ts';

/** Ends the session of this cookie; of nobody's cookie there is nothing to end. */
export const signOut = ({ sessions }: Services, cookie: string | undefined): Promise<void> =>
  sessions.change((trx) => sessions.end(trx, cookie));

export const signOutEverywhere = ({ sessions }: Services, person: PersonId): Promise<void> =>
  sessions.change((trx) => sessions.endAll(trx, person));
