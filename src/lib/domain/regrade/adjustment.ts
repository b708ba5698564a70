// What a teacher can do about a question that was marked wrongly: the adjustments of one item in one assignment.
import * as v from 'valibot';
import type { Activity } from '../content/compiled.ts';
import type { Item } from '../content/schema.ts';
import type { ContentHash } from '../kernel/ids.ts';

export const KINDS = ['accept', 'credit_all', 'drop', 'new_version'] as const;
export type AdjustmentKind = (typeof KINDS)[number];

const said = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120));
/** As a regrade keeps it. */
export const adjustmentSchema = v.variant('kind', [
  /** These count too: what `acceptable` of accept.ts names, or a spelling or number as typed. */
  v.strictObject({
    kind: v.literal('accept'),
    also: v.pipe(v.array(said), v.minLength(1), v.maxLength(30)),
  }),
  /** Everybody who was asked has the point, whatever they answered. */
  v.strictObject({ kind: v.literal('credit_all') }),
  /** The item counts for nobody: points and maximum fall. */
  v.strictObject({ kind: v.literal('drop') }),
  /** Judged by the key of another content version of the activity. */
  v.strictObject({ kind: v.literal('new_version'), hash: v.string() }),
]);
export type Adjustment = v.InferOutput<typeof adjustmentSchema>;

/** An adjustment with all that marking needs; the activity is the one the hash of `new_version` names. */
export type Rule =
  | Exclude<Adjustment, { kind: 'new_version' }>
  | { readonly kind: 'new_version'; readonly hash: ContentHash; readonly activity: Activity };
/** By the id of the item. */
export type Rules = ReadonlyMap<string, Rule>;
export const NO_RULES: Rules = new Map();

/** Every question of an activity, whatever its pool. */
export const questionsOf = (activity: Activity): readonly Item[] =>
  activity.kind === 'quiz'
    ? activity.items
    : activity.scenes.flatMap((scene) => (scene.kind === 'question' ? [scene.item] : []));

/** Whether two adjustments say the same; the order in which answers were accepted says nothing. */
export function isSame(a: Adjustment, b: Adjustment): boolean {
  const plain = (one: Adjustment): string =>
    JSON.stringify(one.kind === 'accept' ? [one.kind, ...new Set([...one.also].sort())] : Object.values(one));
  return plain(a) === plain(b);
}
