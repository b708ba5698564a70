// Who of those who ask may have classes of their own.
import type { PersonId } from '#lib/domain/kernel/ids.ts';

/** The person, if they may make a class or help to teach one; a guest who tries a sample class may not. */
export const teacherOf = ({ person, account }: App.Locals): PersonId | null =>
  account?.teaches === true ? person : null;
