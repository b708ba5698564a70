// Lists of pupils, a page at a time: what is sent does not grow with the class.

/** Pupils on one page. */
export const PAGE = 50;

export interface Page<T> {
  readonly shown: readonly T[];
  /** From 1. */
  readonly page: number;
  readonly pages: number;
}

/** One page of a list; an empty list has one. Null when there is no such page. */
export function pageOf<T>(all: readonly T[], page: number): Page<T> | null {
  const pages = Math.max(1, Math.ceil(all.length / PAGE));
  if (!Number.isInteger(page) || page < 1 || page > pages) return null;
  return { shown: all.slice((page - 1) * PAGE, page * PAGE), page, pages };
}
