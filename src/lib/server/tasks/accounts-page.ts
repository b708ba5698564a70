// Parallel accounts: the events that the course compares, each with the same rows for three sides.
import type { Course } from '#lib/domain/content/compiled.ts';
import type { Tellings } from '#lib/domain/content/schema.ts';

export interface AccountsPage {
  readonly course: { readonly id: string; readonly title: string };
  readonly tellings: readonly Tellings[];
}

export const accountsPage = ({ id, title, tellings }: Course): AccountsPage => ({
  course: { id, title },
  tellings,
});
