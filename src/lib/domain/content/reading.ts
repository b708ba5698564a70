// What the reading pages show: the text, and beside it parallel accounts, a timeline and what came after.
import type { Reference, Source } from './compiled.ts';
import type { Claim, CourseEvent, Epilogue, Omission } from './schema.ts';

/** The pages of a course beside its activities, by their names in addresses. */
export const SOURCE_PAGES = ['source', 'accounts', 'timeline', 'epilogue'] as const;
export type SourcePageName = (typeof SOURCE_PAGES)[number];

/** Something with the outside sources themselves, where the authored form has their keys. */
export type Referred<T> = Omit<T, 'references'> & { readonly references: readonly Reference[] };

export type Correction = Referred<Source['corrections'][number]>;
export type LeftOut = Referred<Omission>;
export type DatedEvent = Referred<CourseEvent>;
export type LaterItem = Referred<Epilogue['items'][number]>;

/** A forecast never comes without the claim it is: the words, and whose they are. */
export type TracedForecast = Referred<Omit<Epilogue['forecasts'][number], 'claim' | 'after'>> & {
  readonly claim: Claim;
  readonly after: readonly Pick<LaterItem, 'id' | 'title' | 'when'>[];
};
