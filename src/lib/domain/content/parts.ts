// The small schemas that files of every kind share: ids, prose, dates, passages, evidence, and what all items have.
import * as v from 'valibot';
import { BASES, POOLS, RELATIONS, SEATS, SIDES, SKILLS } from './vocabulary.ts';

/** Stable id: never reused, and safe as a name of an XState state, a URL part and an HTML id. */
export const slug = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9_-]*$/, 'use small letters, digits, - and _ only'),
  v.maxLength(64),
);
/** Words for people. Quotations stand in “ ”, a paragraph is pointed to as [¶6] or [¶10–11]. */
export const prose = v.pipe(v.string(), v.trim(), v.minLength(1, 'write something here'), v.maxLength(2000));
/** A date to the precision known: 2025, 2025-06 or 2025-06-21. */
export const date = v.pipe(
  v.string(),
  v.regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'write a date as 2025, 2025-06 or 2025-06-21'),
);

/** A whole day, where less would not do. */
export const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/, 'write a day as 2025-06-21'));

export const seat = v.picklist(SEATS);
export const side = v.picklist(SIDES);

/** A verbatim span: paragraph (from 1), offsets within that paragraph (UTF-16, end exclusive) and the very words. */
export const passage = v.strictObject({
  p: v.pipe(v.number(), v.integer(), v.minValue(1)),
  at: v.strictTuple([
    v.pipe(v.number(), v.integer(), v.minValue(0)),
    v.pipe(v.number(), v.integer(), v.minValue(1)),
  ]),
  quote: v.pipe(v.string(), v.minLength(1)),
});
export const citation = v.strictObject({ ...passage.entries, relation: v.picklist(RELATIONS) });

/** What a statement rests on; without a passage it can only be the author's inference. */
export const evidence = v.strictObject({ basis: v.picklist(BASES), cite: v.optional(passage) });

/** What every item has, whatever its kind. */
export const itemCommon = {
  id: slug,
  pool: v.picklist(POOLS),
  skill: v.picklist(SKILLS),
  /** Items that share a fact do not meet in one quiz. */
  fact: slug,
  stem: prose,
  /** One line under the stem: how to answer. */
  hint: v.optional(prose),
  /** The passage shown with the question, if it does not give the answer away. */
  show: v.optional(passage),
  cites: v.pipe(v.array(citation), v.minLength(1, 'every item cites a passage')),
  /** Needed when a citation's relation is "is silent": words proven not to occur in the source. */
  absent: v.optional(v.pipe(v.array(v.pipe(v.string(), v.minLength(2))), v.minLength(1))),
  /** What to carry away to the next text; one sentence. */
  habit: v.optional(prose),
  /** Id of an entry of tellings.yaml shown under the explanation. */
  tellings: v.optional(slug),
  /** Keys of references.yaml for explanations that go beyond the article. */
  references: v.optional(v.array(slug)),
};

export type Passage = v.InferOutput<typeof passage>;
export type Citation = v.InferOutput<typeof citation>;
export type Evidence = v.InferOutput<typeof evidence>;
