// Who of those who ask may have classes.
import type { PersonId } from '#lib/domain/kernel/ids.ts';

/** The person, if they may make a class or take part in one as a teacher; null for everybody else. */
export const teacherOf = ({ person, teaches }: App.Locals): PersonId | null => (teaches ? person : null);
