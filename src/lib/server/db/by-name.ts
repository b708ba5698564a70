// The one order of names, whatever the alphabet and the database: each database has an order of its own.

// Belarusian: Ё after Е, І after И, Ў after У, whatever their code points; Ł and Š with L and S, Latin after Cyrillic.
const register = new Intl.Collator('be', { numeric: true });

/** The order of a register. */
export const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  register.compare(a.name, b.name);

/** The same for a list. What a query has ordered by name is nearly in order already, and takes little time. */
export const inOrder = <T extends { readonly name: string }>(all: readonly T[]): T[] => all.toSorted(byName);
