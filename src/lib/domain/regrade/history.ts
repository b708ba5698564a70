// The regrades of one activity of an assignment in the order they were made: which hold now, and what each one changed.
import { isSame, type Adjustment, type Rule, type Rules } from './adjustment.ts';

/** As stored: something was adjusted, or what was adjusted before was taken back. Nothing of it is ever changed. */
export type Deed =
  { readonly type: 'adjusted'; readonly adjustment: Adjustment } | { readonly type: 'taken_back' };

export interface Regrade<D = Deed> {
  readonly id: string;
  readonly item: string;
  readonly at: number;
  readonly deed: D;
}

/** The adjustment of an item that holds after all of these; the latest one of an item stands alone. */
export function standing(regrades: readonly Regrade[], item: string): Adjustment | null {
  const deed = regrades.findLast((one) => one.item === item)?.deed;
  return deed?.type === 'adjusted' ? deed.adjustment : null;
}

/** Whether this deed would change anything: the same adjustment again, or taking back what is not there, does not. */
export function changes(regrades: readonly Regrade[], item: string, deed: Deed): boolean {
  const now = standing(regrades, item);
  if (deed.type === 'taken_back') return now !== null;
  return now === null || !isSame(now, deed.adjustment);
}

/** A regrade whose adjustment has all that marking needs; null is one that was taken back. */
export type Resolved = Regrade<Rule | null>;

/** The rules that hold after all of these. */
export const rulesAfter = (regrades: readonly Resolved[]): Rules =>
  new Map(
    [...new Map(regrades.map(({ item, deed }) => [item, deed]))].flatMap(([item, rule]) =>
      rule === null ? [] : [[item, rule] as const],
    ),
  );

/** Each regrade with the rules before and after it. */
export const steps = (
  regrades: readonly Resolved[],
): readonly { readonly regrade: Resolved; readonly before: Rules; readonly after: Rules }[] =>
  regrades.map((regrade, i) => ({
    regrade,
    before: rulesAfter(regrades.slice(0, i)),
    after: rulesAfter(regrades.slice(0, i + 1)),
  }));
